"""What parts of a query bring to the scores of documents.

A part is a word in all its fields: some ten leaves, most of which have few postings, so that a call of numpy costs more
than what it does. All leaves of a query are read at once, and those of a part are scored at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.held import Held, Leaf, Unit, frequency, leaves
from search.engines.matching.impacts import FREQUENT_SHARE, Impact
from search.engines.matching.snapshot import K1, Snapshot

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers
NO_SCORES: Floats = np.empty(0, np.float32)


def impacts(snapshot: Snapshot, units: Sequence[Unit], weights: Mapping[str, float] | None) -> Iterator[Impact]:
    """What each part brings.

    Args:
        weights: Of fields; one without a weight counts 1. None: without scores.
    """
    asked = [leaves(unit) for unit in units]
    holdings = iter(snapshot.held([leaf for own in asked for leaf in own]))
    parts = _Parts(snapshot, weights)
    for own in asked:
        yield parts.impact(own, islice(holdings, len(own)))


class _List(NamedTuple):
    documents: Ints
    counts: Numbers | Ints
    scale: float
    norms: Floats


class _Parts:
    """Adds up what the leaves of a part bring, in the same memory for all parts: new memory costs more than the sum."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float] | None) -> None:
        self._snapshot, self._weights = snapshot, weights
        self._found: Flags = np.zeros(snapshot.count_all, bool)
        self._scores: Floats = np.zeros(0 if weights is None else snapshot.count_all, np.float32)

    def impact(self, own: Sequence[Leaf], holdings: Iterable[list[Held]]) -> Impact:
        """What some leaves bring together."""
        least = self._snapshot.count_all * FREQUENT_SHARE
        lists: list[_List] = []
        is_row = False
        for leaf, holding in zip(own, holdings, strict=True):
            scale = self._scale(leaf, holding) if holding else 0.0
            for documents, counts in holding:
                norms = self._snapshot.norms(leaf.field)[documents] if scale else NO_SCORES
                lists.append(_List(documents, counts, scale, norms))
                if len(documents) >= least:  # a list that is long enough for a sum of its own
                    self._add([lists.pop()])
                    is_row = True
        if not is_row:
            return Impact(_documents(lists), self._summands(lists))
        self._add(lists)
        return self._taken()

    def _scale(self, leaf: Leaf, holding: list[Held]) -> float:
        """The factor of all scores of a leaf; 0 where they do not count."""
        weight = 0.0 if self._weights is None else self._weights.get(leaf.field, 1.0)
        count = frequency(holding, self._snapshot.live) if weight else 0
        return weight * (K1 + 1) * log(1 + (self._snapshot.count - count + 0.5) / (count + 0.5))

    def _add(self, lists: Sequence[_List]) -> None:
        documents = _documents(lists)
        self._found[documents] = True
        if len(self._scores):
            np.add.at(self._scores, documents, self._summands(lists))

    def _taken(self) -> Impact:
        """What was added, and the memory clean for the next part."""
        made = Impact(self._found.copy(), self._scores.copy())
        self._found.fill(False)
        self._scores.fill(0)
        return made

    def _summands(self, lists: Sequence[_List]) -> Floats:
        """The score of each posting; nothing where nobody asks."""
        if self._weights is None or not lists:
            return NO_SCORES
        counts = np.concatenate([one.counts for one in lists], dtype=np.float32, casting="unsafe")
        norms = np.concatenate([one.norms if one.scale else np.ones(len(one.counts), np.float32) for one in lists])
        scales = np.array([one.scale for one in lists], np.float32)
        return _scored(counts, norms, scales.repeat([len(one.counts) for one in lists]))


def _documents(lists: Sequence[_List]) -> Ints:
    return np.concatenate([one.documents for one in lists]) if lists else np.empty(0, np.int64)


def _scored(counts: Numbers | Ints | Floats, norms: Floats, scale: float | Floats) -> Floats:
    """`scale` * tf / (tf + norm) for each posting."""
    frequencies = counts.astype(np.float32, copy=False)
    # One division for each posting; in place, because memory that is new costs as much as the sum.
    scores: Floats = norms + frequencies
    np.divide(frequencies, scores, out=scores)
    return np.multiply(scores, scale, out=scores)
