"""A file of named arrays: written once from front to back, and from then on only mapped into memory.

    MAGIC | arrays, each from a multiple of 8 bytes on | directory, JSON text | where that is, its length and CRC-32

All numbers are little-endian. Nothing in the file is code; the directory gives for each array its place, its kind and
its CRC-32. The directory is checked whenever a file is opened, so that a file cut short or of another kind never opens;
the arrays are checked where all of them are read anyway, in a merge.
"""

from __future__ import annotations

import json
import mmap
import struct
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Numbers

MAGIC = b"telusur\x01"  # the last byte is the version of the format
KINDS = {"B": 1, "H": 2, "I": 4, "Q": 8}  # as `memoryview` and numpy name them: unsigned, this many bytes
_ALIGNED = 8
_END = struct.Struct("<QII")


class DamagedFileError(Exception):
    """A file that is not one of ours, of another version, cut short or changed."""


class SectionWriter:
    """Writes arrays one after another; a file without `close` is not valid."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, list[int | str]] = {}
        self._name = ""
        self._at = file.write(MAGIC)
        self.is_closed = False

    def append(self, name: str, data: bytes | Numbers) -> None:
        """Write an array, or the next part of the one that was written last.

        Args:
            data: Bytes, or unsigned numbers of 1, 2, 4 or 8 bytes; the kind of the first part is that of all.
        """
        kind = "B" if isinstance(data, bytes) else np.dtype(data.dtype.newbyteorder("=")).char.replace("L", "Q")
        raw = data if isinstance(data, bytes) else np.ascontiguousarray(data).view(np.uint8).data
        if name != self._name:
            assert name not in self._directory, f"{name} is written in two places"
            self._at += self._file.write(bytes(-self._at % _ALIGNED))
            self._directory[name] = [kind, self._at, 0, 0]
            self._name = name
        entry = self._directory[name]
        assert entry[0] == kind, f"{name} is of two kinds"
        entry[2] = int(entry[2]) + len(raw)
        entry[3] = crc32(raw, int(entry[3]))
        self._at += self._file.write(raw)

    def close(self) -> None:
        """Write the directory and close the file."""
        directory = json.dumps(self._directory, separators=(",", ":")).encode()
        self._file.write(directory)
        self._file.write(_END.pack(self._at, len(directory), crc32(directory)))
        self.abandon()

    def abandon(self) -> None:
        """Close the file as it is, of no use to anybody."""
        self._file.close()
        self.is_closed = True


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
        """An array as a view of plain numbers, the fastest to look into at single places."""
        kind, start, size, _ = self._directory[name]
        return self._map[start : start + size].cast(kind)  # type: ignore[call-overload,no-any-return]  # one of KINDS

    def array(self, name: str) -> Numbers:
        """An array for numpy."""
        kind, start, size, _ = self._directory[name]
        return np.frombuffer(self._map, f"<u{KINDS[kind]}", size // KINDS[kind], start)

    def names(self) -> list[str]:
        """What the arrays are called, in their order."""
        return list(self._directory)

    def verify(self) -> None:
        """Read everything. Raises DamagedFileError where it is not what was written."""
        for name, (_, start, size, checksum) in self._directory.items():
            if crc32(self._map[start : start + size]) != checksum:
                raise DamagedFileError(f"{self.name} is damaged ({name})")

    def _read_directory(self) -> dict[str, tuple[str, int, int, int]]:
        if bytes(self._map[: len(MAGIC)]) != MAGIC:
            raise ValueError
        start, size, checksum = _END.unpack(self._map[-_END.size :])
        directory = self._map[start : start + size]
        if start + size + _END.size != len(self._map) or crc32(directory) != checksum:
            raise ValueError
        return {name: tuple(entry) for name, entry in json.loads(bytes(directory)).items()}
