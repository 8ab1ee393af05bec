"""Telling words: what speaks for Indonesian, Malay, Javanese or Sundanese, which share most of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from search.analysis.data import entries

LANGUAGES = ("id", "ms", "jv", "su")
ENDING_POINTS = 1  # two words must agree: "Deepfake" ends in Javanese
SHORTEST_WITH_ENDING = 7  # letters: "lake" and "quake" are English, "nindakake" is Javanese


Points = tuple[int, ...]


class _Markers(NamedTuple):
    points: dict[str, int]
    endings: tuple[str, ...]


def points(words: Set[str]) -> Mapping[str, int]:
    """For each language the points of its telling words among different words in lower case, accents folded.

    >>> points({"kerana", "kesihatan", "di"})
    {'id': 0, 'ms': 4, 'jv': 0, 'su': 0}
    >>> points({"disajikeun", "universitas"})
    {'id': 2, 'ms': 0, 'jv': 0, 'su': 1}
    """
    return summed(points_of(word) for word in words)


def points_of(word: str) -> Points:
    """The points of one word for each of LANGUAGES, () where it speaks for none.

    >>> points_of("kerana"), points_of("di")
    ((0, 2, 0, 0), ())
    """
    listed, endings = _any()
    if word in listed or (len(word) >= SHORTEST_WITH_ENDING and word.endswith(endings)):
        return tuple(_points(word, _markers()[language]) for language in LANGUAGES)
    return ()


def summed(found: Iterable[Points]) -> Mapping[str, int]:
    """The points of different words together."""
    return dict(zip(LANGUAGES, map(sum, zip((0,) * len(LANGUAGES), *filter(None, found), strict=True)), strict=True))


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
def _markers() -> dict[str, _Markers]:
    points: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for line in entries("markers.txt"):
        language, weight, *words = line.split()
        points[language].update(dict.fromkeys(words, int(weight)))
    return {
        language: _Markers(found, tuple(word[1:] for word in found if word[0] == "-"))
        for language, found in points.items()
    }
