"""Telling words: what speaks for Indonesian, Malay, Javanese or Sundanese, which share most of their words."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from search.analysis.data import entries

LANGUAGES = ("id", "ms", "jv", "su")
ENDING_POINTS = 1  # two words must agree: "Deepfake" ends in Javanese
SHORTEST_WITH_ENDING = 7  # letters: "lake" and "quake" are English, "nindakake" is Javanese


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
    found = markers_among(words)
    return {language: _points(found, _markers()[language]) for language in LANGUAGES}


def markers_among(words: Set[str]) -> Set[str]:
    """Those of the words that speak for any of the languages.

    >>> sorted(markers_among({"kerana", "universitas", "di"}))
    ['kerana', 'universitas']
    """
    listed, endings = _any()
    return listed & words | {word for word in words if word.endswith(endings) and len(word) >= SHORTEST_WITH_ENDING}


def _points(words: Set[str], markers: _Markers) -> int:
    listed = sum(markers.points.get(word, 0) for word in words)
    return listed + sum(
        ENDING_POINTS
        for word in words
        if len(word) >= SHORTEST_WITH_ENDING and word.endswith(markers.endings) and word not in markers.points
    )


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
