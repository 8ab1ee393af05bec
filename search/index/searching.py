"""From a request to a page of results: parse, narrow, rewrite, rank, explain, count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from search.aliases import AliasTable
from search.config import Config
from search.deadline import look
from search.engines.base import FIELDS, Found, Order, Place, Ranking, Reader
from search.errors import OutOfTimeError, TooMuch
from search.index.advising import advised
from search.index.counting import counted
from search.index.cursors import cursor, place_of
from search.index.recency import DEPTH, aged
from search.index.relating import READ, begins_with_best, documents_of
from search.index.request import Request
from search.index.scoring import Scoring
from search.index.siblings import copy_of
from search.index.storing import document_of
from search.model import Advice, Document, Hit, Notice, Numbers, Page, Related
from search.query.bound import BoundQuery
from search.query.concepts import AllOf, Wanted, bound, is_complete_first
from search.query.expanding import Expand, expander
from search.query.narrowing import narrowed
from search.query.parser import parsed
from search.query.relaxing import about_dates
from search.query.rewriting import Rewritten, rewritten, undecided
from search.query.tree import Query, as_typed
from search.snippets import Explainer

if TYPE_CHECKING:
    from search.index.suggesting import Suggesting

MOST_COPIES = 20  # of a hit are named; the rest is counted
ABOUT_DATES = "relaxed-date"  # the advice that adds documents which only may belong to a range of dates
MANY = 1000  # documents that are read at once where all of them are


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, understood.

    Attributes:
        typed: What was typed, as a tree.
        query: What was typed and chosen, as one tree.
        wanted: The same after analysis.
        notices: What the reader should know of how it was read.
        expand: Gives what its patterns stand for; variants of the query share what it has looked up.
    """

    request: Request
    typed: Query
    query: Query
    wanted: Wanted
    notices: tuple[Notice, ...]
    expand: Expand


