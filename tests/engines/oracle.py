"""A small engine in memory: slow, obvious, and the judge of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from math import log
from typing import NamedTuple, Self, assert_never

from search.deadline import look
from search.engines.base import CLUSTER, ID, Found, Order, Place, Ranking, Sketched
from search.engines.entries import Entries
from search.engines.entry import Entry, Terms
from search.errors import TooMuch
from search.query import bound
from search.query.bound import AnyOf, Boosted, BoundQuery, Dated, Everything, Near, Nothing, Ranked, Synonyms, Term

K1, B = 1.2, 0.9


class Judged(NamedTuple):
    """How a document matches."""

    score: float
    is_complete: bool


class OracleWriter:
    """Collects a batch."""

    def __init__(self, engine: Oracle) -> None:
        self._engine = engine
        self._entries = dict(engine.entries)
        self._is_empty = True

    def put(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        self._is_empty = False

    def put_all(self, entries: Entries) -> None:
        for entry in entries:
            self.put(entry)

    def amend(self, document_id: str, terms: Mapping[str, Sequence[str]]) -> bool:
        if entry := self._entries.get(document_id):
            changed = {field: Terms(own) for field, own in terms.items()}
            self.put(replace(entry, terms={**entry.terms, **changed}))
        return entry is not None

    def delete(self, document_id: str) -> None:
        self._is_empty &= self._entries.pop(document_id, None) is None

    def flush(self) -> None:
        if not self._is_empty:
            self._engine.replace(dict(self._entries))
        self._is_empty = True

    def commit(self) -> None:
        self.flush()

    def rollback(self) -> None:
        self._entries = dict(self._engine.entries)


class Oracle:
    """Every document is asked about every part of the query."""

    def __init__(self, entries: dict[str, Entry] | None = None, commits: int = 0) -> None:
        self.entries, self._commits = entries or {}, commits
        self._known: dict[BoundQuery, tuple[int, float]] = {}

    def replace(self, entries: dict[str, Entry]) -> None:
        """What a commit does."""
        self.entries = entries
        self._commits += 1
        self._known.clear()

    def writer(self) -> OracleWriter:
        return OracleWriter(self)

    def reader(self) -> AbstractContextManager[Oracle]:
        return nullcontext(Oracle(self.entries, self._commits))

    def version(self) -> str:
        return str(self._commits)

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int = 0,
        limit: int,
        order: Order = Order.RELEVANCE,
        is_complete_first: bool = True,
        after: Place | None = None,
        facets: Collection[str] = (),
        is_collapsed: bool = False,
    ) -> Ranking:
        look(TooMuch.WORDS)
        judged = {entry.id: self._judged(query, entry, weights) for entry in self.entries.values()}
        matches = {name: one for name, one in judged.items() if one}
        groups = self._groups(matches, is_collapsed=is_collapsed)
        results = [self._result(group, matches) for group in groups]

        def rank(place: Place) -> tuple[bool, float, str]:
            if order is Order.RELEVANCE:
                return is_complete_first and not place.is_complete, -place.key, place.id
            return not place.key, place.key if order is Order.OLDEST else -place.key, place.id

        results.sort(key=lambda one: rank(one.place(order)))
        rest = [one for one in results if after is None or rank(one.place(order)) > rank(after)]
        return Ranking(
            len(results),
            sum(one.is_complete for one in results),
            tuple(rest[offset : offset + limit]),
            {name: self._values(name, groups) for name in facets},
        )

    def _groups(self, matches: Collection[str], *, is_collapsed: bool) -> list[list[str]]:
        """The documents of each result, the one that is shown first."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in matches:
            cluster = _terms(self.entries[name], CLUSTER)
            groups.setdefault(("cluster", *cluster) if cluster and is_collapsed else (name,), []).append(name)

        def age(name: str) -> tuple[bool, int, str]:
            published = self.entries[name].published
            return not published, published, name

        return [sorted(group, key=age) for group in groups.values()]

    def _result(self, group: list[str], matches: Mapping[str, Judged]) -> Found:
        earliest = [name for name in group if self.entries[name].published == self.entries[group[0]].published]
        best = max(matches[name].score for name in earliest)
        head = next(name for name in earliest if matches[name].score >= best * (1 - 1e-5))
        copies = [name for name in group if name != head]
        score = max(matches[name].score for name in group)
        is_complete = any(matches[name].is_complete for name in group)
        entry = self.entries[head]
        return Found(head, score, is_complete, entry.published, tuple(copies), lambda: entry.stored)

    def _values(self, facet: str, groups: list[list[str]]) -> dict[str, int]:
        return dict(Counter(v for group in groups for v in {v for n in group for v in _terms(self.entries[n], facet)}))

    def _judged(self, query: BoundQuery, entry: Entry, weights: Mapping[str, float]) -> Judged | None:
        """Score and completeness; None where the document does not match."""
        match query:
            case Term() | Synonyms() | bound.Sequence() | Near():
                return self._scored(query, entry, weights)
            case AnyOf(parts):
                hits = self._hits(parts, entry, weights)
                return Judged(sum(hit.score for hit in hits), any(hit.is_complete for hit in hits)) if hits else None
            case Ranked():
                return self._ranked(query, entry, weights)
            case Boosted(part, factor):
                hit = self._judged(part, entry, weights)
                return hit and hit._replace(score=hit.score * factor)
            case Dated(first, last, is_certain):
                inside = bool(entry.published) and first <= entry.earliest and entry.latest <= last
                touching = not entry.published or (entry.earliest <= last and first <= entry.latest)
                return Judged(0.0, True) if (inside if is_certain else touching and not inside) else None
            case Everything():
                return Judged(0.0, True)
            case Nothing():
                return None
            case _:
                assert_never(query)

    def _hits(self, parts: Sequence[BoundQuery], entry: Entry, weights: Mapping[str, float]) -> list[Judged]:
        return [hit for hit in (self._judged(part, entry, weights) for part in parts) if hit]

    def _ranked(self, query: Ranked, entry: Entry, weights: Mapping[str, float]) -> Judged | None:
        needed = self._hits(query.required, entry, weights)
        hits = needed + self._hits(query.wanted, entry, weights)
        asked = len(query.required) + len(query.wanted)
        if (
            len(needed) < len(query.required)
            or self._hits(query.excluded, entry, weights)
            or len(self._hits(query.filters, entry, weights)) < len(query.filters)
            or not (hits if asked else query.filters)
        ):
            return None
        score = sum(hit.score for hit in hits + self._hits(query.optional, entry, weights))
        share = len(hits) / asked if asked else 1.0
        return Judged(score * share**query.coverage, len(hits) == asked and all(hit.is_complete for hit in hits))

    def _scored(
        self, query: Term | Synonyms | bound.Sequence | Near, entry: Entry, weights: Mapping[str, float]
    ) -> Judged | None:
        count = _occurrences(entry, query)
        if not count:
            return None
        matching, average = self._statistics(query)
        idf = log(1 + (len(self.entries) - matching + 0.5) / (matching + 0.5))
        normal = K1 * (1 - B + B * len(_terms(entry, query.field)) / average)
        return Judged(weights.get(query.field, 1.0) * idf * count * (K1 + 1) / (count + normal), True)

    def _statistics(self, query: Term | Synonyms | bound.Sequence | Near) -> tuple[int, float]:
        """How many documents match, and the average length; remembered until the next commit."""
        if query not in self._known:
            matching = sum(_occurrences(other, query) > 0 for other in self.entries.values())
            lengths = [len(_terms(other, query.field)) for other in self.entries.values()]
            self._known[query] = matching, sum(lengths) / len(lengths)
        return self._known[query]

    def fetch(self, document_id: str) -> str | None:
        look(TooMuch.HITS)
        return self.entries[document_id].stored if document_id in self.entries else None

    def cluster(self, document_id: str) -> str:
        look(TooMuch.HITS)
        return "".join(_terms(self.entries[document_id], CLUSTER)) if document_id in self.entries else ""

    def digests(self) -> Mapping[str, str]:
        return {entry.id: entry.digest for entry in self.entries.values()}

    def stored(self) -> Iterator[str]:
        return (entry.stored for entry in self.entries.values())

    def document_frequency(self, field: str, term: str) -> int:
        look(TooMuch.WORDS)
        return sum(term in _terms(entry, field) for entry in self.entries.values())

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        look(TooMuch.WORDS)
        counts = Counter(term for entry in self.entries.values() for term in set(_terms(entry, field)))
        return iter(sorted((term, count) for term, count in counts.items() if term.startswith(prefix)))

    def sketches(self) -> Iterator[Sketched]:
        for entry in self.entries.values():
            yield Sketched(entry.id, entry.sketch, entry.published, "".join(_terms(entry, CLUSTER)))

    def count(self) -> int:
        return len(self.entries)

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _terms(entry: Entry, field: str) -> Sequence[str]:
    if field == ID:
        return (entry.id,)
    return entry.terms[field].terms if field in entry.terms else ()


