"""Telling words: what speaks for Indonesian, Malay, Javanese or Sundanese, which share most of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from search.analysis.data import entries

LANGUAGES = ("id", "ms", "jv", "su")
FEWEST_POINTS = 2  # for another language than Indonesian: one sure word
ENDING_POINTS = 1  # two words must agree: "Deepfake" ends in Javanese
SHORTEST_WITH_ENDING = 7  # letters: "lake" and "quake" are English, "nindakake" is Javanese
CACHED_WORDS = 1 << 12  # 900 are listed, and there are not many more with an ending
_NONE = (0,) * len(LANGUAGES)


class _Markers(NamedTuple):
    points: dict[str, int]
    endings: tuple[str, ...]


def may_be_a_neighbour(written: str, words: Iterable[str]) -> bool:
    """May the words have FEWEST_POINTS for another of these languages than Indonesian?

    Those of nine in ten Indonesian articles have not, so that nothing needs to be counted in them.

    Args:
        written: The words with blanks between, in which endings are sought.

    >>> may_be_a_neighbour("di universitas", ["di", "universitas"]), may_be_a_neighbour("kerana", ["kerana"])
    (False, True)
    """
    listed, endings = _neighbours()
    telling = listed.intersection(words)
    told = sum(max(points_of(word)[1:]) for word in telling)
    return told >= FEWEST_POINTS or any(ending in f"{written} " for ending in endings)


def points(words: Set[str]) -> Mapping[str, int]:
    """For each language the points of its telling words among different words in lower case, accents folded.

    >>> points({"kerana", "kesihatan", "di"})
    {'id': 0, 'ms': 4, 'jv': 0, 'su': 0}
    >>> points({"disajikeun", "universitas"})
    {'id': 2, 'ms': 0, 'jv': 0, 'su': 1}
    """
    listed, endings = _any()
    telling = words & listed | {word for word in words if word.endswith(endings)}
    found = filter(None, map(points_of, telling))
    return dict(zip(LANGUAGES, map(sum, zip(_NONE, *found, strict=True)), strict=True))


@lru_cache(CACHED_WORDS)
def points_of(word: str) -> tuple[int, ...]:
    """The points of one word for each of LANGUAGES, () where it speaks for none.

    >>> points_of("kerana"), points_of("di")
    ((0, 2, 0, 0), ())
    """
    listed, endings = _any()
    if word in listed or (len(word) >= SHORTEST_WITH_ENDING and word.endswith(endings)):
        return tuple(_points(word, _markers()[language]) for language in LANGUAGES)
    return ()


def _points(word: str, markers: _Markers) -> int:
    if word in markers.points:
        return markers.points[word]
    return ENDING_POINTS if len(word) >= SHORTEST_WITH_ENDING and word.endswith(markers.endings) else 0


@cache
def _any() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words and the endings of all languages."""
    every = _markers().values()
    return frozenset(chain.from_iterable(one.points for one in every)), sum((one.endings for one in every), ())


@cache
def _neighbours() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of all but Indonesian, and their endings with the blank behind a word."""
    every = [found for language, found in _markers().items() if language != LANGUAGES[0]]
    endings = chain.from_iterable(one.endings for one in every)
    return frozenset(chain.from_iterable(one.points for one in every)), tuple(f"{ending} " for ending in endings)


@cache
def _markers() -> dict[str, _Markers]:
    points: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for line in entries("markers.txt"):
        language, weight, *words = line.split()
        points[language].update(dict.fromkeys(words, int(weight)))
    return {
        language: _Markers(found, tuple(word[1:] for word in found if word[0] == "-"))
        for language, found in points.items()
    }
