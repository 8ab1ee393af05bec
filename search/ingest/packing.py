"""Packed files: how their streams are unpacked, and when unpacking stops.

Every library's own way to say "damaged" becomes DamagedError; a bomb becomes BombError after a bounded number of bytes.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from zipfile import BadZipFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer  # public as collections.abc.Buffer only from Python 3.12 on

# The development corpora as JSON Lines shrink to a third by gzip; bombs to a thousandth, the most that deflate can, or
# by zstd to much less. Tables of nearly equal rows lie between.
RATIO_LIMIT = 200
# So much may come out of anything: one article is at most 4 MiB.
ALWAYS_ALLOWED_BYTES = 64 * 1024 * 1024


class DamagedError(Exception):
    """A packed stream that ends too early or holds what its format does not allow."""


class BombError(Exception):
    """A packed stream that unpacks to far more than any text does."""

    def __init__(self) -> None:
        super().__init__(
            f"unpacks to more than {RATIO_LIMIT} times its size, as no text does: not read on. Unpack it yourself."
        )


class Allowance:
    """How much may still be unpacked, for one file or for all the files of one zip."""

    def __init__(self, packed_bytes: Callable[[], int]) -> None:
        self._packed_bytes, self._unpacked = packed_bytes, 0

    @property
    def is_spent(self) -> bool:
        """Whether more was unpacked than any text has in so few bytes."""
        return self._unpacked > max(ALWAYS_ALLOWED_BYTES, RATIO_LIMIT * self._packed_bytes())

    def take(self, count: int) -> None:
        """Count unpacked bytes. Raises BombError where they are too many for what was packed."""
        self._unpacked += count
        if self.is_spent:
            raise BombError


class Unpacked(io.RawIOBase):
    """An unpacking stream read in single steps, so that a damaged file gives all that comes before the damage."""

    def __init__(self, stream: io.BufferedIOBase, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Unpack one step. Raises DamagedError and BombError."""
        view = memoryview(buffer)
        try:
            content = self._stream.read1(len(view))
        except EOFError as error:
            raise DamagedError("ends too early") from error
        except (zlib.error, gzip.BadGzipFile, BadZipFile, RuntimeError, NotImplementedError) as error:
            raise DamagedError("is damaged, or not packed at all") from error
        self._allowance.take(len(content))
        view[: len(content)] = content
        return len(content)


def _gzip(stream: io.BufferedReader) -> io.BufferedIOBase:
    return gzip.GzipFile(fileobj=stream)


def _zstd(stream: io.BufferedReader) -> io.BufferedIOBase:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    class Zstd(zstd.ZstdFile):
        """A zstd stream that says as the others do that it is damaged."""

        def read1(self, size: int | None = -1, /) -> bytes:
            try:
                return super().read1(size)
            except zstd.ZstdError as error:
                raise zlib.error(str(error)) from error

    return Zstd(stream)


# suffix of a packed file -> how to unpack its stream
PACKINGS: Mapping[str, Callable[[io.BufferedReader], io.BufferedIOBase]] = {".gz": _gzip, ".zst": _zstd}
_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


def packing_of(content: bytes) -> str:
    r"""The suffix that packed bytes would have, "" where they are not packed.

    >>> packing_of(b"\x1f\x8b\x08"), packing_of(b"Gempa di Palu")
    ('.gz', '')
    """
    return next((suffix for start, suffix in _MAGIC.items() if content.startswith(start)), "")
