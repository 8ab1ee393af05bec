"""Writing to a Whoosh index: one batch, one commit.

Whoosh's `update_document` opens a searcher for each call and does not see documents of its own batch
(an id twice in one batch leaves two). Here one snapshot, opened under the lock, finds what a batch replaces,
and the batch remembers its own.
"""

from __future__ import annotations

from pathlib import Path

from whoosh.index import LockError

from search.engines.base import Entry, Terms
from search.engines.whoosh.folder import IndexFolder
from search.engines.whoosh.schema import DAYS, packed_digest
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.writing import ArrayWriter, Kept
from search.errors import IndexLockedError, IndexReadOnlyError


class WhooshWriter:
    """One batch of changes; nothing is seen before `commit`."""

    def __init__(self, folder: IndexFolder, path: Path) -> None:
        """Raises IndexLockedError, IndexReadOnlyError."""
        try:
            self._writer = ArrayWriter(folder)
        except LockError as error:
            raise IndexLockedError(path) from error
        except OSError as error:
            raise IndexReadOnlyError(path, error.strerror or str(error)) from error
        self._before = folder.snapshot()
        self._own: dict[str, int] = {}

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        self.delete(entry.id)
        self._own[entry.id] = self._writer.docnum
        kept: dict[str, Kept] = {name: getattr(entry, name) for name in (*DAYS, "sketch", "stored")}
        kept["digest"] = packed_digest(entry.digest)
        self._writer.add_article({**entry.terms, UNIQUE: Terms((entry.id,))}, kept)

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        own = self._own.pop(document_id, None)
        if own is not None:
            self._writer.delete_own(own)
        number = self._before.number(document_id)
        if number is not None:
            self._writer.delete_document(number)

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        try:
            self._writer.commit()
        except BaseException:
            # Whoosh 2.7.4 keeps its lock when a commit fails (a full disk): nobody could write until we exit.
            self._release()
            raise

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        if self._writer.is_closed:
            return
        try:
            self._writer.cancel()
        except BaseException:
            self._release()
            raise

    def _release(self) -> None:
        if self._writer.writelock:
            self._writer.writelock.release()
            self._writer.writelock = None
        self._writer.is_closed = True
