"""Reader for WARC, the archives of web crawlers: one article for each HTML page that was fetched with success."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from search.ingest.extras import extra
from search.ingest.markup.page import PAGE_LIMIT_BYTES, PageError, page
from search.ingest.record import Record, page_record
from search.ingest.source import Source
from search.model import Problem

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def warc_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of the pages, one problem for all pages without any, and one where the file ends too early."""
    pages, empty, reason = 0, list[str](), ""
    try:
        for response in filter(_is_page, _responses(stream)):
            pages += 1
            address = response.rec_headers.get_header("WARC-Target-URI") or ""
            try:
                yield _record(source, response, address.strip("<>"))
            except PageError as error:
                empty.append(f"{address} {error}")
    except _DamagedWarcError:
        reason = "is no WARC, or damaged"
    except EOFError:
        reason, pages = "ends too early: fetch it again", pages - 1
    if reason:
        yield Problem(source.named, f"{reason}. Pages read before that: {pages:,}.")
    elif not pages:
        yield Problem(source.named, "holds no HTML page.")
    if empty:
        others = f" So do {len(empty) - 1:,} more of its {pages:,} pages." if len(empty) > 1 else ""
        yield Problem(source.named, f"{empty[0]}{others}")


class _DamagedWarcError(Exception):
    """The records cannot be told apart any more."""


def _responses(stream: io.BufferedReader) -> Iterator[ArcWarcRecord]:
    with extra("warc"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    found = iter(ArchiveIterator(stream, arc2warc=True))
    while True:
        try:
            response = next(found, None)
        # Of damaged files it also raises what Python raises where something is not what it should be.
        except (ArchiveLoadFailed, AttributeError, LookupError, TypeError, ValueError) as error:
            raise _DamagedWarcError from error
        if response is None:
            return
        yield response


def _is_page(response: ArcWarcRecord) -> bool:
    if response.rec_type != "response" or response.http_headers is None:
        return False
    kind = response.http_headers.get_header("Content-Type") or ""
    return response.http_headers.get_statuscode() == "200" and _HTML.match(kind) is not None


def _record(source: Source, response: ArcWarcRecord, address: str) -> Record:
    """The article of a page. Raises PageError, and EOFError where the file ends within the page."""
    try:
        content = response.content_stream().read(PAGE_LIMIT_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise PageError("is packed in a way that cannot be read.") from error
    if len(content) <= PAGE_LIMIT_BYTES and response.raw_stream.read(1) == b"" and _missing(response):
        raise EOFError
    charset = _CHARSET.search(response.http_headers.get_header("Content-Type") or "")
    found = page(content, url=address, charset=charset[1] if charset else "")
    fields = dict(found.fields) | {"fetched": response.rec_headers.get_header("WARC-Date")}
    return page_record(source, fields, found.origins, is_file=False)


def _missing(response: ArcWarcRecord) -> int:
    """How many bytes the record lacks of what its header promised."""
    return int(getattr(response.raw_stream, "limit", 0))
