"""What a segment keeps of its documents: the stored text, lengths of fields, Whoosh's columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import PerDocumentWriter
from whoosh.columns import Column, ColumnReader
from whoosh.filedb.structfile import BufferFile, StructFile

from search.engines.matching.arrays import narrow
from search.engines.whoosh.columns import LITTLE_ENDIAN, Values
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.texts import TextFile, TextWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers


class DocumentWriter(PerDocumentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes documents in the order of their numbers, which rise from 0."""

    def __init__(self, out: SectionWriter) -> None:
        self._out = out
        self._count = 0
        self._lengths: dict[str, array[int]] = {}
        self._columns: dict[str, tuple[BytesIO, Values]] = {}
        self._texts = TextWriter(out)

    @property
    def is_closed(self) -> bool:
        """Whoosh asks."""
        return self._out.is_closed

    def add_lengths(self, field: str, lengths: Numbers | Ints) -> None:
        """Note how many terms the next documents have in a field."""
        known = self._lengths.setdefault(field, array("I"))
        known.frombytes(bytes(known.itemsize * (self._count - len(known))))
        known.frombytes(lengths.astype(np.uintc).tobytes())

    def amend_length(self, field: str, number: int, length: int) -> None:
        """Note another number of terms of a document that has been told of."""
        self.add_lengths(field, np.empty(0, np.uintc))
        self._lengths[field][number] = length

    def add_column_values(self, name: str, kind: Column, values: Sequence[bytes | int]) -> None:
        """Note the values of the next documents in a column."""
        if name not in self._columns:
            file = BytesIO()
            self._columns[name] = file, kind.writer(StructFile(file))
        self._columns[name][1].add_all(self._count, values)

    def add_texts(self, texts: Iterable[str]) -> int:
        """Keep the stored texts of the next documents, of which all else has been told; gives how many these are."""
        before = self._count
        for text in texts:
            self._texts.add(text)
            self._count += 1
        return self._count - before

    def close(self) -> None:
        """Write what is gathered, and close the file."""
        self._texts.close()
        for name, lengths in self._lengths.items():
            lengths.frombytes(bytes(lengths.itemsize * (self._count - len(lengths))))
            numbers = narrow(np.asarray(lengths))
            # One number for all where they are equal, as of a field that no document has.
            self._out.append(f"{name}.lengths", numbers[:1] if (numbers == numbers[0]).all() else numbers)
        for name, (file, column) in self._columns.items():
            column.finish(self._count)
            self._out.append(f"{name}.column", file.getvalue())
        self._out.close()


class DocumentFile:
    """The documents of a segment, for any number of threads."""

    def __init__(self, sections: Sections, count: int) -> None:
        self._sections, self.count = sections, count
        self._texts = TextFile(sections)

    def text(self, number: int) -> str:
        """The stored text of a document."""
        return self._texts[number]

    def texts(self) -> Iterator[str]:
        """The stored texts of all documents, in order."""
        return iter(self._texts)

    def lengths(self, field: str) -> Numbers:
        """How many terms each document has in the field."""
        name = f"{field}.lengths"
        lengths = self._sections.array(name) if name in self._sections else np.zeros(1, np.uint8)
        return lengths if len(lengths) == self.count else np.broadcast_to(lengths, self.count)

    def has_column(self, name: str) -> bool:
        """Is there a column of this name?"""
        return f"{name}.column" in self._sections

    def numbers(self, name: str) -> Numbers:
        """A column of numbers as an array."""
        return self._sections.array(f"{name}.column").view(LITTLE_ENDIAN) if self.count else np.empty(0, LITTLE_ENDIAN)

    def column(self, name: str, kind: Column) -> ColumnReader:
        """A column of Whoosh's."""
        data = self._sections.view(f"{name}.column")
        return kind.reader(BufferFile(data), 0, len(data), self.count)
