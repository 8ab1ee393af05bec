"""The affixes of words whose root no table knows: clitics (macronnya), and me-...-kan, di-...-kan (diviralkan).

Only what a name or a foreign word hardly ever looks like is taken, so that unknown names stay whole.
"""

from __future__ import annotations

from search.analysis import affixes
from search.analysis.root_analysis import Analysis

SHORTEST = 4  # letters that must be left: kenya, sonya and tanya stay
UNKNOWN = 50  # the cost of an unknown root; no reading of another kind competes, it only shows in explanations
# Names end in -llah, -kah, -pun, -ku and -mu after a vowel (Jamilah, Barokah, Maluku), in -llah and -ngku after these.
NO_CLITIC_AFTER = {"lah": "aiueolh", "kah": "aiueokh", "pun": "aiueop", "ku": "aiueogk", "mu": "aiueom"}

_ENDINGS = ("nya", "kan", *NO_CLITIC_AFTER)
_VERBAL = tuple(prefix for prefix in affixes.PREFIXES if prefix.name in ("me", "di") and not prefix.restored)


def around_unknown(word: str) -> Analysis | None:
    """The reading of a word of a-z as clitics or a verb's affixes around a root that is in no table.

    >>> print(*map(around_unknown, ("kpknya", "diviralkan", "kenya", "abdullah")), sep="; ")
    kpk -nya; di- viral -kan; None; None
    """
    if not word.endswith(_ENDINGS):
        return None
    base = word.removesuffix("nya")
    if base != word and (len(base) >= SHORTEST or _is_acronym(base)):
        return around_unknown(base) or Analysis(UNKNOWN, base, (), ("nya",))
    for clitic, letters in NO_CLITIC_AFTER.items():
        base = word.removesuffix(clitic)
        if base != word and len(base) >= SHORTEST and base[-1] not in letters:
            return Analysis(UNKNOWN, base, (), (clitic,))
    return _verb(word)


def _is_acronym(word: str) -> bool:
    """Three letters that no Indonesian syllable is made of: kpk, dpr, kpu, uii."""
    shape = "".join("v" if letter in affixes.VOWELS else "c" for letter in word)
    return shape in ("ccc", "ccv", "vcc", "vvv", "vvc")


def _verb(word: str) -> Analysis | None:
    """me-...-kan and di-...-kan around four letters or more, where me- cannot have swallowed a letter."""
    stem = word.removesuffix("kan")
    if stem == word:
        return None
    for prefix in _VERBAL:
        rest = prefix.rest(stem)
        if rest and len(rest) >= SHORTEST and (prefix.name == "di" or rest[0] not in affixes.VOWELS + "mn"):
            return Analysis(UNKNOWN, rest, (prefix.name,), ("kan",))
    return None
