"""Writing to a Whoosh index: one batch, one commit.

Whoosh's `update_document` opens a searcher for each call and does not see documents of its own batch
(an id twice in one batch leaves two). Here one reader, opened under the lock, finds what a batch replaces,
and a second entry of an id waits for a second commit.
"""

from __future__ import annotations

from pathlib import Path

from whoosh.index import FileIndex, LockError
from whoosh.reading import TermNotFound

from search.engines.base import Entry
from search.errors import IndexLockedError, IndexReadOnlyError

# Postings are sorted in memory up to this much before they spill to disk; Whoosh's own default is 128.
MEMORY_MB = 256


class WhooshWriter:
    """One batch of changes; nothing is seen before `commit`."""

    def __init__(self, index: FileIndex, path: Path) -> None:
        self._index, self._path = index, path
        self._again: dict[str, Entry] = {}
        self._begin()

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        if entry.id in self._written:
            self._again[entry.id] = entry
            return
        self.delete(entry.id)
        self._written.add(entry.id)
        self._writer.add_document(id=entry.id, digest=entry.digest.encode(), stored=entry.stored, **entry.postings)

    def delete(self, document_id: str) -> None:
        """Remove the document as it stood before this batch; an unknown id is no error."""
        try:
            matcher = self._reader.postings("id", document_id.encode())
        except TermNotFound:
            return
        for number in list(matcher.all_ids()):
            self._writer.delete_document(number)

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        try:
            self._writer.commit()
        except BaseException:
            # Whoosh 2.7.4 keeps its lock when a commit fails (a full disk): nobody could write until we exit.
            self._release()
            raise
        self._reader.close()
        if self._again:
            entries, self._again = list(self._again.values()), {}
            self._begin()
            for entry in entries:
                self.put(entry)
            self.commit()

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        self._again.clear()
        if self._writer.is_closed:
            return
        try:
            self._writer.cancel()
        except BaseException:
            self._release()
            raise
        self._reader.close()

    def _begin(self) -> None:
        try:
            self._writer = self._index.writer(limitmb=MEMORY_MB)
        except LockError as error:
            raise IndexLockedError(self._path) from error
        except OSError as error:
            raise IndexReadOnlyError(self._path, error.strerror or str(error)) from error
        self._reader = self._index.reader()
        self._written: set[str] = set()

    def _release(self) -> None:
        self._reader.close()
        if self._writer.writelock:
            self._writer.writelock.release()
            self._writer.writelock = None
        self._writer.is_closed = True
