"""The documents a query matches, with their scores: term at a time over arrays, exact for every shape of query.

Whoosh's own matchers lose scores when they drop parts of a nested query on the way to the best ten (4 % of
title-or-body queries), and its phrases have no frequency; tantivy keeps lengths to an eighth. Here every posting of
every term is read once and added up, so the ranking is the formula and nothing else.

    score(term, document) = weight(field) * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))
    idf                   = ln(1 + (N - n + 0.5) / (n + 0.5))
    score(group)          = sum of its parts * (parts there / parts asked) ** coverage

(Robertson and Zaragoza 2009, with the idf of Lucene, which is never negative.) N, n and the average are of live
documents, lengths are true. Scores are added in 32 bits: that is 1e-6 of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from math import log
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np

from search.engines.matching.held import Held, Leaf, frequency
from search.engines.matching.impacts import Impact, impact
from search.engines.matching.scoring import Scaled, Scores
from search.engines.matching.snapshot import DAYS, K1, Snapshot
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
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers


class Matches(NamedTuple):
    """By document: the score, whether it matches, whether it is complete. Scores of others mean nothing."""

    scores: Floats
    found: Flags
    complete: Flags


class _Sheet(NamedTuple):
    """Where the documents of a part are marked, and their scores added; None where nobody asks for scores.

    `found` and `complete` are one array for a part all of whose matches are complete.
    """

    scores: Scores | None
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
    """Runs a query on one commit with one set of weights; a field without a weight counts 1."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float], query: BoundQuery) -> None:
        self._snapshot, self._weights, self._query = snapshot, weights, query
        leaves = list(_leaves(query))
        known = snapshot.impacts.known(leaves)
        missing = [leaf for leaf, one in zip(leaves, known, strict=True) if one is None]
        # By identity, which is told ten times as fast as equality: a query has fifty leaves.
        self._found: dict[int, Impact | Scaled] = {
            id(leaf): one for leaf, one in zip(leaves, known, strict=True) if one
        }
        for leaf, holding in zip(missing, snapshot.held(missing), strict=True):
            self._found[id(leaf)] = self._scaled(leaf, holding)

    def matches(self, *, is_scored: bool = True) -> Matches:
        """The documents that match; the scores are 0 where nobody asks for them, which takes a third of the time."""
        scores = Scores(self._snapshot)
        _, _, found, complete = self._sheet(self._query, scores if is_scored else None, 1.0)
        if self._snapshot.live is not None:
            found, complete = found & self._snapshot.live, complete & self._snapshot.live
        return Matches(scores.summed(), found, complete)

    def _sheet(self, query: BoundQuery, scores: Scores | None, boost: float) -> _Sheet:
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
        own = None if sheet.scores is None else Scores(self._snapshot)
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
        if sheet.scores is not None and own is not None:
            for part in query.optional:
                self._sheet(part, own, sheet.boost)
            scores = own.summed()
            if query.coverage and (needed or wanted):
                scores *= _shares([part.found for part in (*needed, *wanted)], query.coverage)
            sheet.scores.add(scores * here)
        np.logical_or(sheet.found, here, out=sheet.found)
        np.logical_or(sheet.complete, whole, out=sheet.complete)

    def _fill_leaf(self, sheet: _Sheet, leaf: Leaf) -> None:
        found = self._found[id(leaf)]
        weight = sheet.boost * self._weights.get(leaf.field, 1.0)
        if isinstance(found, Impact):
            sheet.mark(found.where, found.scores > 0 if isinstance(found.where, slice) else True)
            if sheet.scores is not None and weight:
                sheet.scores.add_impact(found, weight)
            return
        for where, counts in found.holding:
            sheet.mark(where, counts > 0 if isinstance(where, slice) else True)
        if sheet.scores is not None and weight:
            sheet.scores.add_leaf(leaf.field, found, weight)

    def _scaled(self, leaf: Leaf, holding: list[Held]) -> Impact | Scaled:
        """What is held of a leaf; or its impact, from now on remembered."""
        count = frequency(holding, self._snapshot.live)
        scale = (K1 + 1) * log(1 + (self._snapshot.count - count + 0.5) / (count + 0.5))
        if not self._snapshot.impacts.is_wanted(count, self._snapshot.count):
            return Scaled(holding, scale)
        made = impact(holding, self._snapshot.norms(leaf.field), scale)
        self._snapshot.impacts.keep(leaf, made)
        return made

    def _dated(self, query: Dated) -> Flags:
        first, last = query.first, query.last
        published, earliest, latest = map(self._snapshot.days, DAYS)
        is_inside: Flags = (published > 0) & (earliest >= first) & (latest <= last)
        if query.is_certain:
            return is_inside
        may_be_inside: Flags = (published == 0) | (earliest <= last) & (latest >= first)
        return may_be_inside & ~is_inside


def _shares(marks: list[Flags], coverage: float) -> Floats:
    """For each document the share of the parts that are there, to the power of `coverage`."""
    there: Numbers = np.zeros(len(marks[0]), np.uint8 if len(marks) < 256 else np.uint32)
    for flags in marks:
        np.add(there, flags.view(np.uint8), out=there)
    shares: Floats = ((np.arange(len(marks) + 1) / len(marks)) ** coverage).astype(np.float32)
    return np.take(shares, there, mode="clip")  # without a check of each number, which takes as long again


def _leaves(query: BoundQuery) -> Iterator[Leaf]:
    """Everything of which a query must know who holds it."""
    match query:
        case Term() | Synonyms() | Sequence() | Near():
            yield query
        case AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Ranked(required, wanted, excluded, optional, filters):
            for part in (*required, *wanted, *excluded, *optional, *filters):
                yield from _leaves(part)
        case Boosted(part):
            yield from _leaves(part)
        case Dated() | Everything() | Nothing():
            return
        case _:
            assert_never(query)


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
