"""What parts of a query bring to the scores of documents.

A part is a word in all its fields: some ten leaves, most of which have few postings, so that a call of numpy costs more
than what it does. All leaves of a query people ask are read at once, and those of a part are scored at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.deadline import look
from search.engines.matching.held import Held, Leaf, Unit, frequency, leaves
from search.engines.matching.impacts import Impact
from search.engines.matching.snapshot import K1, Snapshot
from search.errors import TooMuch

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers
# Of the documents. From the first on a leaf has a sum of its own; from the second on what a part brings is a number for
# each of all documents, which is added in a fifth of the time, and takes up to four times the memory.
FREQUENT_SHARE, ROW_SHARE = 1 / 32, 1 / 8
UNITS_AT_ONCE = 32  # whose postings are in memory together: more words than people ask for, and no more of an attack
NO_SCORES: Floats = np.empty(0, np.float32)


def impacts(snapshot: Snapshot, units: Sequence[Unit], weights: Mapping[str, float] | None) -> Iterator[Impact]:
    """What each part brings.

    Args:
        weights: Of fields; one without a weight counts 1. None: without scores.
    """
    asked = [leaves(unit) for unit in units]
    parts = _Parts(snapshot, weights)
    for start in range(0, len(asked), UNITS_AT_ONCE):
        some = asked[start : start + UNITS_AT_ONCE]
        holdings = iter(snapshot.held([leaf for own in some for leaf in own]))
        for own in some:
            look(TooMuch.WORDS)
            yield parts.impact(own, islice(holdings, len(own)))


class _List(NamedTuple):
    documents: Ints
    counts: Numbers | Ints
    norms: Floats
    scale: float


class _Parts:
    """Adds up what the leaves of a part bring, in the same memory for all parts: new memory costs more than the sum."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float] | None) -> None:
        self._snapshot, self._weights = snapshot, weights
        self._found: Flags = np.zeros(snapshot.count_all, bool)
        self._scores: Floats = np.zeros(0 if weights is None else snapshot.count_all, np.float32)
        self._kind = np.min_scalar_type(snapshot.count_all)  # as few bytes as they go: what is remembered is few words

    def impact(self, own: Sequence[Leaf], holdings: Iterable[list[Held]]) -> Impact:
        """What some leaves bring together."""
        least = self._snapshot.count_all * FREQUENT_SHARE
        short: list[_List] = []
        is_row = False
        for leaf, holding in zip(own, holdings, strict=True):
            scale = self._scale(leaf, holding) if holding else 0.0
            for documents, counts in holding:
                norms = self._snapshot.norms(leaf.field)[documents] if scale else np.ones(len(documents), np.float32)
                if len(documents) < least:
                    short.append(_List(documents, counts, norms, scale))
                else:
                    self._add(documents, NO_SCORES if self._weights is None else _scored(counts, norms, scale))
                    is_row = True
        documents, scores = self._joined(short)
        if not is_row:
            return Impact(documents.astype(self._kind), scores)
        self._add(documents, scores)
        return self._taken()

    def _scale(self, leaf: Leaf, holding: list[Held]) -> float:
        """The factor of all scores of a leaf; 0 where they do not count."""
        weight = 0.0 if self._weights is None else self._weights.get(leaf.field, 1.0)
        count = frequency(holding, self._snapshot.live) if weight else 0
        return weight * (K1 + 1) * log(1 + (self._snapshot.count - count + 0.5) / (count + 0.5))

    def _add(self, documents: Ints, scores: Floats) -> None:
        self._found[documents] = True
        if len(scores):
            np.add.at(self._scores, documents, scores)

    def _taken(self) -> Impact:
        """What was added, and the memory clean for the next part."""
        if np.count_nonzero(self._found) > ROW_SHARE * len(self._found):
            made = Impact(self._found.copy(), self._scores.copy())
        else:
            where = np.flatnonzero(self._found)
            made = Impact(where.astype(self._kind), self._scores[where] if len(self._scores) else NO_SCORES)
        self._found.fill(False)
        self._scores.fill(0)
        return made

    def _joined(self, lists: Sequence[_List]) -> tuple[Ints, Floats]:
        """The documents of some lists, one list after another, and the scores of each, if anybody asks for them."""
        if not lists:
            return np.empty(0, np.int64), NO_SCORES
        documents = np.concatenate([one.documents for one in lists])
        if self._weights is None:
            return documents, NO_SCORES
        counts = np.concatenate([one.counts for one in lists], dtype=np.float32, casting="unsafe")
        norms = np.concatenate([one.norms for one in lists])
        scales = np.array([one.scale for one in lists], np.float32).repeat([len(one.counts) for one in lists])
        return documents, _scored(counts, norms, scales)


def _scored(counts: Numbers | Ints | Floats, norms: Floats, scale: float | Floats) -> Floats:
    """`scale` * tf / (tf + norm) for each posting; `norms` is written over."""
    frequencies = counts.astype(np.float32, copy=False)
    # One division for each posting; in place, because memory that is new costs as much as the sum.
    norms += frequencies
    np.divide(frequencies, norms, out=norms)
    return np.multiply(norms, scale, out=norms)
