"""Where a text may be cut without tearing a character as readers see it: é of two code points, 👩‍🚀, 🇮🇩, 각.

The rules of Unicode's annex 29 (grapheme clusters), by the categories that `unicodedata` knows. Where these are too
coarse, fewer cuts are allowed than the annex allows, never more.
"""

from __future__ import annotations

import unicodedata

# Skin tones and voicing marks of half width go with what is before them, as marks (M) and format characters (Cf) do.
_EXTENDING = ((0x1F3FB, 0x1F3FF), (0xFF9E, 0xFF9F))
_REGIONAL = (0x1F1E6, 0x1F1FF)  # two make a flag
_HANGUL = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))  # Korean letters and the syllables they may join
_AM = "\u0e33\u0eb3"  # vowels of Thai and Lao that are letters, and never stand alone
_BREAKS = "\n\r\t\v\f\x85\u2028\u2029"  # nothing joins them: a line may begin with an accent of its own
_VIRAMA = 9  # combining class of the signs that join two consonants
FIRST_EXTENDING = "\u0300"  # nothing before it joins what is before itself, but for a soft hyphen
LONGEST_CLUSTER = 64  # code points looked back over: "zalgo" piles up marks without end, and must be cut somewhere


def cut_before(text: str, place: int) -> int:
    """The last place up to `place` where the text may be cut.

    >>> cut_before("Pe\\u0301ron", 2), cut_before("\\U0001F1EE\\U0001F1E9", 1), cut_before("Rusia", 3)
    (1, 0, 3)
    """
    for cut in range(place, max(0, place - LONGEST_CLUSTER), -1):
        if not is_inside(text, cut):
            return cut
    return place if place > LONGEST_CLUSTER else 0


def cut_after(text: str, place: int) -> int:
    """The first place from `place` on where the text may be cut."""
    last = min(len(text), place + LONGEST_CLUSTER)
    return next((cut for cut in range(place, last) if not is_inside(text, cut)), last)


def is_inside(text: str, place: int) -> bool:
    """Does a cut here go through one character, as readers see it?"""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if after < FIRST_EXTENDING and before < FIRST_EXTENDING:  # nearly all of news
        return (before, after) == ("\r", "\n") or "\u00ad" in (before, after)
    if before in _BREAKS:
        return False
    return (
        unicodedata.category(after)[0] == "M"
        or "Cf" in (unicodedata.category(before), unicodedata.category(after))
        or unicodedata.combining(before) == _VIRAMA
        or after in _AM
        or _is_in(after, *_EXTENDING)
        or (_is_in(before, *_HANGUL) and _is_in(after, *_HANGUL))
        or (_is_in(before, _REGIONAL) and _is_in(after, _REGIONAL) and _regional_before(text, place) % 2 == 1)
    )


def _regional_before(text: str, place: int) -> int:
    """How many regional letters stand right before; flags are counted in pairs from the first of them."""
    first = place
    while first > max(0, place - LONGEST_CLUSTER) and _is_in(text[first - 1], _REGIONAL):
        first -= 1
    return place - first


def _is_in(character: str, *ranges: tuple[int, int]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)
