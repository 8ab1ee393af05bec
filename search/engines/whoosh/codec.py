"""Our codec for Whoosh: Whoosh keeps schema, segments, table of contents, lock and merges; we keep what is in them."""

from __future__ import annotations

from pathlib import Path

from whoosh.codec.base import Codec, FieldWriter
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage

from search.engines.whoosh.documents import DocumentWriter
from search.engines.whoosh.gathering import Gathered
from search.engines.whoosh.reading import DocumentReader, TermReader
from search.engines.whoosh.sections import SectionWriter
from search.engines.whoosh.segment import DOCUMENTS, POSITIONS, TERMS, ArraySegment
from search.engines.whoosh.termwriting import write_terms


class TermWriter(FieldWriter):  # type: ignore[misc]
    """Writes all the terms of a segment."""

    def __init__(self, out: SectionWriter, positions_out: SectionWriter) -> None:
        self._files = out, positions_out

    @property
    def is_closed(self) -> bool:
        """Whoosh asks."""
        return all(file.is_closed for file in self._files)

    def add_postings(self, schema: Schema, lengths: None, items: Gathered) -> None:
        """Write the terms and close the files, by a name that Whoosh calls."""
        write_terms(items.vocabulary, items.fields, items.document_count, *self._files, items.folder)

    def close(self) -> None:
        """Close the files; without terms they are of no use."""
        for file in self._files:
            if not file.is_closed:
                file.abandon()


class ArrayCodec(Codec):  # type: ignore[misc]
    """Makes writers and readers for the files of a segment."""

    length_stats = False

    def per_document_writer(self, storage: Storage, segment: ArraySegment) -> DocumentWriter:
        """Begin the file of documents."""
        return DocumentWriter(SectionWriter(segment.create_file(storage, DOCUMENTS)), Path(storage.folder))

    def field_writer(self, storage: Storage, segment: ArraySegment) -> TermWriter:
        """Begin the files of terms and positions."""
        return TermWriter(*(SectionWriter(segment.create_file(storage, part)) for part in (TERMS, POSITIONS)))

    def per_document_reader(self, storage: Storage, segment: ArraySegment) -> DocumentReader:
        """The documents as Whoosh reads them."""
        return DocumentReader(segment.documents(storage), segment)

    def terms_reader(self, storage: Storage, segment: ArraySegment) -> TermReader:
        """The terms as Whoosh reads them."""
        return TermReader(segment.terms(storage))

    def new_segment(self, storage: Storage, indexname: str) -> ArraySegment:
        """A segment with a name of its own."""
        return ArraySegment(indexname)
