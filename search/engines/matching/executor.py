"""The documents a query matches, with their scores: term at a time over arrays, exact for every shape of query.

Every posting of every term is read once and added up, so the ranking is the formula and nothing else.

    score(term, document) = weight(field) * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))
    idf                   = ln(1 + (N - n + 0.5) / (n + 0.5))
    score(group)          = sum of its parts * (parts there / parts asked) ** coverage

(Robertson and Zaragoza 2009, with the idf of Lucene, which is never negative.) N, n and the average are of live
documents, lengths are true. Scores are added in 32 bits: that is 1e-6 of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import log
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np

from search.engines.matching.snapshot import K1, Held, Leaf, Snapshot, frequency
from search.query.bound import (
    AnyOf,
    Boosted,
    BoundQuery,
    Dated,
    Everything,
    Near,
    Nothing,
    Ranked,
    Sequence,
    Synonyms,
    Term,
)

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints


class Matches(NamedTuple):
    """By document: the score, whether it matches, whether it is complete. Scores of others mean nothing."""

    scores: Floats
    found: Flags
    complete: Flags


class _Sheet(NamedTuple):
    """Where the documents of a part are marked, and their scores added; None where nobody asks for scores.

    `found` and `complete` are one array for a part all of whose matches are complete.
    """

    scores: Floats | None
    boost: float
    found: Flags
    complete: Flags

    def mark(self, where: slice | Ints, flags: Flags | bool = True) -> None:
        """Mark these documents, complete."""
        for marks in (self.found,) if self.found is self.complete else (self.found, self.complete):
            if flags is True:
                marks[where] = True
            else:
                marks[where] |= flags


class Executor:
    """Runs queries on one commit with one set of weights; a field without a weight counts 1."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float]) -> None:
        self._snapshot, self._weights = snapshot, weights

    def matches(self, query: BoundQuery) -> Matches:
        """The documents that match."""
        scores = np.zeros(self._snapshot.count_all, np.float32)
        _, _, found, complete = self._sheet(query, scores, 1.0)
        if self._snapshot.live is not None:
            found, complete = found & self._snapshot.live, complete & self._snapshot.live
        return Matches(scores, found, complete)

    def _sheet(self, query: BoundQuery, scores: Floats | None, boost: float) -> _Sheet:
        """The marks of a part; its scores are added to `scores`."""
        found = np.zeros(self._snapshot.count_all, bool)
        sheet = _Sheet(scores, boost, found, found if _is_plain(query) else np.zeros_like(found))
        self._fill(sheet, query)
        return sheet

    def _fill(self, sheet: _Sheet, query: BoundQuery) -> None:
        match query:
            case Term() | Synonyms() | Sequence() | Near():
                self._fill_leaf(sheet, query)
            case AnyOf(parts):
                for part in parts:
                    self._fill(sheet, part)
            case Ranked():
                self._fill_ranked(sheet, query)
            case Boosted(part, factor):
                self._fill(sheet._replace(boost=sheet.boost * factor), part)
            case Dated():
                sheet.mark(slice(None), self._dated(query))
            case Everything():
                sheet.mark(slice(None))
            case Nothing():
                return
            case _:
                assert_never(query)

    def _fill_ranked(self, sheet: _Sheet, query: Ranked) -> None:
        is_simple = not (query.required or query.excluded or query.optional or query.filters or query.coverage)
        own = sheet.scores if is_simple or sheet.scores is None else np.zeros_like(sheet.scores)
        needed = [self._sheet(part, own, sheet.boost) for part in query.required]
        wanted = [self._sheet(part, own, sheet.boost) for part in query.wanted]
        filters = [self._sheet(part, None, 0.0) for part in query.filters]
        if not (needed or wanted or filters):
            return
        here = reduce(np.logical_and, [part.found for part in (*needed, *filters)], np.ones_like(sheet.found))
        if wanted and not needed:
            here &= reduce(np.logical_or, [part.found for part in wanted])
        for part in query.excluded:
            here &= ~self._sheet(part, None, 0.0).found
        whole = reduce(np.logical_and, [part.complete for part in (*needed, *wanted)], here)
        if sheet.scores is not None and own is not None and own is not sheet.scores:
            for part in query.optional:
                self._sheet(part, own, sheet.boost)
            if query.coverage and (needed or wanted):
                own *= _shares([part.found for part in (*needed, *wanted)], query.coverage)
            np.add(sheet.scores, own * here, out=sheet.scores)
        np.logical_or(sheet.found, here, out=sheet.found)
        np.logical_or(sheet.complete, whole, out=sheet.complete)

    def _fill_leaf(self, sheet: _Sheet, leaf: Leaf) -> None:
        holding = self._snapshot.held(leaf)
        scale = sheet.boost * self._weights.get(leaf.field, 1.0) * self._idf(holding) * (K1 + 1)
        for where, counts in holding:
            if sheet.scores is not None and scale:
                # One division for each posting; everything that is the same for all of them is in `scale`.
                norm = self._snapshot.norms(leaf.field)[where]
                sheet.scores[where] += scale / (norm + 1) if counts is None else counts / (norm + counts) * scale
            if isinstance(where, slice) and counts is not None:
                sheet.mark(where, counts > 0)
            else:
                sheet.mark(where)

    def _idf(self, holding: list[Held]) -> float:
        count = frequency(holding, self._snapshot.live)
        return log(1 + (self._snapshot.count - count + 0.5) / (count + 0.5))

    def _dated(self, query: Dated) -> Flags:
        first, last = query.first, query.last
        published, earliest, latest = map(self._snapshot.days, ("published", "earliest", "latest"))
        is_inside: Flags = (published > 0) & (earliest >= first) & (latest <= last)
        if query.is_certain:
            return is_inside
        may_be_inside: Flags = (published == 0) | (earliest <= last) & (latest >= first)
        return may_be_inside & ~is_inside


def _shares(marks: list[Flags], coverage: float) -> Floats:
    """For each document the share of the parts that are there, to the power of `coverage`."""
    there = np.zeros(len(marks[0]), np.int32)
    for flags in marks:
        there += flags
    # One power for each possible count, not for each document.
    return ((np.arange(len(marks) + 1) / len(marks)) ** coverage).astype(np.float32)[there]


def _is_plain(query: BoundQuery) -> bool:
    """Is every match of the query complete?"""
    match query:
        case AnyOf(parts):
            return all(map(_is_plain, parts))
        case Boosted(part):
            return _is_plain(part)
        case Ranked():
            return False
        case _:
            return True
