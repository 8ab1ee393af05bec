"""One input file: its names, its opening (packed or not), and how much of it has been read.

Whatever happens while a file is read, the bytes told to `on_progress` add up to its size.
"""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer  # public as collections.abc.Buffer only from Python 3.12 on

Progress = Callable[[int], None]

# suffix of a packed file -> how to unpack its stream
PACKINGS: Mapping[str, Callable[[io.BufferedReader], io.BufferedIOBase]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
}
# A progress bar moves at most once a mebibyte, and disks like long reads.
_BUFFER_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: Where it is.
        id: Its path relative to the folder that was added, with "/".
        is_named: True where the user named the file itself, not a folder above it.
    """

    path: Path
    id: str
    is_named: bool = False

    @property
    def named(self) -> str:
        """The path as the user would write it, printable."""
        return printable(self.path)

    @property
    def file(self) -> str:
        """The absolute path, printable."""
        return printable(self.path.absolute())

    @property
    def suffix(self) -> str:
        """The ending that names the format, in lower case, without that of the packing.

        >>> Source(Path("a/Berita.JSONL.gz"), "").suffix, Source(Path("a.gz"), "").suffix
        ('.jsonl', '')
        """
        suffixes = [suffix.lower() for suffix in self.path.suffixes[-2:]]
        if suffixes and suffixes[-1] in PACKINGS:
            suffixes.pop()
        elif suffixes:
            suffixes = suffixes[-1:]
        return suffixes[-1] if suffixes else ""

    @contextmanager
    def opened(self, on_progress: Progress) -> Iterator[io.BufferedReader]:
        """The unpacked bytes, as a buffered stream."""
        with self.path.open("rb", buffering=0) as file:
            counted = _Counted(file, on_progress)
            try:
                stream: io.BufferedReader = io.BufferedReader(counted, _BUFFER_BYTES)
                unpack = PACKINGS.get(self.path.suffix.lower())
                yield io.BufferedReader(_Unpacked(unpack(stream)), _BUFFER_BYTES) if unpack else stream
            finally:
                counted.finish(os.fstat(file.fileno()).st_size)


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: io.FileIO, on_progress: Progress) -> None:
        self._file, self._on_progress, self._told = file, on_progress, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = self._file.readinto(buffer) or 0
        self._tell(count)
        return count

    def finish(self, size_bytes: int) -> None:
        """Tell the rest: what a reader leaves unread is done with, too."""
        self._tell(size_bytes - self._told)

    def _tell(self, count: int) -> None:
        if count > 0:
            self._told += count
            self._on_progress(count)


class _Unpacked(io.RawIOBase):
    """An unpacking stream read in single steps, so that a damaged file gives all that comes before the damage."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        content = self._stream.read1(len(view))
        view[: len(content)] = content
        return len(content)


def printable(path: Path) -> str:
    r"""The path as text that can be stored and shown, even where the file system's bytes are no UTF-8.

    >>> printable(Path("Per\udcf3n.txt"))
    'Per\\xf3n.txt'
    """
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
