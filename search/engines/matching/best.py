"""The best of what a query matched: complete before partial where asked, then by a key, then by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

import numpy as np

from search.engines.base import Order, Place
from search.engines.matching.executor import Matches
from search.engines.matching.snapshot import Snapshot

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints

    Keys: TypeAlias = Floats | Ints

DEPTH = 128  # documents of which one key, the highest, is looked at first
AFTER_ALL_DAYS = 100_000_000  # as `PartialDate.number`


class Ranks:
    """The ranking of matches in an order."""

    def __init__(self, matches: Matches, snapshot: Snapshot, order: Order, *, is_complete_first: bool) -> None:
        self._snapshot, self._order = snapshot, order
        is_by_score = order is Order.RELEVANCE
        keys = matches.scores if is_by_score else snapshot.days("published").astype(np.int64)
        self._keys: Keys = self._rising(keys)
        self._tiers = [matches.found]
        if is_complete_first and is_by_score:
            self._tiers = [matches.complete, matches.found & ~matches.complete]

    def best(self, first: int, last: int, after: Place | None = None) -> list[int]:
        """The documents from place `first` up to `last`, 0-based, of all or of those after a place."""
        chosen: list[int] = []
        for flags in self._tiers if after is None else self._tiers_after(after):
            count = int(np.count_nonzero(flags))
            if first < min(last, count):
                chosen += _best(flags, self._keys, self._snapshot, first, min(last, count))
            first, last = max(0, first - count), max(0, last - count)
        return chosen

    def _tiers_after(self, place: Place) -> list[Flags]:
        """What is behind a place of the ranking."""
        passed = 0 if place.is_complete else len(self._tiers) - 1
        own, *others = self._tiers[passed:]
        (key,) = self._rising(np.full(1, place.key, self._keys.dtype))
        level = np.flatnonzero(own & (self._keys == key))
        behind = own & (self._keys < key)
        behind[level] = self._snapshot.is_after(level, place.id)
        return [behind, *others]

    def _rising(self, keys: Keys) -> Keys:
        """Numbers that are higher where a document stands nearer to the front, and never negative."""
        match self._order:
            case Order.RELEVANCE | Order.NEWEST:
                return keys  # the date of an undated document is 0
            case Order.OLDEST:
                return np.where(keys > 0, AFTER_ALL_DAYS - keys, 0)
            case _:
                assert_never(self._order)


def _best(flags: Flags, keys: Keys, snapshot: Snapshot, first: int, last: int) -> list[int]:
    """The best of the marked documents from place `first` up to `last`, in order; there are so many."""
    numbers = _promising(flags, keys, last)
    own = keys[numbers]
    if len(numbers) > last:
        edge = np.partition(own, len(own) - last)[len(own) - last]
        above = numbers[own > edge]
        numbers = np.concatenate([above, snapshot.first_by_id(numbers[own == edge], last - len(above))])
        own = keys[numbers]
    # Without those above the first, whose ids nobody needs, however deep the page is.
    rest = numbers[own <= np.partition(own, len(own) - 1 - first)[len(own) - 1 - first]]
    ranked = _ranked(rest, keys[rest], snapshot)
    return ranked[len(ranked) - (last - first) :]


def _ranked(numbers: Ints, keys: Keys, snapshot: Snapshot) -> list[int]:
    """Documents by their keys, then by their ids, which are read only where two have one key."""
    order = keys.argsort()[::-1].tolist()
    if len(set(keys.tolist())) == len(keys):
        return [int(numbers[place]) for place in order]
    named = zip((-keys).tolist(), map(snapshot.id, numbers.tolist()), numbers.tolist(), strict=True)
    return [number for _, _, number in sorted(named)]


def _promising(flags: Flags, keys: Keys, most: int) -> Ints:
    """All marked documents that may be among the `most` best, and few others.

    In each of `most` columns of documents there is one with at least the lowest of their peaks: so the best have it.
    Sorting out the peaks is a hundredth of the work of sorting out all keys.
    """
    width = len(flags) // DEPTH
    if width <= most or np.count_nonzero(flags) <= DEPTH * most:
        return np.flatnonzero(flags)
    marked: Keys = keys * flags  # no key is negative, so others are now no higher than any
    whole = len(marked) // width * width
    peaks = marked[:whole].reshape(-1, width).max(axis=0)
    np.maximum(peaks[: len(marked) - whole], marked[whole:], out=peaks[: len(marked) - whole])
    least = np.partition(peaks, width - most)[width - most]
    return np.flatnonzero((marked >= least) & flags)
