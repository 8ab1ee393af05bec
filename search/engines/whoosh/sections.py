"""A file of named arrays: written once from front to back, and from then on only mapped into memory.

    MAGIC | arrays, each from a multiple of 8 bytes on | directory, JSON text | a CRC-32 of each page | end

All numbers are little-endian. Nothing in the file is code; the directory gives for each array its place and its kind.
A page is PAGE bytes of what stands before the directory. The end tells where the directory is, how long it is, and the
CRC-32 of directory and checksums, which is compared when the file is opened: a file cut short or of another kind never
opens. A page is compared with its checksum when it is first read, so a byte changed on the disk is never believed.
"""

from __future__ import annotations

import json
import mmap
import struct
from array import array
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

import numpy as np

from search.engines.matching.arrays import narrowest

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Numbers

MAGIC = b"telusur\x03"  # the last byte is the version of the format
KINDS = {"B": 1, "H": 2, "I": 4, "Q": 8}  # as `memoryview` and numpy name them: unsigned, this many bytes
PAGE = 4096  # as the system reads; its checksum takes a microsecond, and all of them a thousandth of the file
NUMBERS_AT_ONCE = 1 << 16
_ALIGNED = 8
_END = struct.Struct("<QII")
_CHECKSUM = np.dtype("<u4")


class DamagedFileError(Exception):
    """A file that is not one of ours, of another version, cut short or changed."""


class SectionWriter:
    """Writes arrays one after another; a file without `close` is not valid."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, list[int | str]] = {}
        self._name = ""
        self._at = self._page = 0
        self._checksums = array("I")
        self.is_closed = False
        self._write(MAGIC)

    def append(self, name: str, data: bytes | Numbers) -> None:
        """Write an array, or the next part of the one that was written last.

        Args:
            data: Bytes, or unsigned numbers of 1, 2, 4 or 8 bytes; the kind of the first part is that of all.
        """
        kind = "B" if isinstance(data, bytes) else np.dtype(data.dtype.newbyteorder("=")).char.replace("L", "Q")
        raw = memoryview(data) if isinstance(data, bytes) else np.ascontiguousarray(data).view(np.uint8).data
        if name != self._name:
            assert name not in self._directory, f"{name} is written in two places"
            self._write(bytes(-self._at % _ALIGNED))
            self._directory[name] = [kind, self._at, 0]
            self._name = name
        entry = self._directory[name]
        assert entry[0] == kind, f"{name} is of two kinds"
        entry[2] = int(entry[2]) + len(raw)
        self._write(raw)

    def append_narrow(self, name: str, numbers: Numbers) -> None:
        """Write an array in the fewest bytes for each number that hold all of them, some at a time."""
        kind = narrowest(int(numbers.max(initial=0)))
        self.append(name, np.empty(0, kind))
        for at in range(0, len(numbers), NUMBERS_AT_ONCE):
            self.append(name, numbers[at : at + NUMBERS_AT_ONCE].astype(kind))

    def close(self) -> None:
        """Write the directory and close the file."""
        directory = json.dumps(self._directory, separators=(",", ":")).encode()
        self._checksums.append(self._page)
        checksums = np.asarray(self._checksums).astype(_CHECKSUM).tobytes()
        self._file.write(directory + checksums)
        self._file.write(_END.pack(self._at, len(directory), crc32(checksums, crc32(directory))))
        self.abandon()

    def abandon(self) -> None:
        """Close the file as it is, of no use to anybody, if it is open."""
        if not self.is_closed:
            self._file.close()
            self.is_closed = True

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        done = 0
        while done < len(data):
            taken = min(PAGE - self._at % PAGE, len(data) - done)
            self._page = crc32(data[done : done + taken], self._page)
            self._at, done = self._at + taken, done + taken
            if self._at % PAGE == 0:
                self._checksums.append(self._page)
                self._page = 0


class Sections:
    """The arrays of a file, where they lie on the disk: nothing is copied, and many threads may read at once."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Map an open file, which may be closed afterwards. Raises DamagedFileError."""
        self.name = name
        try:
            # Never closed by us: an array that is still in use keeps the file, even one that a merge has deleted.
            self._map = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            self._directory = self._read_directory()
        except (ValueError, struct.error) as error:
            raise DamagedFileError(f"{name} is damaged or cut short") from error

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def view(self, name: str) -> memoryview:
        """An array as a view of plain numbers, the fastest to look into at single places. Raises DamagedFileError."""
        kind, start, size = self._directory[name]
        self.check(start, start + size)
        return self._map[start : start + size].cast(kind)  # type: ignore[call-overload,no-any-return]  # one of KINDS

    def array(self, name: str) -> Numbers:
        """An array for numpy. Raises DamagedFileError."""
        kind, start, size = self._directory[name]
        self.check(start, start + size)
        return np.frombuffer(self._map, f"<u{KINDS[kind]}", size // KINDS[kind], start)

    def unchecked(self, name: str) -> tuple[Bytes, int]:
        """An array of bytes of which only pieces are read, each to be checked before, and where it begins."""
        _, start, size = self._directory[name]
        return np.frombuffer(self._map, np.uint8, size, start), start

    def names(self) -> list[str]:
        """What the arrays are called, in their order."""
        return list(self._directory)

    def verify(self) -> None:
        """Read everything. Raises DamagedFileError where it is not what was written."""
        self.check(0, self._end)

    def check(self, start: int, end: int) -> None:
        """Compare the pages of these bytes that were not compared before. Raises DamagedFileError."""
        first, last = start // PAGE, -(-end // PAGE)
        page = self._unread.find(1, first, last)
        while page >= 0:
            if crc32(self._map[page * PAGE : min((page + 1) * PAGE, self._end)]) != self._checksums[page]:
                raise DamagedFileError(f"{self.name} is damaged at byte {page * PAGE} or within {PAGE} behind it")
            self._unread[page] = 0
            page = self._unread.find(1, page, last)

    def _read_directory(self) -> dict[str, tuple[str, int, int]]:
        magic = bytes(self._map[: len(MAGIC)])
        if magic[:-1] == MAGIC[:-1] and magic != MAGIC:
            raise DamagedFileError(f"{self.name} has format {magic[-1]}, this program reads format {MAGIC[-1]}")
        if magic != MAGIC:
            raise ValueError
        self._end, size, checksum = _END.unpack(self._map[-_END.size :])
        count = self._end // PAGE + 1
        if self._end + size + count * _CHECKSUM.itemsize + _END.size != len(self._map):
            raise ValueError
        if crc32(self._map[self._end : -_END.size]) != checksum:
            raise ValueError
        self._checksums = np.frombuffer(self._map, _CHECKSUM, count, self._end + size)
        self._unread = bytearray(b"\1" * count)
        directory = self._map[self._end : self._end + size]
        return {name: tuple(entry) for name, entry in json.loads(bytes(directory)).items()}
