"""Reader for WARC, the archives of web crawlers: one article for each HTML page that was fetched with success."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

from search.ingest.encoding import SAMPLE_BYTES, decoded
from search.ingest.extras import extra
from search.ingest.markup.page import PAGE_LIMIT_BYTES, PageError, page
from search.ingest.record import Record, page_record
from search.ingest.source import Source
from search.model import Problem

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_STEP_BYTES = 64 * 1024
# The line that opens a record, by which reading finds on behind a damaged place
_OPENS = re.compile(rb"\nWARC/[01]\.\d+\r?\n")
_LONGEST_OPENING = 16
_OPENS_ARC = b"filedesc:"


def warc_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of the pages, one problem for all pages without any, and one where the file is cut or damaged."""
    seen = _Seen()
    try:
        for response in _responses(stream):
            if response is None:
                seen.damages += 1
            elif _is_page(response):
                yield from seen.told(source, response)
    except _DamagedWarcError:
        seen.reason = "is no WARC, or damaged"
    except (EOFError, _CutWarcError):
        seen.reason = "ends too early: fetch it again"
    yield from seen.problems(source)


class _DamagedWarcError(Exception):
    """The records cannot be told apart any more."""


class _CutWarcError(Exception):
    """The file ends within the head of a record."""


class _Seen:
    """Keeps count of one file, to tell in a line or two what was wrong with it."""

    def __init__(self) -> None:
        self.damages, self.reason = 0, ""
        self._articles, self._empty = 0, list[str]()

    def told(self, source: Source, response: ArcWarcRecord) -> Iterator[Record]:
        """The article of a page, if it holds one."""
        address = (response.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        try:
            record = _record(source, response, address)
        except PageError as error:
            self._empty.append(f"{address} {error}")
        else:
            self._articles += 1
            yield record

    def problems(self, source: Source) -> Iterator[Problem]:
        pages = self._articles + len(self._empty)
        if self.reason:
            yield Problem(source.named, f"{self.reason}. Pages read before that: {pages:,}.")
        elif self.damages:
            places = "1 place" if self.damages == 1 else f"{self.damages:,} places"
            yield Problem(source.named, f"is damaged in {places}: what stands there is lost. Pages read: {pages:,}.")
        elif not pages:
            yield Problem(source.named, "holds no HTML page.")
        if self._empty:
            others = f" So do {len(self._empty) - 1:,} more of its {pages:,} pages." if len(self._empty) > 1 else ""
            yield Problem(source.named, f"{self._empty[0]}{others}")


class _Blocks:
    """The stream as warcio reads it; what it has read too far can be put back."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self._back = stream, b""

    def read(self, size: int = -1, /) -> bytes:
        content, self._back = self._back, b""
        return content or self._stream.read1(size)

    def is_at_next_record(self, unused: bytes) -> bool:
        """Go on to the next line that opens a record, from the bytes that warcio left; False where there is none."""
        content = b"\n" + unused
        while not (match := _OPENS.search(content)):
            more = self._stream.read1(_STEP_BYTES)
            if not more:
                return False
            content = content[-_LONGEST_OPENING:] + more
        self._back = content[match.start() + 1 :]
        return True


def _iterator(blocks: _Blocks, *, is_arc: bool) -> ArchiveIterator:
    """The iterator of warcio, without its warnings, and one that knows the end of a file from the end of a record."""
    with extra("warc"):
        from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]  # published without types
        INC_RECORD = ""

        def _next_record(self, opening: bytes | None) -> ArcWarcRecord:
            try:
                record = super()._next_record(opening)
            except EOFError as error:  # within a head it would pass for the end of the records
                raise (_CutWarcError if opening else EOFError) from error
            # Without a length all that follows would be of this record.
            if not (record.rec_headers.get_header("Content-Length") or "").strip().isdigit():
                raise ValueError(opening) if self.reader.read(1) else _CutWarcError
            return record

    return Quiet(blocks, arc2warc=is_arc)


def _responses(stream: io.BufferedReader) -> Iterator[ArcWarcRecord | None]:
    """The records one by one, None for a damaged place.

    Raises:
        EOFError, _CutWarcError: The file ends within a record, be it of a page or not.
        _DamagedWarcError: No record follows a damaged place.
    """
    with extra("warc"):
        from warcio.exceptions import ArchiveLoadFailed

    # It warns of every small fault, and of records with a wrong length on stderr, three lines each.
    logging.getLogger("warcio").setLevel(logging.CRITICAL)

    # Almost any line reads like the head of a record of ARC, the older format: not to be looked for in a damaged WARC.
    blocks, is_arc = _Blocks(stream), stream.peek(len(_OPENS_ARC)).startswith(_OPENS_ARC)
    while True:
        found = _iterator(blocks, is_arc=is_arc)
        try:
            while response := next(found, None):
                yield response
                _pass(response)
            yield from [None] * found.err_count  # records of another length than they say, which it got over
            return
        # Of damaged files it also raises what Python raises where something is not what it should be.
        except (ArchiveLoadFailed, AttributeError, LookupError, TypeError, ValueError) as error:
            unused = found.reader.read(found.reader.rem_length()) if found.reader else b""
            if not blocks.is_at_next_record(unused):
                raise _DamagedWarcError from error
        yield None


def _pass(response: ArcWarcRecord) -> None:
    """Go to the end of a record. Raises EOFError where the file ends first."""
    while response.raw_stream.read(_STEP_BYTES):
        continue
    if getattr(response.raw_stream, "limit", 0):  # bytes that the record lacks of what its header promised
        raise EOFError


def _is_page(response: ArcWarcRecord) -> bool:
    if response.rec_type != "response" or response.http_headers is None:
        return False
    kind = response.http_headers.get_header("Content-Type") or ""
    return response.http_headers.get_statuscode() == "200" and _HTML.match(kind) is not None


def _content(response: ArcWarcRecord) -> bytes:
    """The bytes of a page. Raises PageError, and EOFError where the file ends within it."""
    try:
        with redirect_stderr(io.StringIO()):  # where it writes of pages that are packed wrongly
            content = bytes(response.content_stream().read(PAGE_LIMIT_BYTES + 1))
    except (ValueError, zlib.error) as error:
        raise PageError("is packed in a way that cannot be read.") from error
    _pass(response)
    if decoded(content[:SAMPLE_BYTES]) is None:  # warcio hands on as it is what it cannot unpack
        raise PageError("is no text, or packed in a way that cannot be read.")
    return content


def _record(source: Source, response: ArcWarcRecord, address: str) -> Record:
    """The article of a page. Raises PageError, and EOFError where the file ends within it."""
    content = _content(response)
    charset = _CHARSET.search(response.http_headers.get_header("Content-Type") or "")
    said = page(content, url=address, charset=charset[1] if charset else "")
    fields = dict(said.fields) | {"fetched": response.rec_headers.get_header("WARC-Date")}
    return page_record(source, fields, said.origins, is_file=False)
