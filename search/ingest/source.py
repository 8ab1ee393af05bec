"""One input file: its names, its opening (packed or not), and how much of it has been read.

Whatever happens while a file is read, the bytes told to `on_progress` add up to its size.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from search.ingest.packing import PACKINGS, Allowance, Unpacked, packing_of
from search.ingest.reading import Reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer  # public as collections.abc.Buffer only from Python 3.12 on

Progress = Callable[[int], None]

# What a user writes for standard input; a file of that name is "./-" made absolute.
STANDARD_INPUT = Path("-")
# A progress bar moves at most once a mebibyte, and disks like long reads.
_BUFFER_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: Where it is.
        id: Its path relative to the folder that was added, with "/"; "" for standard input.
        is_named: True where the user named the file itself, not a folder above it.
        member: The path inside the zip that `path` is; "" for a file of its own.
        reading: What the user said of it.
    """

    path: Path
    id: str
    is_named: bool = False
    member: str = ""
    reading: Reading = field(default_factory=Reading)

    @property
    def is_standard_input(self) -> bool:
        """Whether it is read from the process that calls us."""
        return self.path == STANDARD_INPUT

    @property
    def named(self) -> str:
        """The path as the user would write it, printable."""
        return printable(self.path / self.member if self.member else self.path)

    @property
    def file(self) -> str:
        """The absolute path, printable; of a member that of its zip, of standard input ""."""
        return "" if self.is_standard_input else _absolute(self.path, os.getcwd())  # noqa: PTH109  # asked for once for each record

    @property
    def suffix(self) -> str:
        """The ending that names the format, in lower case, without that of the packing.

        >>> Source(Path("a/Berita.JSONL.gz"), "").suffix, Source(Path("a.gz"), "").suffix
        ('.jsonl', '')
        """
        if self.reading.format and self.is_named:
            return f".{self.reading.format}"
        suffixes = [suffix.lower() for suffix in PurePosixPath(self.member or self.path).suffixes[-2:]]
        if suffixes and suffixes[-1] in PACKINGS:
            suffixes.pop()
        elif suffixes:
            suffixes = suffixes[-1:]
        return suffixes[-1] if suffixes else ""

    @contextmanager
    def opened(self, on_progress: Progress) -> Iterator[io.BufferedReader]:
        """The unpacked bytes, as a buffered stream."""
        if self.is_standard_input:
            with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as file:
                stream: io.BufferedReader = io.BufferedReader(_Counted(file, 0, on_progress), _BUFFER_BYTES)
                yield unpacked(stream, packing_of(stream.peek(4)), Allowance(lambda: sys.maxsize))
            return
        with self.path.open("rb", buffering=0) as file:
            size_bytes = os.fstat(file.fileno()).st_size
            counted = _Counted(file, size_bytes, on_progress)
            try:
                stream = io.BufferedReader(counted, _BUFFER_BYTES)
                yield unpacked(stream, self.path.suffix.lower(), Allowance(lambda: size_bytes))
            finally:
                counted.finish()


@lru_cache(16)
def _absolute(path: Path, _: str) -> str:
    """The path below the working folder, which is named so that another one gets another answer."""
    return printable(path.absolute())


def unpacked(stream: io.BufferedReader, suffix: str, allowance: Allowance) -> io.BufferedReader:
    """The stream itself, or what is packed in it where the suffix is of a packing."""
    unpack = PACKINGS.get(suffix)
    return io.BufferedReader(Unpacked(unpack(stream), allowance), _BUFFER_BYTES) if unpack else stream


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read, and never more than its size."""

    def __init__(self, file: io.FileIO, size_bytes: int, on_progress: Progress) -> None:
        self._file, self._left, self._on_progress = file, size_bytes, on_progress

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = self._file.readinto(buffer) or 0
        self._tell(count)
        return count

    def finish(self) -> None:
        """Tell the rest: what a reader leaves unread is done with, too."""
        self._tell(self._left)

    def _tell(self, count: int) -> None:
        if count := min(count, self._left):
            self._left -= count
            self._on_progress(count)


def printable(path: Path) -> str:
    r"""The path as text that can be stored and shown, even where the file system's bytes are no UTF-8.

    >>> printable(Path("Per\udcf3n.txt"))
    'Per\\xf3n.txt'
    """
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
