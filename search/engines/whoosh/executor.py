"""The documents a query matches, with their scores: term at a time over arrays, exact for every shape of query.

Whoosh's own matchers lose scores when they drop parts of a nested query on the way to the best ten
(4 % of title-or-body queries), and its phrases have no frequency. Here every posting of every term is read
once and added up, so the ranking is the formula and nothing else.

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

from search.engines.whoosh.phrases import occurrences
from search.engines.whoosh.snapshot import K1, Snapshot
from search.engines.whoosh.vocabulary import encoded
from search.query.bound import AnyOf, BoundQuery, Nothing, Ranked, Sequence, Term

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Flags, Floats, Ints, Numbers


class Matches(NamedTuple):
    """By document: the score, whether it matches, whether it is complete. Scores of others mean nothing."""

    scores: Floats
    found: Flags
    complete: Flags


class _Held(NamedTuple):
    """Documents that hold a term, and how often: all of a segment with a row of counts, or a list; None: once each."""

    where: slice | Ints
    counts: Numbers | Ints | None


class Executor:
    """Runs queries on one commit with one set of weights; a field without a weight counts 1."""

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float]) -> None:
        self._snapshot, self._weights = snapshot, weights

    def matches(self, query: BoundQuery) -> Matches:
        """The documents that match."""
        scores = np.zeros(self._snapshot.count_all, np.float32)
        found, complete = self._marks(query, scores)
        if self._snapshot.live is not None:
            found, complete = found & self._snapshot.live, complete & self._snapshot.live
        return Matches(scores, found, complete)

    def _marks(self, query: BoundQuery, scores: Floats) -> tuple[Flags, Flags]:
        """The documents that match and the complete ones; their scores are added to `scores`."""
        found = np.zeros(len(scores), bool)
        complete = found if _is_plain(query) else np.zeros(len(scores), bool)
        self._mark(query, scores, found, complete)
        return found, complete

    def _mark(self, query: BoundQuery, scores: Floats, found: Flags, complete: Flags) -> None:
        match query:
            case Term(field, term) | Sequence(field, (term,)):
                self._mark_held(field, self._held(field, term), scores, found, complete)
            case Sequence(field, terms):
                self._mark_held(field, self._held_in_a_row(field, terms), scores, found, complete)
            case AnyOf(parts):
                for part in parts:
                    self._mark(part, scores, found, complete)
            case Ranked():
                self._mark_ranked(query, scores, found, complete)
            case Nothing():
                return
            case _:
                assert_never(query)

    def _mark_ranked(self, query: Ranked, scores: Floats, found: Flags, complete: Flags) -> None:
        is_simple = not (query.required or query.excluded or query.optional or query.coverage)
        own = scores if is_simple else np.zeros_like(scores)
        needed = [self._marks(part, own) for part in query.required]
        wanted = [self._marks(part, own) for part in query.wanted]
        if not needed and not wanted:
            return
        if needed:
            here = reduce(np.logical_and, [marks for marks, _ in needed])
        else:
            here = reduce(np.logical_or, [marks for marks, _ in wanted])
        for part in query.excluded:
            here = here & ~self._marks(part, np.zeros_like(scores))[0]
        whole = reduce(np.logical_and, [marks for _, marks in (*needed, *wanted)], here)
        for part in query.optional:
            self._marks(part, own)
        if query.coverage:
            own *= _shares([marks for marks, _ in (*needed, *wanted)], query.coverage)
        if not is_simple:
            scores += own * here
        found |= here
        complete |= whole

    def _mark_held(self, field: str, held: list[_Held], scores: Floats, found: Flags, complete: Flags) -> None:
        scale = self._weights.get(field, 1.0) * self._idf(held) * (K1 + 1) if held else 0.0
        norms = self._snapshot.norms(field) if scale else None
        for where, counts in held:
            if norms is not None:
                # One division for each posting; everything that is the same for all of them is in `scale`.
                norm = norms[where]
                scores[where] += scale / (norm + 1) if counts is None else counts / (norm + counts) * scale
            for flags in (found,) if found is complete else (found, complete):
                if isinstance(where, slice) and counts is not None:
                    flags[where] |= counts > 0
                else:
                    flags[where] = True

    def frequency(self, field: str, term: str) -> int:
        """How many live documents hold the term in the field."""
        return self._count(self._held(field, term))

    def _idf(self, held: list[_Held]) -> float:
        holding = self._count(held)
        return log(1 + (self._snapshot.count - holding + 0.5) / (holding + 0.5))

    def _count(self, held: list[_Held]) -> int:
        live = self._snapshot.live
        count = 0
        for where, counts in held:
            if isinstance(where, slice):
                assert counts is not None, "a row is its counts"
                count += int(np.count_nonzero(counts if live is None else live[where] & (counts > 0)))
            else:
                count += len(where) if live is None else int(np.count_nonzero(live[where]))
        return count

    def _held(self, field: str, term: str) -> list[_Held]:
        held = []
        for base, terms, _ in self._snapshot.parts:
            entry = terms.entry(field, encoded(term))
            if entry is not None:
                documents, counts = terms.postings(field, entry)
                if documents is None:
                    held.append(_Held(slice(base, base + terms.document_count), counts))
                else:
                    held.append(_Held(documents + base if base else documents, counts))
        return held

    def _held_in_a_row(self, field: str, words: tuple[str, ...]) -> list[_Held]:
        held = []
        for base, terms, texts in self._snapshot.parts:
            documents, counts = occurrences(terms, texts.lengths(field), field, words)
            held.append(_Held(documents + base, counts))
        return held


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
        case Ranked():
            return False
        case _:
            return True
