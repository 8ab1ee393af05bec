"""A zip that has lost its end, and with it its list of members: what stands before the cut, read from the front.

Each member has a small header of its own before it (PKWARE APPNOTE 4.3.7), which is enough to unpack it.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from search.ingest.packing import DamagedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer  # public as collections.abc.Buffer only from Python 3.12 on

Opening = Callable[[], io.BufferedIOBase]

LOCKED, _SIZES_FOLLOW = 0x01, 0x08  # general purpose bits 0 and 3
_HEADER = struct.Struct("<4s5H3L2H")
_SIGNATURE = b"PK\x03\x04"
# Behind the members stands their list; where it is damaged, the members are still whole.
_BEHIND = (b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
_DESCRIPTOR = b"PK\x07\x08"
_STEP_BYTES = 64 * 1024


def listed_from_front(stream: io.BufferedReader) -> Iterator[tuple[ZipInfo, Opening]]:
    """The members and how to open each; each must be read before the next is asked for.

    Raises:
        DamagedError: In place of the next member, where the file is cut or is no zip.
    """
    stream.seek(0)
    if stream.peek(4)[:4] != _SIGNATURE:
        raise DamagedError("is damaged, or not packed at all")
    while True:
        header = stream.read(_HEADER.size)
        if header[:4] == _DESCRIPTOR:  # CRC and two sizes, in four or (zip64) eight bytes each
            stream.seek(16 - len(header), io.SEEK_CUR)
            if stream.peek(2)[:2] != b"PK":
                stream.seek(8, io.SEEK_CUR)
            continue
        if header[:4] in _BEHIND or len(header) < _HEADER.size or header[:4] != _SIGNATURE:
            raise DamagedError("ends too early")
        member = _Member(stream, *_info(stream, header))
        yield member.info, lambda member=member: io.BufferedReader(member)  # type: ignore[misc]  # bound now, not later
        if member.is_cut:  # whoever read it has said so
            return
        member.finish()


def _info(stream: io.BufferedReader, header: bytes) -> tuple[ZipInfo, int | None]:
    """A member's name and method, and its packed size, None where only its end tells."""
    _, _, flags, method, _, _, _, packed_bytes, _, name_bytes, extra_bytes = _HEADER.unpack(header)
    name = stream.read(name_bytes).decode("utf-8" if flags & 0x800 else "cp437", "replace")
    stream.read(extra_bytes)
    info = ZipInfo(name or "?")
    info.flag_bits, info.compress_type = flags, method
    is_open = bool(flags & _SIZES_FOLLOW) or packed_bytes == 0xFFFFFFFF
    return info, None if is_open else packed_bytes


class _Member(io.RawIOBase):
    """The unpacked bytes of one member; ends where the member does, and raises EOFError where the file ends first."""

    def __init__(self, stream: io.BufferedReader, info: ZipInfo, size_bytes: int | None) -> None:
        self.info, self.is_cut = info, False
        self._stream, self._left, self._is_sized = stream, size_bytes or 0, size_bytes is not None
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._waiting, self._has_ended = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        content = b"" if self._has_ended else self._next(len(view))
        view[: len(content)] = content
        self._has_ended = not content
        return len(content)

    def finish(self) -> None:
        """Go to the member's end, whatever has been read of it. Raises DamagedError where the file ends first."""
        try:
            while not (self._has_ended or self._is_sized):
                self._has_ended = not self._next(_STEP_BYTES)
        except (EOFError, zlib.error) as error:
            raise DamagedError("ends too early") from error
        self._stream.seek(self._left, io.SEEK_CUR)

    def _next(self, size_bytes: int) -> bytes:
        if self.info.compress_type == ZIP_STORED and self._is_sized:
            return self._packed(size_bytes) if self._left else b""
        if self.info.compress_type != ZIP_DEFLATED:
            raise zlib.error("neither stored nor deflated")
        while not self._inflater.eof:
            content = self._inflater.decompress(self._waiting or self._packed(_STEP_BYTES), size_bytes)
            self._waiting = self._inflater.unconsumed_tail
            if content:
                return content
        if not self._is_sized:  # what was read too far is of the next member
            self._stream.seek(-len(self._inflater.unused_data), io.SEEK_CUR)
        return b""

    def _packed(self, size_bytes: int) -> bytes:
        content = self._stream.read(min(size_bytes, self._left) if self._is_sized else size_bytes)
        if not content:
            self.is_cut = True
            raise EOFError
        self._left -= len(content) if self._is_sized else 0
        return content
