"""What parts of a query bring to the scores of documents.

A part is a word in all its fields: some ten leaves, most of which have few postings, so that a call of numpy costs more
than what it does. All leaves of a query people ask are read at once, and all that have few postings are scored at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.deadline import look
from search.engines.matching.held import Held, Leaf, Unit, frequency, leaves
from search.engines.matching.impacts import Impact
from search.engines.matching.snapshot import K1, Snapshot
from search.errors import TooMuch

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers

# Of the documents. What a part with so many postings brings is a number for each of all documents, which is added in a
# fifth of the time, and takes up to four times the memory. In such a part leaves from the second share on are scored by
# themselves, from the third on for all documents: divisions of a whole row are faster than looking up its places.
ROW_SHARE, FREQUENT_SHARE, DENSE_SHARE = 1 / 5, 1 / 32, 1 / 4
UNITS_AT_ONCE = 32  # whose postings are in memory together: more words than people ask for, and no more of an attack
NO_SCORES: Floats = np.empty(0, np.float32)


class _List(NamedTuple):
    """Postings of a leaf; `norms` are of all documents, `scale` is the factor of all scores."""

    documents: Ints
    counts: Numbers | Ints
    norms: Floats
    scale: float


class _Part(NamedTuple):
    """The lists of a part: those that are scored with all other short ones, and those of a row that are not."""

    short: list[_List]
    frequent: list[_List]
    is_row: bool


def impacts(snapshot: Snapshot, units: Sequence[Unit], weights: Mapping[str, float] | None) -> Iterator[Impact]:
    """What each part brings.

    Args:
        weights: Of fields; one without a weight counts 1. None: without scores.
    """
    asked = list(map(leaves, units))
    for start in range(0, len(asked), UNITS_AT_ONCE):
        yield from _impacts(snapshot, asked[start : start + UNITS_AT_ONCE], weights)


def _impacts(
    snapshot: Snapshot, asked: Sequence[Sequence[Leaf]], weights: Mapping[str, float] | None
) -> Iterator[Impact]:
    """What parts of these leaves bring."""
    parts = [_part(lists, snapshot.count_all) for lists in _lists(snapshot, asked, weights)]
    is_scored = weights is not None
    documents, scores = _joined([one for part in parts for one in part.short], is_scored=is_scored)
    kind = np.min_scalar_type(snapshot.count_all)  # as few bytes as they go: what is remembered is few words
    end = 0
    for part in parts:
        look(TooMuch.WORDS)
        start, end = end, end + sum([len(one.documents) for one in part.short])
        if part.is_row:
            row = _Row(snapshot.count_all, is_scored=is_scored)
            row.add(documents[start:end], scores[start:end])
            for one in part.frequent:
                row.add_list(one)
            yield Impact(row.found, row.scores)
        else:
            # A copy of the scores, which would keep those of all the other parts.
            yield Impact(documents[start:end].astype(kind), scores[start:end].copy())


def _lists(
    snapshot: Snapshot, asked: Sequence[Sequence[Leaf]], weights: Mapping[str, float] | None
) -> Iterator[list[_List]]:
    """The postings of each part."""
    every = list(chain.from_iterable(asked))
    holdings = snapshot.held(every)
    left = zip(every, holdings, _scales(snapshot, every, holdings, weights), strict=True)
    for own in asked:
        lists = []
        for _, (leaf, holding, scale) in zip(own, left, strict=False):
            norms = snapshot.norms(leaf.field) if scale and holding else NO_SCORES
            lists += [_List(documents, counts, norms, scale) for documents, counts in holding]
        yield lists


def _scales(
    snapshot: Snapshot, every: Sequence[Leaf], holdings: Sequence[list[Held]], weights: Mapping[str, float] | None
) -> list[float]:
    """The factor of all scores of each leaf; 0 where they do not count."""
    if weights is None:
        return [0.0] * len(every)
    counts = np.array([frequency(holding, snapshot.live) for holding in holdings], float)
    own = np.array([weights.get(leaf.field, 1.0) for leaf in every], float)
    scales: list[float] = (own * (K1 + 1) * np.log(1 + (snapshot.count - counts + 0.5) / (counts + 0.5))).tolist()
    return scales


def _part(lists: list[_List], count: int) -> _Part:
    """A part of these lists, of so many documents."""
    if sum([len(one.documents) for one in lists]) < ROW_SHARE * count:
        return _Part(lists, [], is_row=False)
    least = FREQUENT_SHARE * count
    short = [one for one in lists if len(one.documents) < least]
    return _Part(short, [one for one in lists if len(one.documents) >= least], is_row=True)


def _joined(lists: Sequence[_List], *, is_scored: bool) -> tuple[Ints, Floats]:
    """The documents of some lists, one list after another, and the scores of each, if anybody asks for them."""
    if not lists:
        return np.empty(0, np.int64), NO_SCORES
    documents = np.concatenate([one.documents for one in lists])
    if not is_scored:
        return documents, NO_SCORES
    counts = np.concatenate([one.counts for one in lists], dtype=np.float32, casting="unsafe")
    norms, end = np.ones(len(documents), np.float32), 0
    for own, _, row, scale in lists:
        start, end = end, end + len(own)
        if scale:
            # Without a check of each number: with one, numpy writes elsewhere first.
            row.take(own, out=norms[start:end], mode="clip")
    scales = np.array([one.scale for one in lists], np.float32).repeat([len(one.documents) for one in lists])
    return documents, _scored(counts, norms, scales)


class _Row:
    """What lists bring together, by document."""

    def __init__(self, count: int, *, is_scored: bool) -> None:
        self.found: Flags = np.zeros(count, bool)
        self.scores: Floats = np.zeros(count, np.float32) if is_scored else NO_SCORES

    def add(self, documents: Ints, scores: Floats) -> None:
        """Add what is scored."""
        self.found[documents] = True
        if len(self.scores):
            np.add.at(self.scores, documents, scores)

    def add_list(self, one: _List) -> None:
        """Score a list, and add it."""
        documents, counts, norms, scale = one
        if not scale:
            self.found[documents] = True
        elif len(documents) < DENSE_SHARE * len(self.found):
            self.add(documents, _scored(counts.astype(np.float32), norms[documents], scale))
        else:
            every = np.zeros(len(self.found), np.float32)
            every[documents] = counts.astype(np.float32)
            np.logical_or(self.found, every, out=self.found)
            self.scores += _scored(every, norms.copy(), scale)


def _scored(counts: Floats, norms: Floats, scale: float | Floats) -> Floats:
    """`scale` * tf / (tf + norm) for each posting; `norms` is written over."""
    # One division for each posting; in place, because memory that is new costs as much as the sum.
    norms += counts
    np.divide(counts, norms, out=norms)
    return np.multiply(norms, scale, out=norms)
