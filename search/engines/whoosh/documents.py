"""What a segment keeps of its documents: the stored text, lengths of fields, Whoosh's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import PerDocumentWriter
from whoosh.columns import Column, ColumnReader
from whoosh.filedb.structfile import BufferFile, StructFile

from search.engines.whoosh.columns import LITTLE_ENDIAN, Values
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.spool import Spool
from search.engines.whoosh.texts import TextFile, TextWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers


class DocumentWriter(PerDocumentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes documents in the order of their numbers, which rise from 0."""

    def __init__(self, out: SectionWriter, folder: Path) -> None:
        """`folder` is for what has to wait for its place in the file."""
        self._out, self._folder = out, folder
        self._count = 0
        self._lengths: dict[str, Spool] = {}
        self._amended: dict[str, dict[int, int]] = {}
        self._columns: dict[str, tuple[Spool, Values]] = {}
        self._texts = TextWriter(out)

    @property
    def is_closed(self) -> bool:
        """Whoosh asks."""
        return self._out.is_closed

    def add_lengths(self, field: str, lengths: Numbers | Ints) -> None:
        """Note how many terms the next documents have in a field."""
        self._filled(field).append(lengths)

    def amend_length(self, field: str, number: int, length: int) -> None:
        """Note another number of terms of a document that has been told of."""
        self._amended.setdefault(field, {})[number] = length

    def add_column_values(self, name: str, kind: Column, values: Sequence[bytes | int]) -> None:
        """Note the values of the next documents in a column."""
        if name not in self._columns:
            spool = Spool(self._folder, np.uint8)
            self._columns[name] = spool, kind.writer(StructFile(spool))
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
        for name in dict.fromkeys((*self._lengths, *self._amended)):
            numbers = self._filled(name).array()
            amended = self._amended.get(name, {})
            numbers[list(amended)] = list(amended.values())
            # One number for all where they are equal, as of a field that no document has.
            self._out.append_narrow(f"{name}.lengths", numbers[:1] if numbers.min() == numbers.max() else numbers)
        for name, (spool, column) in self._columns.items():
            column.finish(self._count)
            self._out.append(f"{name}.column", spool.array())
        self._out.close()

    def abandon(self) -> None:
        """Close the file, which is of no use to anybody."""
        self._out.abandon()

    def _filled(self, field: str) -> Spool:
        """The lengths of a field, of all documents so far."""
        known = self._lengths.setdefault(field, Spool(self._folder, np.uint32))
        known.append(np.zeros(self._count - len(known), np.uint32))
        return known


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
