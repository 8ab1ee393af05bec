"""Columns that take the values of many documents at once: plain numbers, which are read where they lie, and bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Protocol

import numpy as np
from whoosh.columns import Column, ColumnReader, ColumnWriter, VarBytesColumn
from whoosh.filedb.structfile import BufferFile, StructFile

LITTLE_ENDIAN = "<u4"  # whatever the machine; Whoosh's own column is big-endian, which numpy compares five times slower


class Values(Protocol):
    """A writer of ours; others are not in our schema."""

    def add_all(self, first: int, values: Sequence[bytes | int]) -> None:
        """Note the values of documents whose numbers begin with `first`."""
        ...

    def finish(self, doccount: int) -> None:
        """Write all of them."""
        ...


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

    def add_all(self, first: int, values: Sequence[int]) -> None:
        """Note the numbers of documents."""
        self._fill(first)
        self._numbers.extend(values)

    def finish(self, doccount: int) -> None:
        """Write all of them."""
        self._fill(doccount)
        self._file.write(np.asarray(self._numbers).astype(LITTLE_ENDIAN).tobytes())

    def _fill(self, count: int) -> None:
        self._numbers.extend(0 for _ in range(count - len(self._numbers)))


class BytesColumn(VarBytesColumn):  # type: ignore[misc]
    """Bytes, b"" where a document has none; read by Whoosh."""

    def writer(self, dbfile: StructFile) -> BytesWriter:
        """Begin the column of a segment."""
        return BytesWriter(dbfile, self.write_offsets_cutoff)


class BytesWriter(ColumnWriter):  # type: ignore[misc]
    """Writes what Whoosh's own writer does, which takes document by document."""

    def __init__(self, dbfile: StructFile, most_without_offsets: int) -> None:
        self._file, self._most_without_offsets = dbfile, most_without_offsets
        self._lengths = array("I")

    def add_all(self, first: int, values: Sequence[bytes]) -> None:
        """Note the bytes of documents."""
        self._fill(first)
        self._file.write(b"".join(values))
        self._lengths.extend(map(len, values))

    def finish(self, doccount: int) -> None:
        """Write the lengths, and of many documents where each begins."""
        self._fill(doccount)
        lengths = _narrow(self._lengths)
        self._file.write_array(lengths)
        if doccount <= self._most_without_offsets:
            self._file.write(lengths.typecode.encode())
            return
        offsets = _narrow([0, *accumulate(self._lengths[:-1])])
        self._file.write_array(offsets)
        self._file.write(f"{lengths.typecode}{offsets.typecode}X".encode())

    def _fill(self, count: int) -> None:
        self._lengths.frombytes(bytes(self._lengths.itemsize * (count - len(self._lengths))))


def _narrow(numbers: Iterable[int]) -> array[int]:
    """The numbers in the first kind of Whoosh's that holds all of them."""
    known = list(numbers)
    most = max(known, default=0)
    return array(next(kind for kind, end in _KINDS.items() if most < end), known)


_KINDS = {"B": 1 << 8, "H": 1 << 16, "i": 1 << 31, "I": 1 << 32}


class NumberReader(ColumnReader):  # type: ignore[misc]
    """The numbers one by one, as Whoosh's own readers and merges ask for them."""

    def __init__(self, data: bytes) -> None:
        self._numbers = np.frombuffer(data, LITTLE_ENDIAN)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum])
