"""Whoosh's writer with our codec: its lock, its commit and its merges; documents and postings pass by it as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, islice
from typing import TYPE_CHECKING

import numpy as np
from whoosh.reading import IndexReader, SegmentReader
from whoosh.util.filelock import LockBase
from whoosh.writing import MERGE_SMALL, SegmentWriter

from search.engines.entries import Entries
from search.engines.matching import DAYS
from search.engines.whoosh.codec import ArrayCodec
from search.engines.whoosh.folder import IndexFolder
from search.engines.whoosh.gathering import Gathering
from search.engines.whoosh.merging import Source
from search.engines.whoosh.schema import packed_digest
from search.engines.whoosh.segment import ArraySegment

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers

DOCUMENTS_AT_ONCE = 1 << 12  # of a segment that is merged in


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes one segment, and the table of contents."""

    def __init__(self, index: IndexFolder, lock: LockBase | None = None) -> None:
        """Raises LockError, where it is not given the lock of the writer before it."""
        try:
            super().__init__(index, codec=ArrayCodec(), compound=False, _lk=lock is None)
        except BaseException:  # a damaged table of contents, of which Whoosh 2.7.4 keeps the lock
            if self.writelock and self.writelock.locked:
                self.writelock.release()
            raise
        self._index = index
        if lock is not None:
            self.writelock: LockBase | None = lock
        else:  # the writer before may have been killed
            index.tidy([self.newsegment])
            self._tempstorage.clean()
        self.pool = Gathering(self._tempstorage, self.delete_own)

    def add_articles(self, entries: Entries) -> None:
        """Add documents."""
        self.pool.add(self.docnum, entries)
        columns: dict[str, Sequence[bytes | int]] = {name: getattr(entries, name) for name in DAYS}
        columns |= {"sketch": entries.sketches, "digest": list(map(packed_digest, entries.digests))}
        self._keep(entries.stored, columns, {name: column.counts for name, column in entries.columns.items()})

    def flush(self) -> LockBase:
        """Commit, and give back the lock, which is not let go."""
        lock, self.writelock = self.writelock, None
        try:
            self.commit()
        finally:
            self.writelock = lock
        return lock

    def amend_own(self, number: int, terms: Mapping[str, Sequence[str]]) -> bool:
        """Give a document that was added by this writer other terms in some fields, if that can still be done."""
        if not self.pool.amend(number, terms):
            return False
        for name, own in terms.items():
            self.perdocwriter.amend_length(name, number, len(own))
        return True

    def delete_own(self, number: int) -> None:
        """Delete a document that was added by this writer."""
        self.newsegment.delete_document(number)

    def add_reader(self, reader: IndexReader) -> None:
        """Take over the live documents of a segment."""
        segment: ArraySegment = reader.segment()
        documents = segment.documents(self.storage)
        is_live = np.ones(documents.count, bool)
        is_live[segment.deleted_docs()] = False
        numbers = np.full(documents.count, -1, np.int32)
        numbers[is_live] = np.arange(self.docnum, self.docnum + np.count_nonzero(is_live), dtype=np.int32)
        lengths = {name: documents.lengths(name) for name in self.schema.scorable_names()}
        columns = {
            name: documents.column(name, field.column_type)
            for name, field in self.schema.items()
            if field.column_type and documents.has_column(name)
        }
        texts = compress(documents.texts(), is_live)
        for first in range(0, documents.count, DOCUMENTS_AT_ONCE):
            live = np.flatnonzero(is_live[first : first + DOCUMENTS_AT_ONCE]) + first
            own = {name: list(map(column.__getitem__, live.tolist())) for name, column in columns.items()}
            self._keep(islice(texts, len(live)), own, {name: counts[live] for name, counts in lengths.items()})
        self.pool.add_source(Source(segment.terms(self.storage), numbers))

    def commit(self) -> None:
        """Merge what is small or mostly deleted, write, and make it visible."""
        super().commit(mergetype=_merge)

    def cancel(self) -> None:
        """Forget everything, and leave nothing of it on the disk."""
        self.perdocwriter.abandon()
        self.fieldwriter.close()
        self.pool.cleanup()
        self._index.tidy()
        self._finish()

    def _finish(self) -> None:
        super()._finish()
        self.writelock = None  # it was let go

    def _keep(
        self, texts: Iterable[str], columns: Mapping[str, Sequence[bytes | int]], lengths: Mapping[str, Numbers | Ints]
    ) -> None:
        """Keep of some documents what their postings do not say: stored texts, columns, lengths of fields."""
        documents = self.perdocwriter
        for name, own in lengths.items():
            if self.schema[name].scorable:
                documents.add_lengths(name, own)
        for name, values in columns.items():
            documents.add_column_values(name, self.schema[name].column_type, values)
        self.docnum += documents.add_texts(texts)
        self._added = True


def _merge(writer: ArrayWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's policy, which looks at sizes only; and what is mostly deleted is written anew, without the dead."""
    kept = []
    for segment in segments:
        if segment.deleted_count() * 2 <= segment.doc_count_all():
            kept.append(segment)
        elif segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    merged: list[ArraySegment] = MERGE_SMALL(writer, kept)
    return merged
