"""A segment of ours as Whoosh's own readers see it: a term's postings as a list, a document's lengths and columns.

Merges and whatever works on any Whoosh index come this way; searches go to `file` and never ask for one posting.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh.codec.base import PerDocumentReader, Segment, TermsReader
from whoosh.columns import Column, ColumnReader
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from search.engines.matching.arrays import starts_of
from search.engines.whoosh.documents import DocumentFile
from search.engines.whoosh.terms import TermFile
from search.engines.whoosh.vocabulary import decoded


class DocumentReader(PerDocumentReader):  # type: ignore[misc]  # whoosh has no types
    """The documents of a segment."""

    def __init__(self, file: DocumentFile, segment: Segment) -> None:
        self.file, self._segment = file, segment
        for name in ("doc_count", "doc_count_all", "has_deletions", "is_deleted", "deleted_docs"):
            setattr(self, name, getattr(segment, name))

    def supports_columns(self) -> bool:
        """Yes."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Is there a column of this name?"""
        return self.file.has_column(fieldname)

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        """The column of this name."""
        return self.file.column(fieldname, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many terms the document has in the field."""
        return int(self.file.lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        """How many terms all documents have in the field."""
        return int(self.file.lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The fewest terms that a document has in the field."""
        return int(self.file.lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """The most terms that a document has in the field."""
        return int(self.file.lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The stored text."""
        return {"stored": self.file.text(docnum)}


class TermReader(TermsReader):  # type: ignore[misc]
    """The terms of a segment."""

    def __init__(self, file: TermFile) -> None:
        self.file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.file.entry(term[0], decoded(term[1])) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return sorted(self.file.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms with their fields, in order."""
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from one on."""
        for number in self.file.field(fieldname).terms.numbers().tolist():
            term = self.file.vocabulary[number]
            if term >= prefix:
                yield fieldname, term

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents the term stands, deleted ones included."""
        return len(self._postings(fieldname, text)[0])

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often the term stands in them."""
        return sum(self._postings(fieldname, text)[1])

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Whoosh's record of a term. Raises KeyError."""
        documents, counts = self._postings(fieldname, text)
        # Whoosh takes the shortest length for a bound of scores; 1 is always one.
        lengths = {"minlength": 1, "maxlength": sum(counts)}
        ends = {"minid": documents[0], "maxid": documents[-1]}
        return TermInfo(sum(counts), len(documents), maxweight=max(counts), **lengths, **ends)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: object = None) -> ListMatcher:
        """The term's postings for Whoosh's matchers."""
        documents, counts = self._postings(fieldname, text)
        values = None
        if self.file.field(fieldname).positions is not None:
            entry = self.file.entry(fieldname, decoded(text))
            assert entry is not None
            own = np.array(counts)
            placed = self.file.placed(fieldname, entry, own, np.arange(len(own)))
            positions = placed.between(0, len(own), np.zeros_like(own)).tolist()
            starts = starts_of(own).tolist()
            values = [format_.encode(positions[at : at + n]) for at, n in zip(starts, counts, strict=True)]
        return ListMatcher(documents, counts, values, format_, scorer, term=(fieldname, text))

    def _postings(self, fieldname: str, text: bytes) -> tuple[list[int], list[int]]:
        entry = self.file.entry(fieldname, decoded(text))
        if entry is None:
            raise KeyError((fieldname, text))
        documents, counts = self.file.listed(fieldname, entry)
        return documents.tolist(), counts.tolist()
