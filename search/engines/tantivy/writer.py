"""Writing to a tantivy index: one batch, one commit.

tantivy-py's own `with index.writer()` commits even when an exception ends it; so commit and rollback are called here.
Its writer holds the lock until it is let go of, which a commit does after the merges that it began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from search.engines.base import ID
from search.engines.entries import Entries
from search.engines.entry import Entry
from search.engines.growing import Growing
from search.engines.tantivy.damage import damage_named
from search.engines.tantivy.documents import documents
from search.engines.tantivy.wording import encoded, words_of
from search.errors import IndexLockedError, IndexReadOnlyError

if TYPE_CHECKING:
    from search.engines.tantivy.wording import Words

HEAP_BYTES = 128_000_000  # the default of tantivy-py; a third costs a tenth more time and three times as many files
SINGLES = 200  # entries that came one by one and are put together: three times as fast as each by itself
KILLED = "writer was killed"  # what is told of a thread that failed; its own error is lost
THREADS = 1  # it waits for our analysis as it is


class TantivyWriter:
    """One batch of changes; nothing is seen before `commit`."""

    def __init__(self, index: tantivy.Index, path: Path, compare: Callable[[], None]) -> None:
        """Raises IndexLockedError, IndexReadOnlyError, DamagedIndexError.

        Args:
            compare: Compares the index with its checksums, under the lock: nobody deletes a file meanwhile.
        """
        self._index, self._path, self._is_empty = index, path, True
        self._own: set[str] = set()
        self._singles: list[Entry] = []
        self._words = Growing[Sequence[str]]((), words_of)
        self._writer: tantivy.IndexWriter | None = None
        try:
            self._writer = index.writer(HEAP_BYTES, THREADS)
        except (ValueError, OSError) as error:  # of ValueErrors, only the text tells which
            if "LockBusy" in str(error):
                raise IndexLockedError(path) from error
            raise IndexReadOnlyError(path, str(error)) from error
        try:
            with damage_named(path):
                compare()
                self._before = self._latest()
        except BaseException:
            self.rollback()
            raise

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        self._open()
        self._singles.append(entry)
        if len(self._singles) >= SINGLES:
            self._after_singles()

    def put_all(self, entries: Entries) -> None:
        """The same for many."""
        writer = self._after_singles()
        # One by one: that memory is used again, and what fails has touched nothing.
        for name, document in zip(entries.ids, documents(entries, self._words_of(entries)), strict=True):
            word = encoded(name)
            # To delete what is not there costs a tenth of what it costs to write a document.
            if name in self._own or self._before.doc_freq(ID, word):
                # It reaches what was added before it, in this batch too, and nothing that comes after it.
                writer.delete_documents_by_term(ID, word)
            with self._refusals_named():  # of a thread that could write no more
                writer.add_document(document)
            self._own.add(name)
            self._is_empty = False

    def amend(self, document_id: str, terms: Mapping[str, Sequence[str]]) -> bool:
        """Never: what is added cannot be changed."""
        return False

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        word = encoded(document_id)
        self._after_singles().delete_documents_by_term(ID, word)
        query = tantivy.Query.term_query(self._index.schema, ID, word, "basic")
        self._is_empty &= not self._before.search(query, limit=1, count=False).hits

    def flush(self) -> None:
        """Make all of the batch so far visible at once, and begin another under the same lock."""
        writer = self._after_singles()
        if not self._is_empty:
            self._committed(writer)
            self._before, self._own, self._is_empty = self._latest(), set(), True

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        writer = self._after_singles()
        if self._is_empty:  # a commit would be one more state of the index that is the same
            self.rollback()
            return
        self._committed(writer)
        self._writer = None
        writer.wait_merging_threads()

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        writer, self._writer = self._writer, None
        self._singles = []
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()

    def _after_singles(self) -> tantivy.IndexWriter:
        """The writer, when all that came one by one has been added."""
        singles, self._singles = self._singles, []
        if singles:
            self.put_all(Entries.of(singles))
        return self._open()

    def _words_of(self, entries: Entries) -> Words:
        """The words of a vocabulary; of one that has grown since it was last met, only those that are new."""
        if self._words.items is not entries.vocabulary:
            self._words = Growing(entries.vocabulary, words_of)
        return self._words.array()

    def _committed(self, writer: tantivy.IndexWriter) -> None:
        with self._refusals_named():
            writer.commit()

    @contextmanager
    def _refusals_named(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            self._writer = None  # it can do nothing more, nor take anything back
            reason = "tantivy stopped and does not say why; is the disk full?" if KILLED in str(error) else str(error)
            raise IndexReadOnlyError(self._path, reason) from error

    def _latest(self) -> tantivy.Searcher:
        """What the index holds, which is nobody else's to change as long as the lock is held."""
        self._index.reload()
        return self._index.searcher()

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise ValueError("this batch has ended; begin another with writer()")
        return self._writer
