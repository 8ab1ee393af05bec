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
from search.engines.matching.held import Unit, leaves
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

    scores: Floats | None
    boost: float
    found: Flags
    complete: Flags

    def mark(self, where: Ints | Numbers | Flags | slice) -> None:
        """Mark these documents, complete."""
        for marks in (self.found,) if self.found is self.complete else (self.found, self.complete):
            if isinstance(where, slice) or where.dtype != bool:
                marks[where] = True
            else:
                np.logical_or(marks, where, out=marks)


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
        _, _, found, complete = self._sheet(self._query, scores if is_scored else None, 1.0)
        if self._snapshot.live is not None:
            found, complete = found & self._snapshot.live, complete & self._snapshot.live
        return Matches(scores, found, complete)

    def _look_up(self, units: list[Unit], *, is_scored: bool) -> None:
        """Find out what some parts bring; and remember what was not known."""
        weights = tuple(self._weights.items()) if is_scored else None
        known = self._snapshot.impacts.known((weights, unit) for unit in units)
        self._found |= {(id(unit), is_scored): one for unit, one in zip(units, known, strict=True) if one}
        missing = [unit for unit, one in zip(units, known, strict=True) if one is None]
        made = impacts(self._snapshot, missing, self._weights if is_scored else None)
        for unit, one in zip(missing, made, strict=True):
            self._found[id(unit), is_scored] = one
            self._snapshot.impacts.keep((weights, unit), one)

    def _sheet(self, query: BoundQuery, scores: Floats | None, boost: float) -> _Sheet:
        """The marks of a part; its scores are added to `scores`."""
        found = np.zeros(self._snapshot.count_all, bool)
        sheet = _Sheet(scores, boost, found, found if _is_plain(query) else np.zeros_like(found))
        self._fill(sheet, query)
        return sheet

    def _fill(self, sheet: _Sheet, query: BoundQuery) -> None:
        look(TooMuch.WORDS)
        match query:
            case Term() | Synonyms() | Sequence() | Near():
                self._fill_unit(sheet, query)
            case AnyOf() if leaves(query):
                self._fill_unit(sheet, query)
            case AnyOf(parts):
                for part in parts:
                    self._fill(sheet, part)
            case Ranked():
                self._fill_ranked(sheet, query)
            case Boosted(part, factor):
                self._fill(sheet._replace(boost=sheet.boost * factor), part)
            case Dated():
                sheet.mark(self._dated(query))
            case Everything():
                sheet.mark(slice(None))
            case Nothing():
                return
            case _:
                assert_never(query)

    def _fill_ranked(self, sheet: _Sheet, query: Ranked) -> None:
        own = None if sheet.scores is None else np.zeros_like(sheet.scores)
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
            if query.coverage and (needed or wanted):
                own *= _shares([part.found for part in (*needed, *wanted)], query.coverage)
            np.add(sheet.scores, own, out=sheet.scores, where=here)
        np.logical_or(sheet.found, here, out=sheet.found)
        np.logical_or(sheet.complete, whole, out=sheet.complete)

    def _fill_unit(self, sheet: _Sheet, unit: Unit) -> None:
        impact = self._found[id(unit), sheet.scores is not None]
        sheet.mark(impact.where)
        if sheet.scores is None:
            return
        scores = impact.scores if sheet.boost == 1 else impact.scores * np.float32(sheet.boost)
        if impact.is_row:
            np.add(sheet.scores, scores, out=sheet.scores)
        else:
            np.add.at(sheet.scores, impact.where, scores)

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
