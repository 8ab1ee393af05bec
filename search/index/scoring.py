"""How hits came by their scores: every part of the query is asked for by itself, of just these documents.

Engines know nothing of it: what a part gives is what a search for it gives, because scores of parts add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isclose

from search.engines.base import ID, Found, Reader
from search.model import Numbers
from search.query.bound import AnyOf, Boosted, BoundQuery, Ranked, Term
from search.query.concepts import AllOf, Concept, OneOf, Wanted, bound


class Scoring:
    """Asks a commit for the scores of what it found."""

    def __init__(self, reader: Reader, weights: Mapping[str, float], found: Sequence[Found]) -> None:
        self._reader, self._weights, self._found = reader, weights, found
        self._ids = [name for one in found for name in (one.id, *one.copies)]

    def results(self, wanted: Wanted) -> dict[str, Numbers]:
        """How each result came by its score, by id: that of the best of its copies, and what its age made of it."""
        numbers, made = self.numbers(wanted), {}
        for one in self._found:
            known = [numbers[name] for name in (one.id, *one.copies) if name in numbers]
            if known:
                best = max(known, key=lambda one: one.score)
                is_aged = not isclose(best.score, one.score, rel_tol=1e-5)
                made[one.id] = Numbers("", one.score, one.score / best.score, (best,)) if is_aged else best
        return made

    def numbers(self, wanted: Wanted) -> dict[str, Numbers]:
        """For each document that the query gives a score how that came about, by id."""
        parts = [self.numbers(part) for part in _parts(wanted)]
        label = wanted.word if isinstance(wanted, Concept) else ""
        return self._added_up(label, bound(wanted), parts or [self._term(term) for term in _terms(bound(wanted))])

    def _term(self, query: BoundQuery) -> dict[str, Numbers]:
        return self._added_up(str(query), query, [])

    def _added_up(self, label: str, query: BoundQuery, parts: Sequence[Mapping[str, Numbers]]) -> dict[str, Numbers]:
        made = {}
        for name, score in self._scores(query):
            own = tuple(part[name] for part in parts if name in part)
            total = sum(part.score for part in own)
            made[name] = Numbers(label, score, score / total if total else 1.0, own)
        return made

    def _scores(self, query: BoundQuery) -> list[tuple[str, float]]:
        these = AnyOf(tuple(Term(ID, name) for name in self._ids))
        only = Ranked(required=(query,), filters=(these,))
        found = self._reader.search(only, weights=self._weights, limit=len(self._ids)).found
        return [(one.id, one.score) for one in found if one.score > 0]


def _parts(wanted: Wanted) -> Sequence[Wanted]:
    match wanted:
        case OneOf(parts):
            return parts
        case AllOf(required, asked, optional=optional):
            return (*required, *asked, *optional)
        case _:
            return ()


def _terms(query: BoundQuery) -> Sequence[BoundQuery]:
    """What a concept looks for, field by field."""
    match query:
        case Boosted(part):
            return _terms(part)
        case AnyOf(parts):
            return parts
        case _:
            return (query,)