def _occurrences(entry: Entry, query: Term | Synonyms | bound.Sequence | Near) -> int:
    """How often the document has what the query names."""
    match query:
        case Term(field, term) | bound.Sequence(field, (str(term),)):
            return list(_terms(entry, field)).count(term)
        case Synonyms(field, terms):
            return sum(list(_terms(entry, field)).count(term) for term in dict.fromkeys(terms))
        case bound.Sequence(field, terms):
            return _starts(entry, field, lambda place, held: _is_in_a_row(place, terms, held))
        case Near(field, terms, slop):
            return _starts(entry, field, lambda place, held: _are_near(place, terms, slop, held))


Held = Mapping[str, set[int]]  # term -> its positions


def _starts(entry: Entry, field: str, begins: Callable[[int, Held], bool]) -> int:
    """At how many positions an occurrence begins."""
    held: dict[str, set[int]] = {}
    if field in entry.terms:
        for term, position in zip(entry.terms[field].terms, entry.terms[field].positions, strict=True):
            held.setdefault(term, set()).add(position)
    return sum(begins(place, held) for place in set().union(*held.values()))


def _is_in_a_row(place: int, terms: Sequence[str | None], held: Held) -> bool:
    return all(term is None or place + step in held.get(term, ()) for step, term in enumerate(terms))


def _are_near(place: int, terms: Sequence[str], slop: int, held: Held) -> bool:
    inside = range(place, place + len(terms) + slop)
    is_one = any(place in held.get(term, ()) for term in terms)
    return is_one and all(len(held.get(t, set()).intersection(inside)) >= n for t, n in Counter(terms).items())
