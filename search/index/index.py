"""An index: documents in, ranked pages out. It joins the layers and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Self

from search.aliases import AliasTable
from search.aliases.changes import foldings, touched
from search.analysis import SNOWBALL
from search.engines.base import Engine, Found, Writer
from search.errors import DocumentMissingError
from search.index import manifest as manifests
from search.index import syncing
from search.index.analyzing import analyzed_words
from search.index.entries import entry
from search.index.manifest import Manifest
from search.index.storing import document_of
from search.model import AddReport, AnalyzedWord, Document, Hit, Notice, Page, Passage, Reason
from search.query.concepts import Wanted, bound, is_complete_first
from search.query.parser import parsed
from search.query.rewriting import Rewritten, rewritten
from search.query.tree import Query
from search.snippets import explained

# Tuned on the development sets by mean reciprocal rank; docs/ranking.md.
WEIGHTS = {
    "title_root": 0.2,
    "title_surface": 0.06,
    "opening_root": 0.2,
    "body_root": 1.0,
    "body_surface": 0.3,
    "about_root": 0.2,
    "about_surface": 0.1,
    "language": 0.0,
}


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
    """

    def __init__(self, path: Path, engine: Engine, manifest: Manifest, aliases: AliasTable, analysis: str) -> None:
        self.path = path
        self._engine, self._manifest, self._aliases, self._analysis = engine, manifest, aliases, analysis

    def add(self, paths: Sequence[str | Path], *, on_progress: Callable[[int, int], None] | None = None) -> AddReport:
        """Add the articles of files and folders; those that are in and unchanged stay, changed ones are replaced.

        Args:
            on_progress: Told how many bytes of input were read since the last call, and how many there are.

        Returns:
            Counts, and one problem for each thing that was left out. All is committed at once, or, when an error
            ends the run, nothing.

        Raises:
            InputError: A path does not exist.
            IndexLockedError, IndexReadOnlyError: The index cannot be written to.
        """
        # Here, because the readers of all formats take a tenth of the time of a whole search to load.
        from search.index.adding import Adding
        from search.ingest import records, size_bytes

        files = [Path(path) for path in paths]
        advance = partial(_advance, on_progress, size_bytes(files)) if on_progress else None
        with self._batch() as writer:
            adding = Adding(self._engine, self._aliases, writer)
            for item in records(files, on_progress=advance):
                adding.take(item)
            self._learn(adding.languages)
        self._note()
        return adding.report()

    def sync(self, *, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Analyze documents again, from their stored text, by the rules of today; gives how many.

        After a change of alias rules only the documents that hold a touched name, after a change of analysis all.

        Args:
            on_progress: Told how many documents are done since the last call, and how many there are at most.
        """
        total, count = len(self), 0
        with self._batch() as writer:
            for text in self._outdated():
                writer.put(entry(document_of(text), self._aliases))
                count += 1
                if on_progress:
                    on_progress(1, total)
        syncing.keep_foldings(foldings(self._aliases), self.path)
        self._manifest = replace(self._manifest, analysis=self._analysis, aliases=self._aliases.digest)
        self._note()
        return count

    def search(
        self, query: str, *, limit: int = 10, offset: int = 0, exact: bool = False, aliases: bool = True
    ) -> Page:
        """Rank the documents for a typed query; any text is a query.

        Args:
            limit: Hits on the page, 0 or more.
            offset: Hits before it.
            exact: Every word exactly as typed, as if it stood in quotes.
            aliases: Other names count; without them, a name is looked for as printed.
        """
        started = perf_counter()
        read = parsed(query)
        asked = self._asked(read.query, exact=exact, aliases=aliases)
        ranking = self._engine.search(
            bound(asked.wanted),
            weights=WEIGHTS,
            offset=max(0, offset),
            limit=max(0, limit),
            is_complete_first=is_complete_first(asked.wanted),
        )
        hits = tuple(
            self._hit(found, rank, asked.wanted) for rank, found in enumerate(ranking.found, max(0, offset) + 1)
        )
        return Page(
            query,
            ranking.total,
            ranking.complete,
            max(0, offset),
            max(0, limit),
            (perf_counter() - started) * 1000,
            (*self._stale(), *read.notices, *asked.notices),
            hits,
        )

    def analyze(self, text: str, *, language: str = "id") -> tuple[AnalyzedWord, ...]:
        """What the index would hold of a text, word by word, and why: roots, names, places."""
        return tuple(analyzed_words(text, self._aliases, language))

    def documents(self) -> Iterator[Document]:
        """Every document, of the commit that is current when the walk begins."""
        return map(document_of, self._engine.stored())

    def document(self, document_id: str) -> Document:
        """A document by its id. Raises DocumentMissingError."""
        stored = self._engine.fetch(document_id)
        if stored is None:
            raise DocumentMissingError(document_id)
        return document_of(stored)

    def view(self, document_id: str, query: str = "", *, exact: bool = False, aliases: bool = True) -> View:
        """A whole document, with all the marks of a query. Raises DocumentMissingError."""
        document = self.document(document_id)
        asked = self._asked(parsed(query).query, exact=exact, aliases=aliases)
        shown = explained(document, asked.wanted, self._aliases)
        return View(document, shown.title, shown.body, shown.why, shown.missing)

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
    def _batch(self) -> Iterator[Writer]:
        writer = self._engine.writer()
        try:
            yield writer
            writer.commit()
        finally:
            writer.rollback()

    def _outdated(self) -> Iterator[str]:
        before = syncing.known_foldings(self.path)
        if before is None or self._manifest.analysis != self._analysis:
            return self._engine.stored()
        return syncing.touched_texts(self._engine, touched(before, foldings(self._aliases)), WEIGHTS)

    def _asked(self, query: Query, *, exact: bool, aliases: bool) -> Rewritten:
        names = self._aliases if aliases else AliasTable()
        return rewritten(query, names, self._manifest.languages, is_exact=exact)

    def _learn(self, languages: Iterable[str]) -> None:
        known = tuple(sorted({*self._manifest.languages, *(SNOWBALL.keys() & set(languages))}))
        self._manifest = replace(self._manifest, languages=known)

    def _note(self) -> None:
        self._manifest = replace(self._manifest, documents=self._engine.count())
        manifests.save(self._manifest, self.path)

    def _stale(self) -> Iterator[Notice]:
        if self._manifest.analysis != self._analysis:
            yield Notice("stale-analysis", values={"command": "search index sync"})
        elif self._manifest.aliases != self._aliases.digest:
            yield Notice("stale-aliases", values={"command": "search index sync"})

    def _hit(self, found: Found, rank: int, wanted: Wanted) -> Hit:
        document = document_of(found.stored)
        shown = explained(document, wanted, self._aliases)
        return Hit(rank, document, found.score, shown.title, shown.snippet, shown.why, shown.missing)


def _advance(on_progress: Callable[[int, int], None], total: int, count: int) -> None:
    on_progress(count, total)
