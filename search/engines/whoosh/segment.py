"""A segment of ours: what the table of contents says of it, and the way to its files.

A segment is three files: documents, terms, positions. The last is touched by phrases only.
"""

from __future__ import annotations

from typing import BinaryIO

from whoosh.codec.base import Codec, Segment
from whoosh.filedb.filestore import Storage

from search.engines.whoosh.documents import DocumentFile
from search.engines.whoosh.sections import Sections
from search.engines.whoosh.terms import TermFile

DOCUMENTS, TERMS, POSITIONS = ".documents", ".terms", ".positions"


class ArraySegment(Segment):  # type: ignore[misc]  # whoosh has no types
    """What the table of contents says of a segment: its name, how many documents, which of them are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: set[int] = set()

    def __getstate__(self) -> tuple[str, str, int, list[int]]:
        return self.indexname, self.segid, self._count, sorted(self._deleted)

    def __setstate__(self, state: tuple[str, str, int, list[int]]) -> None:
        self.indexname, self.segid, self._count, deleted = state
        self._deleted, self.compound = set(deleted), False

    def codec(self) -> Codec:
        """Ours, for Whoosh."""
        # Loaded with Whoosh's writer and readers, which no search needs: 8 ms of a whole `search`.
        from search.engines.whoosh.codec import ArrayCodec

        return ArrayCodec()

    def terms(self, storage: Storage) -> TermFile:
        """Open the terms."""
        return TermFile(self._sections(storage, TERMS), self._sections(storage, POSITIONS), self._count)

    def documents(self, storage: Storage) -> DocumentFile:
        """Open the documents."""
        return DocumentFile(self._sections(storage, DOCUMENTS), self._count)

    def should_assemble(self) -> bool:
        """Whoosh would copy our files into one, and read it with pickle."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Note how many documents there are."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._count

    def deleted_count(self) -> int:
        """Deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> list[int]:
        """Their numbers, rising."""
        return sorted(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or bring it back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Is this document deleted?"""
        return docnum in self._deleted

    def _sections(self, storage: Storage, part: str) -> Sections:
        file: BinaryIO
        with self.open_file(storage, part) as file:
            return Sections(file, self.make_filename(part))
