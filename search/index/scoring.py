"""How hits came by their scores: every part of the query is asked for by itself, of just these documents.

Engines know nothing of it: what a part gives is what a search for it gives, because scores of parts add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.engines.base import ID, Reader
from search.model import Numbers
from search.query.bound import AnyOf, Boosted, BoundQuery, Ranked, Term
from search.query.concepts import AllOf, Concept, OneOf, Wanted, bound


class Scoring:
    """Asks a commit for the scores of some documents."""

    def __init__(self, reader: Reader, weights: Mapping[str, float], ids: Sequence[str]) -> None:
        self._reader, self._weights, self._ids = reader, weights, ids

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
