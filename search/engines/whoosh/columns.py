"""A column of plain numbers, one for each document, that is read where it lies."""

from __future__ import annotations

from array import array

import numpy as np
from whoosh.columns import Column, ColumnReader, ColumnWriter
from whoosh.filedb.structfile import BufferFile, StructFile

LITTLE_ENDIAN = "<u4"  # whatever the machine; Whoosh's own column is big-endian, which numpy compares five times slower


class NumberColumn(Column):  # type: ignore[misc]  # whoosh has no types
    """Numbers of 32 bits, 0 where a document has none."""

    def writer(self, dbfile: StructFile) -> NumberWriter:
        """Begin the column of a segment."""
        return NumberWriter(dbfile)

    def reader(self, dbfile: BufferFile, basepos: int, length: int, doccount: int) -> NumberReader:
        """The column of a segment, for Whoosh."""
        return NumberReader(dbfile.get(basepos, length))

    def default_value(self, reverse: bool = False) -> int:
        """For a document without a number."""
        return 0


class NumberWriter(ColumnWriter):  # type: ignore[misc]
    """Writes the numbers of documents that come in their order."""

    def __init__(self, dbfile: StructFile) -> None:
        self._file, self._numbers = dbfile, array("I")

    def add(self, docnum: int, value: int) -> None:
        """Note the number of a document."""
        self._fill(docnum)
        self._numbers.append(value)

    def finish(self, doccount: int) -> None:
        """Write all of them."""
        self._fill(doccount)
        self._file.write(np.asarray(self._numbers).astype(LITTLE_ENDIAN).tobytes())

    def _fill(self, count: int) -> None:
        self._numbers.extend(0 for _ in range(count - len(self._numbers)))


class NumberReader(ColumnReader):  # type: ignore[misc]
    """The numbers one by one, as Whoosh's own readers and merges ask for them."""

    def __init__(self, data: bytes) -> None:
        self._numbers = np.frombuffer(data, LITTLE_ENDIAN)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum])
