"""The best of what a query matched: complete before partial where asked, then by falling score, then by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.executor import Matches
from search.engines.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Flags, Floats, Ints

STRETCH = 128  # documents of which one score, the highest, is looked at first


def best(matches: Matches, snapshot: Snapshot, first: int, last: int, *, is_complete_first: bool) -> list[int]:
    """The documents from place `first` of the ranking up to `last`, 0-based."""
    chosen: list[int] = []
    tiers = (matches.complete, matches.found & ~matches.complete) if is_complete_first else (matches.found,)
    for flags in tiers:
        if len(chosen) < last:
            chosen += _best(flags, matches.scores, snapshot, last - len(chosen))
    return chosen[first:last]


def _best(flags: Flags, scores: Floats, snapshot: Snapshot, most: int) -> list[int]:
    """The `most` best of the marked documents, in order."""
    numbers = _promising(flags, scores, most)
    own = scores[numbers]
    if len(numbers) > most:
        edge = np.partition(own, len(own) - most)[len(own) - most]
        above = numbers[own > edge]
        numbers = np.concatenate([above, snapshot.first_by_id(numbers[own == edge], most - len(above))])
    return sorted(numbers.tolist(), key=lambda number: (-scores[number], snapshot.id(number)))


def _promising(flags: Flags, scores: Floats, most: int) -> Ints:
    """All marked documents that may be among the `most` best, and few others.

    In each of `most` stretches of documents there is one with at least the lowest of their peaks: so the best have it.
    Sorting out the peaks is a hundredth of the work of sorting out all scores.
    """
    if np.count_nonzero(flags) <= STRETCH * most:
        return np.flatnonzero(flags)
    marked = scores * flags  # no score is negative, so others are now no higher than any
    peaks = np.maximum.reduceat(marked, np.arange(0, len(marked), STRETCH))
    return np.flatnonzero(flags & (marked >= np.partition(peaks, len(peaks) - most)[len(peaks) - most]))
