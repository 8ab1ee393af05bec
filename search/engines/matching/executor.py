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
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np

from search.deadline import look
from search.engines.matching.held import Unit, leaves, name
from search.engines.matching.impacts import Impact
from search.engines.matching.scoring import impacts
from search.engines.matching.snapshot import DAYS, Snapshot
from search.errors import TooMuch
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
    from search.engines.matching.arrays import Flags, Floats, Numbers


class Matches(NamedTuple):
    """By document: the score, whether it matches, whether it is complete. Scores of others mean nothing."""

    scores: Floats
    found: Flags
    complete: Flags


class _Marks(NamedTuple):
    """By document, whether a part of a query matches, and whether it is complete.

    One array for both where all matches are complete. Never written to: it may be remembered.
    """

    found: Flags
    complete: Flags

    @property
    def is_plain(self) -> bool:
        """Is every match complete?"""
        return self.found is self.complete


class Executor:
    """Runs a query on one commit with one set of weights; a field without a weight counts 1."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float], query: BoundQuery) -> None:
        self._snapshot, self._weights, self._query = snapshot, weights, query
        # By identity, which is told ten times as fast as equality; and by whether scores are asked for.
        self._found: dict[tuple[int, bool], Impact] = {}

    def matches(self, *, is_scored: bool = True) -> Matches:
        """The documents that match; the scores are 0 where nobody asks for them, which takes a third of the time."""
        asked = list(_units(self._query, is_scored))
        for scored in {is_asked for _, is_asked in asked}:
            self._look_up([unit for unit, is_asked in asked if is_asked is scored], is_scored=scored)
        scores = np.zeros(self._snapshot.count_all, np.float32)
        found, complete = self._marks(self._query, scores if is_scored else None, 1.0)
        if self._snapshot.live is not None:
            found, complete = found & self._snapshot.live, complete & self._snapshot.live
        return Matches(scores, found, complete)

    def _look_up(self, units: list[Unit], *, is_scored: bool) -> None:
        """Find out what some parts bring; and remember what was not known."""
        weights = self._snapshot.impacts.number(tuple(self._weights.items()) if is_scored else None)
        keys = [(weights, name(unit)) for unit in units]
        known = self._snapshot.impacts.known(keys)
        self._found |= {(id(unit), is_scored): one for unit, one in zip(units, known, strict=True) if one}
        missing = [(unit, key) for unit, key, one in zip(units, keys, known, strict=True) if one is None]
        if not missing:
            return
        made = impacts(self._snapshot, [unit for unit, _ in missing], self._weights if is_scored else None)
        for (unit, key), one in zip(missing, made, strict=True):
            self._found[id(unit), is_scored] = one
            self._snapshot.impacts.keep(key, one)

    def _marks(self, query: BoundQuery, scores: Floats | None, boost: float) -> _Marks:
        """Where a part matches; its scores are added to `scores`, None where nobody asks for them."""
        look(TooMuch.WORDS)
        match query:
            case Term() | Synonyms() | Sequence() | Near():
                return self._unit(query, scores, boost)
            case AnyOf() if (id(query), scores is not None) in self._found:
                return self._unit(query, scores, boost)
            case AnyOf(parts):
                marks = [self._marks(part, scores, boost) for part in parts]
                found = self._any([one.found for one in marks])
                is_plain = all(one.is_plain for one in marks)
                return _Marks(found, found if is_plain else self._any([one.complete for one in marks]))
            case Ranked():
                return self._ranked(query, scores, boost)
            case Boosted(part, factor):
                return self._marks(part, scores, boost * factor)
            case Dated() | Everything() | Nothing():
                found = self._dated(query) if isinstance(query, Dated) else self._row(isinstance(query, Everything))
                return _Marks(found, found)
            case _:
                assert_never(query)

    def _ranked(self, query: Ranked, scores: Floats | None, boost: float) -> _Marks:
        own = None if scores is None else np.zeros_like(scores)
        asked = [self._marks(part, own, boost) for part in (*query.required, *query.wanted)]
        filters = [self._marks(part, None, 0.0).found for part in query.filters]
        there = _counts([one.found for one in asked], self._snapshot.count_all)
        whole = there
        if not all(one.is_plain for one in asked):
            whole = _counts([one.complete for one in asked], self._snapshot.count_all)
        needed = [one.found for one in asked[: len(query.required)]]
        conditions = [*needed, *filters, *[there > 0] * bool(query.wanted and not needed)]
        if not conditions:
            return self._marks(Nothing(), None, 0.0)
        conditions += [~self._marks(part, None, 0.0).found for part in query.excluded]
        here = reduce(np.logical_and, conditions)
        if scores is not None and own is not None:
            for part in query.optional:
                self._marks(part, own, boost)
            if query.coverage and asked:
                own *= _shares(there, len(asked), query.coverage)
            # Not `where=here` in the sum, which takes twenty times as long.
            own *= here
            scores += own
        return _Marks(here, here & (whole == len(asked)))

    def _unit(self, unit: BoundQuery, scores: Floats | None, boost: float) -> _Marks:
        """The marks of what was looked up."""
        where, own = self._found[id(unit), scores is not None]
        if scores is not None and boost != 1:
            own = own * np.float32(boost)
        found: Flags
        if where.dtype == bool:
            found = where  # type: ignore[assignment]  # by the line above
            if scores is not None:
                scores += own
        else:
            # An index of the machine's own width is followed three times as fast as one that must be widened.
            places = where.astype(np.intp)
            found = self._row(False)
            found[places] = True
            if scores is not None:
                np.add.at(scores, places, own)
        return _Marks(found, found)

    def _row(self, value: bool) -> Flags:
        return (np.ones if value else np.zeros)(self._snapshot.count_all, bool)

    def _any(self, marks: list[Flags]) -> Flags:
        return reduce(np.logical_or, marks, self._row(False))

    def _dated(self, query: Dated) -> Flags:
        first, last = query.first, query.last
        published, earliest, latest = map(self._snapshot.days, DAYS)
        is_inside: Flags = (published > 0) & (earliest >= first) & (latest <= last)
        if query.is_certain:
            return is_inside
        may_be_inside: Flags = (published == 0) | (earliest <= last) & (latest >= first)
        return may_be_inside & ~is_inside


def _counts(marks: list[Flags], count: int) -> Numbers:
    """By document, in how many of some rows it is marked."""
    counts: Numbers = np.zeros(count, np.min_scalar_type(len(marks)))
    for flags in marks:
        np.add(counts, flags.view(np.uint8), out=counts)
    return counts


def _shares(there: Numbers, asked: int, coverage: float) -> Floats:
    """For each document the share of the parts that are there, to the power of `coverage`."""
    shares: Floats = ((np.arange(asked + 1) / asked) ** coverage).astype(np.float32)
    # By numbers as wide as the machine's, and without a check of each: narrow ones take twice as long.
    return shares.take(there.astype(np.intp), mode="clip")


def _units(query: BoundQuery, is_scored: bool) -> Iterator[tuple[Unit, bool]]:
    """Everything of which a query must know what it brings, and whether its scores are asked for."""
    match query:
        case Term() | Synonyms() | Sequence() | Near():
            yield query, is_scored
        case AnyOf() if leaves(query):
            yield query, is_scored
        case AnyOf(parts):
            for part in parts:
                yield from _units(part, is_scored)
        case Ranked(required, wanted, excluded, optional, filters):
            for part in (*required, *wanted, *optional):
                yield from _units(part, is_scored)
            for part in (*excluded, *filters):
                yield from _units(part, False)
        case Boosted(part):
            yield from _units(part, is_scored)
        case Dated() | Everything() | Nothing():
            return
        case _:
            assert_never(query)
