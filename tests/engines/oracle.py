"""A small engine in memory: slow, obvious, and the judge of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import Self, assert_never

from search.engines.base import Entry, Found, Ranking
from search.query.bound import AnyOf, BoundQuery, Nothing, Ranked, Sequence, Term

K1, B = 1.2, 0.9


class OracleWriter:
    """Collects a batch."""

    def __init__(self, engine: Oracle) -> None:
        self._engine = engine
        self._entries = dict(engine.entries)

    def put(self, entry: Entry) -> None:
        self._entries[entry.id] = entry

    def delete(self, document_id: str) -> None:
        self._entries.pop(document_id, None)

    def commit(self) -> None:
        self._engine.replace(self._entries)

    def rollback(self) -> None:
        self._entries = dict(self._engine.entries)


class Oracle:
    """Every document is asked about every part of the query."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._known: dict[tuple[str, tuple[str, ...]], tuple[int, float]] = {}

    def replace(self, entries: dict[str, Entry]) -> None:
        """What a commit does."""
        self.entries = entries
        self._known.clear()

    def writer(self) -> OracleWriter:
        return OracleWriter(self)

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int,
        limit: int,
        is_complete_first: bool = True,
    ) -> Ranking:
        found = []
        for entry in self.entries.values():
            judged = self._judged(query, entry, weights)
            if judged:
                score, is_complete = judged
                found.append(Found(entry.id, entry.stored, score, is_complete))
        found.sort(key=lambda one: (is_complete_first and not one.is_complete, -one.score, one.id))
        return Ranking(len(found), sum(one.is_complete for one in found), tuple(found[offset : offset + limit]))

    def _judged(self, query: BoundQuery, entry: Entry, weights: Mapping[str, float]) -> tuple[float, bool] | None:
        """Score and completeness; None where the document does not match."""
        match query:
            case Term(field, term):
                return self._scored(field, (term,), entry, weights)
            case Sequence(field, terms):
                return self._scored(field, terms, entry, weights)
            case AnyOf(parts):
                judged = [self._judged(part, entry, weights) for part in parts]
                hits = [one for one in judged if one]
                return (sum(score for score, _ in hits), any(complete for _, complete in hits)) if hits else None
            case Ranked(required, wanted, excluded, optional, coverage):
                if any(self._judged(part, entry, weights) for part in excluded):
                    return None
                judged = [self._judged(part, entry, weights) for part in (*required, *wanted)]
                hits = [one for one in judged if one]
                if not hits or None in judged[: len(required)]:
                    return None
                extra = [self._judged(part, entry, weights) for part in optional]
                score = sum(score for score, _ in hits) + sum(one[0] for one in extra if one)
                score *= (len(hits) / len(judged)) ** coverage
                return score, len(hits) == len(judged) and all(complete for _, complete in hits)
            case Nothing():
                return None
            case _:
                assert_never(query)

    def _scored(
        self, field: str, terms: tuple[str, ...], entry: Entry, weights: Mapping[str, float]
    ) -> tuple[float, bool] | None:
        count = _occurrences(entry, field, terms)
        if not count:
            return None
        matching, average = self._statistics(field, terms)
        idf = log(1 + (len(self.entries) - matching + 0.5) / (matching + 0.5))
        normal = K1 * (1 - B + B * _length(entry, field) / average)
        return weights.get(field, 1.0) * idf * count * (K1 + 1) / (count + normal), True

    def _statistics(self, field: str, terms: tuple[str, ...]) -> tuple[int, float]:
        """How many documents match, and the average length; remembered until the next commit."""
        if (field, terms) not in self._known:
            matching = sum(_occurrences(other, field, terms) > 0 for other in self.entries.values())
            lengths = [_length(other, field) for other in self.entries.values()]
            self._known[field, terms] = matching, sum(lengths) / len(lengths)
        return self._known[field, terms]

    def fetch(self, document_id: str) -> str | None:
        return self.entries[document_id].stored if document_id in self.entries else None

    def digests(self) -> Mapping[str, str]:
        return {entry.id: entry.digest for entry in self.entries.values()}

    def stored(self) -> Iterator[str]:
        return (entry.stored for entry in self.entries.values())

    def document_frequency(self, field: str, term: str) -> int:
        return sum(_occurrences(entry, field, (term,)) > 0 for entry in self.entries.values())

    def count(self) -> int:
        return len(self.entries)

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _length(entry: Entry, field: str) -> int:
    return len(entry.terms[field].terms) if field in entry.terms else 0


def _occurrences(entry: Entry, field: str, terms: tuple[str, ...]) -> int:
    if field not in entry.terms:
        return 0
    held = entry.terms[field]
    if len(terms) == 1:
        return held.terms.count(terms[0])
    places = set(zip(held.terms, held.positions, strict=True))
    starts = {position for term, position in places if term == terms[0]}
    return sum(all((term, start + step) in places for step, term in enumerate(terms)) for start in starts)
