"""Writing to a tantivy index: one batch, one commit.

tantivy-py's own `with index.writer()` commits even when an exception ends it; so commit and rollback are called here.
Its writer holds the lock until it is let go of, which a commit does after the merges that it began.
"""

from __future__ import annotations

from pathlib import Path

import tantivy

from search.engines.base import ID, Entry
from search.engines.tantivy.schema import document
from search.engines.tantivy.wording import encoded
from search.errors import IndexLockedError, IndexReadOnlyError

HEAP_BYTES = 128_000_000  # the default of tantivy-py; a third costs a tenth more time and three times as many files
THREADS = 1  # it waits for our analysis as it is


class TantivyWriter:
    """One batch of changes; nothing is seen before `commit`."""

    def __init__(self, index: tantivy.Index, path: Path) -> None:
        """Raises IndexLockedError, IndexReadOnlyError."""
        self._path = path
        self._writer: tantivy.IndexWriter | None = None
        try:
            self._writer = index.writer(HEAP_BYTES, THREADS)
        except (ValueError, OSError) as error:  # of ValueErrors, only the text tells which
            if "LockBusy" in str(error):
                raise IndexLockedError(path) from error
            raise IndexReadOnlyError(path, str(error)) from error

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        # First what may fail: a bad entry leaves the batch as it was.
        made = document(entry)
        self.delete(entry.id)
        self._open().add_document(made)

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        # It reaches what was added before it, in this batch too, and nothing that comes after it.
        self._open().delete_documents_by_term(ID, encoded(document_id))

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        writer = self._open()
        try:
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise IndexReadOnlyError(self._path, str(error)) from error
        finally:
            self._writer = None

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise ValueError("this batch has ended; begin another with writer()")
        return self._writer
