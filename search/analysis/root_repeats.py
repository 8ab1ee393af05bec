"""Words with a hyphen that are one word: repetitions (negara-negara), ordinals (ke-28), decades (1990-an)."""

from __future__ import annotations

from collections.abc import Callable

CLITICS = ("nya", "ku", "mu", "lah", "kah", "pun")


def repeated(word: str, root: Callable[[str], str]) -> str:
    """The root of a word with hyphens; `root` gives the root of a part. What is no repetition stays as it is.

    >>> from search.analysis.stemmer import root
    >>> [repeated(word, root) for word in ("mitra-mitranya", "berlari-lari", "surat-menyurat", "ke-28", "sayur-mayur")]
    ['mitra', 'lari', 'surat', '28', 'sayur-mayur']
    """
    first, _, second = word.rpartition("-")
    if not first or not second:
        return word
    if second in CLITICS:
        return root(first)
    if first == "ke" and second.isdigit():
        return second
    if second == "an" and first.isdigit():
        return first
    found = _of_halves(first, second, root)
    return found or f"{first}-{_without_clitic(second)}"


def _of_halves(first: str, second: str, root: Callable[[str], str]) -> str | None:
    """The root both halves share, or None.

    The second half of meniru-nirukan lacks its prefix and has lost its first letter to it: me- brings both back.
    """
    roots = root(first), root(second)
    if roots[0] == roots[1] or root(f"me{second}") == roots[0]:
        return roots[0]
    # A root that no dictionary knows still shows itself by being said twice: itung-itungan, berancang-ancang.
    for half, other in ((first, second), (second, first)):
        if len(half) >= 3 and half in other:
            return root(half)
    return None


def _without_clitic(word: str) -> str:
    """besar-kecilnya is no repetition, and its -nya is still a clitic."""
    return word.removesuffix("nya") if len(word) > 5 else word
