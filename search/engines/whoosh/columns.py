"""Columns that take the values of many documents at once: plain numbers, which are read where they lie, and bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from whoosh.columns import Column, ColumnReader, ColumnWriter, VarBytesColumn
from whoosh.filedb.structfile import BufferFile, StructFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS_AT_ONCE = 1 << 16
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
        self._file, self._count = dbfile, 0

    def add_all(self, first: int, values: Sequence[int]) -> None:
        """Note the numbers of documents."""
        self.finish(first)
        self._file.write(np.fromiter(values, LITTLE_ENDIAN, len(values)).tobytes())
        self._count += len(values)

    def finish(self, doccount: int) -> None:
        """Write all of them."""
        self._file.write(np.zeros(doccount - self._count, LITTLE_ENDIAN).tobytes())
        self._count = doccount


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
        lengths = np.asarray(self._lengths)
        kind, end = _kind(int(lengths.max(initial=0))), 0
        for some in _in_parts(lengths):
            self._file.write(some.astype(f">{kind}").tobytes())
        if doccount <= self._most_without_offsets:
            self._file.write(kind.encode())
            return
        offset_kind = _kind(int(lengths[:-1].sum(dtype=np.int64)))
        for some in _in_parts(lengths):
            ends = np.cumsum(some, dtype=np.int64) + end
            self._file.write((ends - some).astype(f">{offset_kind}").tobytes())
            end = int(ends[-1])
        self._file.write(f"{kind}{offset_kind}X".encode())

    def _fill(self, count: int) -> None:
        self._lengths.frombytes(bytes(self._lengths.itemsize * (count - len(self._lengths))))


def _in_parts(numbers: NDArray[np.uintc]) -> Iterator[NDArray[np.uintc]]:
    return (numbers[first : first + NUMBERS_AT_ONCE] for first in range(0, len(numbers), NUMBERS_AT_ONCE))


def _kind(most: int) -> str:
    """The first kind of Whoosh's that holds all numbers up to this one."""
    return next(kind for kind, end in _KINDS.items() if most < end)


_KINDS = {"B": 1 << 8, "H": 1 << 16, "i": 1 << 31, "I": 1 << 32}


class NumberReader(ColumnReader):  # type: ignore[misc]
    """The numbers one by one, as Whoosh's own readers and merges ask for them."""

    def __init__(self, data: bytes) -> None:
        self._numbers = np.frombuffer(data, LITTLE_ENDIAN)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum])