class Searching:
    """Answers requests on one commit of an index."""

    def __init__(
        self,
        reader: Reader,
        aliases: AliasTable,
        languages: Sequence[str],
        config: Config,
        suggesting: Callable[[], Suggesting],
        notices: tuple[Notice, ...] = (),
    ) -> None:
        self._reader, self._aliases, self._languages, self._config = reader, aliases, languages, config
        self._suggesting = suggesting
        self._notices = notices  # that stand on every page
        own = {name: float(value) for name, value in config.section("ranking").items() if name in FIELDS}
        self.weights: Mapping[str, float] = {**dict.fromkeys(FIELDS, 0.0), **own}

    def page(self, request: Request) -> Page:
        """One page of results."""
        started = perf_counter()
        asked = self.asked(request)
        best = self._ranking(asked)
        ranking = replace(best, found=best.found[: request.limit])
        hits = self._hits(asked, ranking.found)
        facets = counted(asked.query, request.facets, ranking, lambda query, names: self._counted(asked, query, names))
        left_out = self._left_out(asked)
        dates = [Notice("dates-left-out", values={"count": str(left_out)})] if left_out else []
        advice, late = self._advice_in_time(asked, ranking, left_out)
        took_ms = (perf_counter() - started) * 1000
        return Page(
            query=request.query,
            total=ranking.total,
            complete=ranking.complete,
            offset=request.offset,
            limit=request.limit,
            notices=(*self._notices, *asked.notices, *dates, *late),
            hits=hits,
            facets=facets,
            advice=advice,
            cursor=self._cursor(asked, ranking),
            understood=str(asked.query),
            took_ms=took_ms,
            related=self._related_in_time(asked, best, hits),
        )

    def documents(self, request: Request) -> Iterator[Document]:
        """Every document that matches, in order, copies too; `limit` and `offset` do not count."""
        asked = self.asked(replace(request, collapse=False, limit=MANY, offset=0))
        after: Place | None = None
        while found := self._search(bound(asked.wanted), asked, after=after, limit=MANY).found:
            yield from (document_of(one.stored) for one in found)
            after = found[-1].place(request.sort)

    def alike(self, document: Document, limit: int) -> tuple[Hit, ...]:
        """The documents most like one, without its copies, each with its beginning."""
        from search.suggest import like

        query = like(document, self._reader, self._aliases)
        # One more than asked for: the document itself, with its copies behind it, is as like as can be.
        ranking = self._reader.search(query, weights=self.weights, limit=limit + 1, is_collapsed=True)
        others = [one for one in ranking.found if document.id not in (one.id, *one.copies)]
        explainer = Explainer(AllOf(), self._aliases)
        return tuple(self._hit(explainer, one, rank) for rank, one in enumerate(others[:limit], 1))

    def related(self, request: Request) -> tuple[Related, ...]:
        """What the best documents of a result speak of more than the archive does."""
        asked = self.asked(request)
        return self._related(asked, lambda: documents_of(self._best(asked), ()))

    def asked(self, request: Request) -> Asked:
        """Read and analyze a request."""
        read = parsed(request.query)
        query, expand = narrowed(read.query, request.filters), expander(self._reader.vocabulary)
        found = self._rewritten(query, request, expand)
        return Asked(request, read.query, query, found.wanted, (*read.notices, *found.notices), expand)

    def _rewritten(self, query: Query, request: Request, expand: Expand) -> Rewritten:
        return rewritten(
            query,
            self._aliases if request.aliases else AliasTable(),
            self._languages,
            is_exact=request.exact,
            expand=expand,
            today=request.today,
            coverage=self._config.number("ranking.coverage"),
        )

    def _ranking(self, asked: Asked) -> Ranking:
        """The page, and behind it what related words are read of besides."""
        request = asked.request
        query, after = bound(asked.wanted), place_of(request.after, request.sort) if request.after else None
        half_life = self._half_life(asked)
        last = request.offset + request.limit
        if not half_life or request.offset >= DEPTH:
            limit = max(request.limit, READ) if self._has_best(asked) else request.limit
            return self._search(query, asked, after=after, offset=request.offset, limit=limit)
        ranking = self._search(query, asked, limit=max(DEPTH, last))
        first, rest = ranking.found[:DEPTH], ranking.found[DEPTH:]
        found = (*aged(first, half_life, is_complete_first=self._is_complete_first(asked.wanted)), *rest)
        return replace(ranking, found=found[request.offset : last])

    def _half_life(self, asked: Asked) -> float:
        """Days; 0 where age does not count: by date, and behind a cursor, which tells a place of the first stage."""
        request = asked.request
        if request.sort is not Order.RELEVANCE or request.after:
            return 0.0
        chosen = request.half_life_days
        return self._config.number("ranking.half_life_days") if chosen is None else max(0.0, chosen)

    def _search(
        self, query: BoundQuery, asked: Asked, *, after: Place | None = None, offset: int = 0, limit: int
    ) -> Ranking:
        return self._reader.search(
            query,
            weights=self.weights,
            offset=offset,
            limit=limit,
            order=asked.request.sort,
            is_complete_first=self._is_complete_first(asked.wanted),
            after=after,
            facets=asked.request.facets,
            is_collapsed=asked.request.collapse,
        )

    def _is_complete_first(self, wanted: Wanted) -> bool:
        return is_complete_first(wanted, int(self._config.number("ranking.short")))

    def _counted(self, asked: Asked, query: Query, facets: Sequence[str] = ()) -> Ranking:
        """How many results another query would have, and their facets."""
        return self._results(self._rewritten(query, asked.request, asked.expand).wanted, asked, facets)

    def _results(self, wanted: Wanted, asked: Asked, facets: Sequence[str] = ()) -> Ranking:
        is_collapsed = asked.request.collapse
        return self._reader.search(bound(wanted), weights={}, limit=0, facets=facets, is_collapsed=is_collapsed)

    def _left_out(self, asked: Asked) -> int:
        """How many results a range of dates may have meant, whose date does not tell."""
        wanted = undecided(asked.wanted)
        return self._results(wanted, asked).total if wanted else 0

    def _has_best(self, asked: Asked) -> bool:
        return begins_with_best(asked.request) and not self._half_life(asked)

    def _best(self, asked: Asked) -> Sequence[Found]:
        """The documents that related words are read of, whatever the page shows."""
        request = replace(asked.request, sort=Order.RELEVANCE, facets=(), collapse=True)
        return self._search(bound(asked.wanted), replace(asked, request=request), limit=READ).found

    def _related(self, asked: Asked, documents: Callable[[], list[Document]]) -> tuple[Related, ...]:
        return self._suggesting().related(asked.request, asked.wanted, self._reader, documents)

    def _related_in_time(self, asked: Asked, best: Ranking, hits: Sequence[Hit]) -> tuple[Related, ...]:
        """Where related words are wanted and there is time for them; without them the results are there."""
        if not asked.request.related or not best.total:
            return ()
        try:
            known = best.found[:READ] if self._has_best(asked) else None
            return self._related(asked, lambda: documents_of(self._best(asked) if known is None else known, hits))
        except OutOfTimeError:
            return ()

    def _advice_in_time(
        self, asked: Asked, ranking: Ranking, left_out: int
    ) -> tuple[tuple[Advice, ...], tuple[Notice, ...]]:
        """Another spelling and other queries; where time runs out none, and a notice: the results are there."""
        try:
            return (*self._meant(asked, ranking), *self._advice(asked, ranking.total, left_out)), ()
        except OutOfTimeError:
            return (), (Notice("advice-out-of-time"),)

    def _advice(self, asked: Asked, total: int, left_out: int) -> tuple[Advice, ...]:
        """What would find something, where nothing was found; and what a range of dates may have meant."""
        advice = tuple(advised(asked.query, lambda query: self._counted(asked, query).total)) if not total else ()
        if not left_out or not total:
            return advice
        return (*advice, Advice(ABOUT_DATES, as_typed(about_dates(asked.query)), total + left_out))

    def _meant(self, asked: Asked, ranking: Ranking) -> tuple[Advice, ...]:
        """Another spelling, where no document holds all words: then one of them may be known to none."""
        if ranking.complete:
            return ()
        request = asked.request

        def chosen(text: str) -> Query:
            return narrowed(parsed(text).query, request.filters)

        def total(text: str) -> int:
            return self._counted(asked, chosen(text)).total

        meant = self._suggesting().meant(request.query, asked.typed, self._reader, self._languages, total)
        return tuple(replace(one, query=str(chosen(one.query))) for one in meant) if request.filters else meant

    def _cursor(self, asked: Asked, ranking: Ranking) -> str:
        """The place behind the page; "" where nothing comes behind it, or no place of the first stage is known."""
        request = asked.request
        seen = request.offset + len(ranking.found)
        if not ranking.found or self._half_life(asked) or (not request.after and seen >= ranking.total):
            return ""
        return cursor(ranking.found[-1].place(request.sort), request.sort)

    def _hits(self, asked: Asked, found: Sequence[Found]) -> tuple[Hit, ...]:
        request = asked.request
        numbers = Scoring(self._reader, self.weights, found).results(asked.wanted) if request.explain and found else {}
        first = 0 if request.after else request.offset + 1
        explainer = Explainer(asked.wanted, self._aliases)
        return tuple(
            self._hit(explainer, one, first + place if first else 0, numbers.get(one.id))
            for place, one in enumerate(found)
        )

    def _hit(self, explainer: Explainer, found: Found, rank: int, numbers: Numbers | None = None) -> Hit:
        look(TooMuch.HITS)
        document = document_of(found.stored)
        shown = explainer.explained(document)
        copies = list(map(self._document, found.copies))
        return Hit(
            rank=rank,
            document=document,
            score=found.score,
            title=shown.title,
            snippet=shown.snippet,
            why=shown.why,
            missing=shown.missing,
            copies=tuple(map(copy_of, copies[:MOST_COPIES])),
            numbers=numbers,
            copies_total=len(copies),
            outlets=len({(one.source or one.id).casefold() for one in (document, *copies)}),
        )

    def _document(self, document_id: str) -> Document:
        stored = self._reader.fetch(document_id)
        assert stored is not None, "a document of the same commit"
        return document_of(stored)
