"""Writing to a Whoosh index: one batch, one commit.

Whoosh's `update_document` opens a searcher for each call and does not see documents of its own batch
(an id twice in one batch leaves two). Here one snapshot, opened under the lock, finds what a batch replaces,
and the batch remembers its own: in memory up to the end of a run, from then on by the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh.index import LockError

from search.engines.entries import Entries
from search.engines.entry import Entry
from search.engines.whoosh.damage import OPENING, damage_named
from search.engines.whoosh.folder import IndexFolder
from search.engines.whoosh.writing import ArrayWriter
from search.errors import IndexLockedError, IndexReadOnlyError

# Entries that came one by one and are put together: four times as fast as each by itself.
SINGLES = 200


class WhooshWriter:
    """One batch of changes; nothing is seen before `commit`."""

    def __init__(self, folder: IndexFolder, path: Path) -> None:
        """Raises IndexLockedError, IndexReadOnlyError, DamagedIndexError."""
        self._folder, self._path = folder, path
        try:
            with damage_named(path, OPENING):
                self._writer = ArrayWriter(folder)
        except LockError as error:
            raise IndexLockedError(path) from error
        except OSError as error:
            raise IndexReadOnlyError(path, error.strerror or str(error)) from error
        with self._released_on_failure():
            self._before = folder.snapshot()
        self._own: dict[str, int] = {}  # the documents of the batch that are in no run yet
        self._singles: list[Entry] = []
        self._is_empty = True

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        if self._writer.is_closed:
            raise ValueError("this batch has ended; begin another with writer()")
        self._singles.append(entry)
        if len(self._singles) >= SINGLES:
            self._put_singles()

    def put_all(self, entries: Entries) -> None:
        """The same for many."""
        self._put_singles()
        with damage_named(self._path):
            for number, name in enumerate(entries.ids, start=self._writer.docnum):
                self._replace(name)
                self._own[name] = number
                self._is_empty = False
        self._writer.add_articles(entries)
        if not self._writer.pool.own:  # all are in runs, which find their ids themselves
            self._own = {}

    def amend(self, document_id: str, terms: Mapping[str, Sequence[str]]) -> bool:
        """Give a document of this batch other terms; False where its terms lie in a run, or before this batch."""
        self._put_singles()
        own = self._own.get(document_id)
        return own is not None and self._writer.amend_own(own, terms)

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        self._put_singles()
        with damage_named(self._path):
            self._replace(document_id)
        for number in self._writer.pool.in_runs(document_id):
            self._writer.delete_own(number)

    def _replace(self, document_id: str) -> None:
        """Remove the document, unless it is in a run of this batch, where a later one of its id replaces it."""
        own = self._own.pop(document_id, None)
        if own is not None:
            self._writer.delete_own(own)
        number = self._before.number(document_id)
        if number is not None:
            self._writer.delete_document(number)
            self._is_empty = False

    def flush(self) -> None:
        """Make all of the batch so far visible at once, and begin another under the same lock."""
        self._put_singles()
        if self._is_empty:
            return
        with self._released_on_failure():
            lock = self._writer.flush()
            self._writer = ArrayWriter(self._folder, lock)
            self._before, self._own, self._is_empty = self._folder.snapshot(), {}, True

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        self._put_singles()
        if self._is_empty:  # a commit would be one more state of the index that is the same
            self.rollback()
            return
        with self._released_on_failure():
            self._writer.commit()

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        if self._writer.is_closed:
            return
        with self._released_on_failure():
            self._writer.cancel()

    def _put_singles(self) -> None:
        """Put what came one by one."""
        if self._singles:
            entries, self._singles = Entries.of(self._singles), []
            self.put_all(entries)

    @contextmanager
    def _released_on_failure(self) -> Iterator[None]:
        """Whoosh 2.7.4 keeps its lock when a commit fails (a full disk, a damaged segment that is to be merged).

        Nobody could write until we exit. What was committed before stays as it was.
        """
        try:
            with damage_named(self._path):
                yield
        except BaseException:
            if not self._writer.is_closed:
                with suppress(Exception):  # the first error is told; what is left the next writer deletes
                    self._writer.cancel()
            if self._writer.writelock:
                self._writer.writelock.release()
                self._writer.writelock = None
            self._writer.is_closed = True
            raise
