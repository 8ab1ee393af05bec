"""Which analysis this is: an index keeps its fingerprint, and one made by another analysis says that it is stale."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from search.analysis import stemmer

RULES = ("analyzer.py", "chunks.py", "folding.py", "hyphens.py", "numbers.py", "tokenizer.py", "views.py")


@cache
def fingerprint() -> str:
    """16 hex digits that change whenever a term may: the rules for tokens, the rules and tables for roots.

    Alias files are not in it: an index keeps their digest apart. Nor is the language check: documents keep its answer.
    """
    digest = blake2b(stemmer.fingerprint().encode(), digest_size=8)
    for name in RULES:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()
