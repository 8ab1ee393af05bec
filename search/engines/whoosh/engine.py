"""The Whoosh engine: an index folder that is open.

One reader serves all threads under a lock: Whoosh's readers share a file position, so threads that read at
once get each other's bytes, and a reader each would cost a copy of the index each.
"""

from __future__ import annotations

import heapq
import pickle
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from whoosh import index as whoosh_index
from whoosh.reading import IndexReader, TermNotFound

from search.engines.base import Found, Ranking
from search.engines.whoosh.executor import Executor, Matches
from search.engines.whoosh.schema import schema
from search.engines.whoosh.writer import WhooshWriter
from search.errors import IndexMissingError, IndexReadOnlyError, NotAnIndexError
from search.query.bound import BoundQuery

# A commit replaces the table of contents between our listing of the folder and our opening of the file;
# the next look finds the new one. Measured: 1 in 800 openings beside a busy writer, never twice in a row.
ATTEMPTS, PAUSE_S = 20, 0.01


def create(path: Path) -> None:
    """Make an empty Whoosh index in an existing folder."""
    try:
        whoosh_index.create_in(str(path), schema()).close()
    except OSError as error:
        raise IndexReadOnlyError(path, error.strerror or str(error)) from error


def _opened(path: Path) -> whoosh_index.FileIndex:
    for attempt in range(ATTEMPTS):
        try:
            return whoosh_index.open_dir(str(path))
        except FileNotFoundError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE_S)
    raise AssertionError("unreachable")


class WhooshEngine:
    """An open index folder; see `search.engines.base.Engine`."""

    def __init__(self, path: Path) -> None:
        """Raises IndexMissingError, NotAnIndexError."""
        self._path = path
        self._lock = threading.RLock()
        self._reader: IndexReader | None = None
        self._generation = -1
        try:
            self._index = _opened(path)
        except (whoosh_index.EmptyIndexError, FileNotFoundError) as error:
            raise IndexMissingError(path) from error
        except (whoosh_index.IndexError, pickle.UnpicklingError, EOFError, ValueError, AttributeError) as error:
            raise NotAnIndexError(path, f"its table of contents is damaged: {error}") from error

    def writer(self) -> WhooshWriter:
        """Begin a batch."""
        return WhooshWriter(self._index, self._path)

    def search(self, query: BoundQuery, *, weights: Mapping[str, float], offset: int, limit: int) -> Ranking:
        """Rank the matching documents."""
        with self._lock:
            executor = self._current()
            matches = executor.matches(query, weights)
            found = tuple(self._found(matches, offset, offset + limit))
        return Ranking(len(matches.scores), len(matches.complete), found)

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        with self._lock:
            self._current()
            for number in self._numbers("id", document_id):
                return str(self._live.stored_fields(number)["stored"])
        return None

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        with self._lock:
            self._current()
            if not self._live.doc_count():
                return {}
            ids, digests = self._live.column_reader("id"), self._live.column_reader("digest")
            return {ids[number]: digests[number].decode() for number in self._live.all_doc_ids()}

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document, of the commit that is current when the walk begins."""
        reader = self._index.reader()
        try:
            for _, fields in reader.iter_docs():
                yield str(fields["stored"])
        finally:
            reader.close()

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        with self._lock:
            self._current()
            return len(self._numbers(field, term))

    def count(self) -> int:
        """How many documents there are."""
        with self._lock:
            self._current()
            return int(self._live.doc_count())

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
            self._generation = -1
            self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _current(self) -> Executor:
        """The executor of the latest commit, so that an index held open notices what others write."""
        generation = self._index.latest_generation()
        if self._reader is None or generation != self._generation:
            # `reader()` retries by itself when a commit comes between. Never Whoosh's `refresh()`:
            # in two of its three distributions it brings deleted documents back.
            reader = self._index.reader()
            if self._reader is not None:
                self._reader.close()
            self._reader, self._generation = reader, reader.generation()
            self._executor = Executor(reader)
        return self._executor

    @property
    def _live(self) -> IndexReader:
        assert self._reader is not None
        return self._reader

    def _numbers(self, field: str, term: str) -> list[int]:
        try:
            return list(self._live.postings(field, term.encode()).all_ids())
        except TermNotFound:
            return []

    def _found(self, matches: Matches, first: int, last: int) -> Iterator[Found]:
        """A part of the ranking: complete before partial, then by falling score, then by id."""

        def order(number: int) -> tuple[bool, float]:
            return number not in matches.complete, -matches.scores[number]

        best = heapq.nsmallest(last, matches.scores, key=order)[-1:] if last else []
        if not best:
            return
        ids = self._live.column_reader("id")
        edge = order(best[0])
        tied = [number for number in matches.scores if order(number) <= edge]
        for number in sorted(tied, key=lambda number: (*order(number), ids[number]))[first:last]:
            stored = str(self._live.stored_fields(number)["stored"])
            yield Found(ids[number], stored, matches.scores[number], number in matches.complete)
