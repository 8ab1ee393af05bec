"""A stream -> its lines or pieces as UTF-8 bytes, whatever encoding it is in; memory holds one of them."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator

from search.ingest.encoding import MARKED_UTF8, SAMPLE_BYTES, wide_encoding
from search.ingest.record import ARTICLE_LIMIT_BYTES

_SKIP_BYTES = 1024 * 1024


def lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """The lines, those of wide encodings turned to UTF-8; of a line over the limit, a little more than the limit."""
    text = _wide_text(stream)
    # A text stream counts letters; the few bytes more that they take do not matter for the limit.
    read: Callable[[int], bytes] = (lambda limit: text.readline(limit).encode()) if text else stream.readline
    while line := read(ARTICLE_LIMIT_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = read(_SKIP_BYTES)


def pieces(stream: io.BufferedReader, size_bytes: int) -> Iterator[bytes]:
    """The stream in pieces of about this size, those of wide encodings turned to UTF-8."""
    text = _wide_text(stream)
    read: Callable[[int], bytes] = (lambda limit: text.read(limit).encode()) if text else stream.read1
    while piece := read(size_bytes):
        yield piece


def _wide_text(stream: io.BufferedReader) -> io.TextIOWrapper | None:
    """The stream as text where its letters have more than a byte; else None, and the byte order mark is passed."""
    wide = wide_encoding(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES])
    if wide is None or wide == MARKED_UTF8:
        stream.read(len(codecs.BOM_UTF8) if wide else 0)
        return None
    return io.TextIOWrapper(stream, wide, errors="replace", newline="\n")
