"""What parts of queries bring, remembered as long as a commit is the latest.

What a word brings, in all its fields together, is the same in every query. Queries share their words, so a page of
results, its facets and the next page find most of their parts here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers
    Weights: TypeAlias = tuple[tuple[str, float], ...]  # of fields
    Key: TypeAlias = tuple[int, Hashable]  # the number of the weights, and what `held.name` gives

MOST_BYTES = 12 << 20  # of the 30 MB that a searcher may take for itself; with 16 it was at the edge of them
MOST_WEIGHTS = 64  # in use at a time; a program may ask with others each time
ENTRY_BYTES = 3_000  # what a part of a dozen terms and two arrays take besides their numbers


class Impact(NamedTuple):
    """The documents that match a part of a query, and what it gives to their scores.

    Attributes:
        where: Of a part that few match, their documents, some more than once; else a flag for each of all documents.
        scores: For each of these what is added; none where nobody asked for scores.
    """

    where: Ints | Numbers | Flags
    scores: Floats

    @property
    def is_row(self) -> bool:
        """Is it a flag for each document?"""
        return self.where.dtype == bool


class Impacts:
    """Remembers the impacts that were asked for last, for any number of threads."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        """Remember as much as there is room for."""
        self._most_bytes = most_bytes
        self._lock, self._size_bytes = Lock(), 0
        self._kept: OrderedDict[Key, Impact] = OrderedDict()
        self._numbers: dict[Weights | None, int] = {}
        self._counting = count()

    def number(self, weights: Weights | None) -> int:
        """What stands for weights in keys, so that they are hashed once in a query and not for each word."""
        with self._lock:
            if weights not in self._numbers:
                if len(self._numbers) == MOST_WEIGHTS:
                    self._numbers.clear()  # those that are still in use get new ones
                self._numbers[weights] = next(self._counting)
            return self._numbers[weights]

    def known(self, keys: Iterable[Key]) -> list[Impact | None]:
        """What is remembered of some parts."""
        with self._lock:
            found = []
            for key in keys:
                one = self._kept.get(key)
                if one is not None:
                    self._kept.move_to_end(key)
                found.append(one)
            return found

    def keep(self, key: Key, impact: Impact) -> None:
        """Remember an impact, and forget those that nobody has asked for the longest."""
        with self._lock:
            if key not in self._kept:
                self._size_bytes += _size_bytes(impact)
                self._kept[key] = impact
            while self._size_bytes > self._most_bytes:
                self._size_bytes -= _size_bytes(self._kept.popitem(last=False)[1])


def _size_bytes(impact: Impact) -> int:
    return ENTRY_BYTES + impact.scores.nbytes + impact.where.nbytes
