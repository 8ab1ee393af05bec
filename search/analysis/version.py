"""Which analysis this is: an index keeps its fingerprint, and one made by another analysis says that it is stale."""

from __future__ import annotations

from hashlib import blake2b

from search.analysis import stemmer

# Raise it with every change of tokens or folding; tests/analysis/test_version.py notices a forgotten one.
TOKENS = 1


def fingerprint() -> str:
    """A short name of all that decides about terms: the rules for tokens, the rules and tables for roots.

    Alias files are not in it; the index keeps their digest apart.
    """
    roots = getattr(stemmer, "fingerprint", str)()
    return blake2b(f"{TOKENS} {roots}".encode(), digest_size=8).hexdigest()
