"""An index: documents in, ranked pages out. It joins the layers and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Self

from search.aliases import AliasTable
from search.config import DEFAULTS, Config
from search.deadline import unhurried
from search.engines.base import Engine, Order, Reader
from search.errors import DocumentMissingError
from search.index.manifest import Manifest, stale_notices
from search.index.request import NO_FILTERS, Filters, Request
from search.index.searching import Searching
from search.index.siblings import siblings
from search.index.storing import document_of
from search.model import AddReport, AnalyzedWord, Copy, Document, Hit, Page, Passage, Reason, Related
from search.snippets import explained

if TYPE_CHECKING:
    from search.index.statistics import Statistics
    from search.index.suggesting import Suggesting
    from search.index.updating import Updating
    from search.suggest import Completion


@dataclass(frozen=True, slots=True)
class View:
    """A whole document with the marks of a query: what a document page shows."""

    document: Document
    title: Passage
    body: Passage
    why: tuple[Reason, ...]
    missing: tuple[str, ...]


class Index:
    """An open index; use it with `with`, or close it. Safe to share between threads.

    Open one with `search.open_index`.

    Attributes:
        path: The index folder.
        aliases: The rules in force.
        config: The settings in force.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        manifest: Manifest,
        aliases: AliasTable,
        analysis: str,
        config: Config = DEFAULTS,
    ) -> None:
        self.path, self.aliases, self.config = path, aliases, config
        self._engine, self._manifest, self._analysis = engine, manifest, analysis
        self._suggestions: Suggesting | None = None

    def add(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        below: Path | None = None,
        prune: bool = False,
        gone: Sequence[Path] = (),
        keep_furniture: bool = False,
        workers: int = 0,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Add the articles of files and folders; those that are in and unchanged stay, changed ones are replaced.

        Args:
            below: A folder above the paths: articles get the ids they would have if it had been named.
            prune: Remove documents that came from below the paths and are not there any more. What could not be read
                is not gone.
            gone: Files and folders that are known to be there no more; the documents that came from below them go.
            keep_furniture: Lines that a page's template prints around articles stay in their text.
            workers: Processes that analyze; 0 for as many as pay.
            on_progress: Told how many bytes of input were read since the last call, and how many there are.

        Returns:
            Counts, and one problem for each thing that was left out. All is committed at once, or, when an error
            ends the run, nothing.

        Raises:
            InputError: A path does not exist, or there is no article at all to prune by, and `below` was not given.
            IndexLockedError, IndexReadOnlyError: The index cannot be written to.
        """
        # Here, because the readers of all formats take a tenth of the time of a whole search to load.
        from search.index.updating import Options

        options = Options(below, prune, tuple(gone), keep_furniture, workers)
        with self._updating() as updating:
            return updating.add(paths, options, on_progress)

    def remove(self, ids: str | Iterable[str]) -> int:
        """Take a document out, or several; unknown ids are no error. Gives how many there were."""
        with self._updating() as updating:
            return updating.remove(ids)

    def watch(
        self, folder: str | Path, *, keep_furniture: bool = False, workers: int = 0, stop: Event | None = None
    ) -> Iterator[AddReport]:
        """Keep the index in step with a folder: adds it, then waits for its changes, with a report of each.

        Args:
            stop: Ends the iterator when it is set.

        Raises:
            InputError: The folder is not there, or not any more; nothing is removed then.
            SearchError: The library that watches is not installed.
        """
        from search.index.watching import followed

        return followed(Path(folder), partial(self.add, keep_furniture=keep_furniture, workers=workers), stop)

    def sync(self, *, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Analyze documents again, from their stored text, by the rules of today; gives how many.

        After a change of alias rules only the documents that hold a touched name, after a change of analysis all.

        Args:
            on_progress: Told how many documents are done since the last call, and how many there are at most.
        """
        with self._updating() as updating:
            return updating.sync(on_progress)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        exact: bool = False,
        aliases: bool = True,
        filters: Filters = NO_FILTERS,
        sort: str = Order.RELEVANCE,
        facets: Sequence[str] = (),
        collapse: bool = True,
        after: str = "",
        half_life_days: float | None = None,
        explain: bool = False,
        related: int = 0,
        today: date | None = None,
    ) -> Page:
        """Rank the documents for a typed query; any text is a query.

        Args:
            limit, offset: Hits on the page, 0 or more, and before it, behind `after` where that is given.
            exact: Every word exactly as typed, as if it stood in quotes.
            aliases: Other names count; without them, a name is looked for as printed.
            filters: Chosen beside the text: field -> values, whole and as printed; of each field one must be there.
            sort: "relevance", "newest" or "oldest"; by date the undated come last.
            facets: Whose values to count (`search.engines.base.FACETS`).
            collapse: Documents that are copies of one another are one hit.
            after: `Page.cursor` of an earlier page of the same search: only what comes behind it.
            half_life_days: Scores halve with this age; 0: not at all. None: as configured.
            explain: Say of each hit how its score came about.
            related: How many of the names and words to give that the best documents hold more often than the archive.
            today: What "kemarin" in the query is reckoned from; None: the day it is.

        Raises:
            CursorError, ValueError: `after` is no cursor of this order; there is no such order, facet or filter.
        """
        what = (query, limit, offset, exact, aliases, filters, Order(sort), tuple(facets), collapse, after)
        with self._engine.reader() as reader:
            return self._searching(reader).page(Request(*what, half_life_days, explain, related, today or date.today()))

    def documents(
        self, query: str = "", *, filters: Filters = NO_FILTERS, exact: bool = False, aliases: bool = True
    ) -> Iterator[Document]:
        """Every document, copies too, of the commit that is current when the walk begins; with a query, its matches.

        Matches come in the order of their relevance, however many they are.
        """
        request = Request(query or "*", filters=filters, exact=exact, aliases=aliases, collapse=False)
        with self._engine.reader() as reader:
            if query.strip() or filters:
                yield from self._searching(reader).documents(request)
            else:
                yield from map(document_of, reader.stored())

    def document(self, document_id: str) -> Document:
        """A document by its id. Raises DocumentMissingError."""
        return _document(self._engine, document_id)

    def view(self, document_id: str, query: str = "", *, exact: bool = False, aliases: bool = True) -> View:
        """A whole document, with all the marks of a query. Raises DocumentMissingError."""
        with self._engine.reader() as reader:
            document = _document(reader, document_id)
            asked = self._searching(reader).asked(Request(query, exact=exact, aliases=aliases))
        shown = explained(document, asked.wanted, self.aliases)
        return View(document, shown.title, shown.body, shown.why, shown.missing)

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Completion, ...]:
        """Whole queries that go on as `typed` begins, in the spelling of the archive, the frequent ones first.

        Args:
            limit: At most 20.
        """
        return self._suggesting().completed(typed, limit)

    def related(self, query: str, *, filters: Filters = NO_FILTERS, limit: int = 8) -> tuple[Related, ...]:
        """Names and words that the best documents of a result hold more often than the archive does."""
        with self._engine.reader() as reader:
            return self._searching(reader).related(Request(query, filters=filters, related=limit))

    def like(self, document_id: str, *, limit: int = 5) -> tuple[Hit, ...]:
        """The documents most like one, without its copies. Raises DocumentMissingError."""
        with self._engine.reader() as reader:
            return self._searching(reader).alike(_document(reader, document_id), limit)

    def copies(self, document_id: str) -> tuple[Copy, ...]:
        """The other documents that are copies of one, the earliest first; none for an unknown id."""
        with self._engine.reader() as reader:
            return siblings(document_id, reader)

    def analyze(self, text: str, *, language: str = "id") -> tuple[AnalyzedWord, ...]:
        """What the index would hold of a text, word by word, and why: roots, names, places."""
        from search.index.analyzing import analyzed_words

        return tuple(analyzed_words(text, self.aliases, language))

    def statistics(self) -> Statistics:
        """What the index holds, in counts, and what the last runs left out."""
        from search.index import history
        from search.index.statistics import statistics

        # No search: of a large archive it takes as long as it takes, and nobody could narrow it.
        with unhurried(), self._engine.reader() as reader:
            return statistics(reader, history.runs(self.path))

    def version(self) -> str:
        """What tells the index as it is now from any other state of it, by whomever it is changed; opaque."""
        rules = f"{self._engine.version()} {self._analysis} {self.aliases.digest}"
        return blake2b(rules.encode(), digest_size=8).hexdigest()

    def __repr__(self) -> str:
        return f"Index({str(self.path)!r}, engine={self._manifest.engine!r})"

    def __len__(self) -> int:
        return self._engine.count()

    def close(self) -> None:
        """Let go of all files; closing twice is no error."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def _updating(self) -> Iterator[Updating]:
        from search.index.updating import Updating

        updating = Updating(self.path, self._engine, self._manifest, self.aliases, self._analysis)
        yield updating
        self._manifest = updating.manifest

    def _searching(self, reader: Reader) -> Searching:
        stale = tuple(stale_notices(self._manifest, self._analysis, self.aliases.digest))
        return Searching(reader, self.aliases, self._manifest.languages, self.config, self._suggesting, stale)

    def _suggesting(self) -> Suggesting:
        # Here, because most searches need none of it and its modules take a while to load.
        from search.index.suggesting import Suggesting

        if self._suggestions is None:
            self._suggestions = Suggesting(self.path, self._engine, self.aliases)
        return self._suggestions


def _document(reader: Reader, document_id: str) -> Document:
    stored = reader.fetch(document_id)
    if stored is None:
        raise DocumentMissingError(document_id)
    return document_of(stored)
