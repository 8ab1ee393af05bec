"""Whoosh's writer with our codec: its lock, its commit and its merges; documents and postings pass by it as arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader, SegmentReader
from whoosh.util.filelock import LockBase
from whoosh.writing import MERGE_SMALL, SegmentWriter

from search.engines.base import Terms
from search.engines.whoosh.codec import ArrayCodec
from search.engines.whoosh.gathering import Gathering
from search.engines.whoosh.merging import Source
from search.engines.whoosh.segment import ArraySegment

Kept = str | bytes | int  # the value of the stored field, of a column


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes one segment, and the table of contents."""

    def __init__(self, index: FileIndex, lock: LockBase | None = None) -> None:
        """Raises LockError, where it is not given the lock of the writer before it."""
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=lock is None)
        if lock is not None:
            self.writelock: LockBase | None = lock
        self.pool = Gathering(self._tempstorage)

    def add_article(self, terms: Mapping[str, Terms], kept: Mapping[str, Kept]) -> None:
        """Add a document: its terms by field, and what is kept of it by column or stored field."""
        for name, value in terms.items():
            self.pool.add(name, self.docnum, value)
        self._keep(kept, {name: len(value.terms) for name, value in terms.items()})
        self.pool.finish_document()

    def flush(self) -> LockBase:
        """Commit, and give back the lock, which is not let go."""
        lock, self.writelock = self.writelock, None
        try:
            self.commit()
        finally:
            self.writelock = lock
        return lock

    def delete_own(self, number: int) -> None:
        """Delete a document that was added by this writer."""
        self.newsegment.delete_document(number)

    def add_reader(self, reader: IndexReader) -> None:
        """Take over the live documents of a segment."""
        segment: ArraySegment = reader.segment()
        documents = segment.documents(self.storage)
        numbers = np.full(documents.count, -1)
        lengths = {name: documents.lengths(name) for name in self.schema.scorable_names()}
        columns = {
            name: documents.column(name, field.column_type)
            for name, field in self.schema.items()
            if field.column_type and documents.has_column(name)
        }
        for number, text in enumerate(documents.texts()):
            if not segment.is_deleted(number):
                numbers[number] = self.docnum
                kept: dict[str, Kept] = {name: column[number] for name, column in columns.items()}
                self._keep(kept | {"stored": text}, {name: int(counts[number]) for name, counts in lengths.items()})
        self.pool.add_source(Source(segment.terms(self.storage), numbers))

    def commit(self) -> None:
        """Merge what is small or mostly deleted, write, and make it visible."""
        super().commit(mergetype=_merge)

    def _keep(self, kept: Mapping[str, Kept], lengths: Mapping[str, int]) -> None:
        documents = self.perdocwriter
        documents.start_doc(self.docnum)
        for name, length in lengths.items():
            documents.add_field(name, self.schema[name], None, length)
        for name, value in kept.items():
            field = self.schema[name]
            if field.column_type:
                documents.add_column_value(name, field.column_type, value)
            elif field.stored:
                documents.add_field(name, field, value, 0)
        documents.finish_doc()
        self.docnum += 1
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
