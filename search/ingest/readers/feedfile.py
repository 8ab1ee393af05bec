"""Reader for RSS and Atom: one article an entry, cut out one at a time, so that a feed may be as long as an archive.

Each entry is read by feedparser with the head of its feed before it; a broken entry costs itself only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ingest.encoding import SAMPLE_BYTES, signature
from search.ingest.extras import extra
from search.ingest.fields import has_article, record_id
from search.ingest.lines import pieces
from search.ingest.markup.fragment import fragment_text, is_fragment
from search.ingest.readers.jsonlines import PROBLEM_LIMIT
from search.ingest.record import ARTICLE_LIMIT_BYTES, TOO_LONG, Record, canonical, content_hash, digest
from search.ingest.source import Source
from search.model import Json, Problem

if TYPE_CHECKING:
    import feedparser

_PIECE_BYTES = 256 * 1024
# The head holds the feed's name, logo and links.
_HEAD_LIMIT_BYTES = 256 * 1024
_ROOT = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)\b", re.IGNORECASE)
_OPENS = re.compile(rb"<(item|entry)(?=[\s>])", re.IGNORECASE)
# What stands in CDATA or a comment closes nothing
_CLOSES = re.compile(rb"<!\[CDATA\[|<!--|</(?:item|entry)\s*>", re.IGNORECASE)
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


# "Warta Hulu - Terkini": which of the outlet's feeds this is
_LABEL = re.compile(r"\s+[-–|:»]\s+(?:berita\s+)?(?:terkini|terbaru|latest\b.*|rss\b.*|feed|umpan)\s*\Z", re.IGNORECASE)


class _NoFeedError(Exception):
    """The file is something else; the message says what."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The bytes of an entry, tags included, and of the head of its feed; `line` is where it begins, 1-based."""

    content: bytes
    head: bytes
    line: int
    reason: str = ""


def feed_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of a feed, and a problem for each entry that holds none."""
    if kind := signature(stream.peek(SAMPLE_BYTES)):
        yield Problem(source.named, f"looks like a binary file ({kind}), not a feed: not read.")
        return
    seen = broken = 0
    try:
        for entry in _entries(pieces(stream, _PIECE_BYTES)):
            seen += 1
            try:
                yield _record(source, entry)
            except ValueError as error:
                broken += 1
                if broken <= PROBLEM_LIMIT:
                    yield Problem(source.named, str(error), line=entry.line)
    except _NoFeedError as error:
        yield Problem(source.named, f"{error}: not read.")
        return
    if broken > PROBLEM_LIMIT:
        yield Problem(source.named, f"{broken - PROBLEM_LIMIT:,} more entries cannot be read.")
    if not seen:
        yield Problem(source.named, "holds no entry.")


def _entries(pieces: Iterator[bytes]) -> Iterator[_Entry]:
    """The entries; raises _NoFeedError where the file does not begin like a feed."""
    buffer, line = b"", 1
    while not (match := _OPENS.search(buffer)) and len(buffer) <= _HEAD_LIMIT_BYTES and (more := next(pieces, b"")):
        buffer += more
    head = buffer[: match.start()] if match else buffer
    if not _ROOT.search(head):
        raise _NoFeedError("is neither RSS nor Atom")
    if b"<!ENTITY" in head:  # a few of these grow to gigabytes ("billion laughs"), or name files of this machine
        raise _NoFeedError("declares entities of its own, which no feed needs")
    while match:
        line += buffer.count(b"\n", 0, match.start())
        buffer = buffer[match.start() :]
        end = _end(buffer, 0)
        while end is None and len(buffer) <= ARTICLE_LIMIT_BYTES and (more := next(pieces, b"")):
            buffer += more
            end = _end(buffer, 0)
        if end is None:
            is_long = len(buffer) > ARTICLE_LIMIT_BYTES
            reason = f"is {TOO_LONG}." if is_long else "the feed ends too early here: fetch it again."
            yield _Entry(b"", head, line, reason)
            end = len(match[0])  # the next one may be whole
        else:
            yield _Entry(buffer[:end], head, line)
        line += buffer.count(b"\n", 0, end)
        buffer = buffer[end:]
        while not (match := _OPENS.search(buffer)) and (more := next(pieces, b"")):
            line += buffer.count(b"\n", 0, max(0, len(buffer) - 16))
            buffer = buffer[-16:] + more  # 16: longer than any tag that opens an entry


def _end(buffer: bytes, start: int) -> int | None:
    """Where the entry ends that begins the buffer; None where more must be read."""
    while match := _CLOSES.search(buffer, start):
        mark = next((end for opens, end in _ENDS.items() if opens == match[0].upper()), None)
        if mark is None:
            return match.end()
        place = buffer.find(mark, match.end())
        if place < 0:
            return None
        start = place + len(mark)
    return None


def _record(source: Source, entry: _Entry) -> Record:
    if entry.reason:
        raise ValueError(entry.reason)
    fields = _fields(entry)
    if not has_article(fields):
        raise ValueError("has neither text nor title.")
    content = canonical(fields)
    origins = dict.fromkeys(fields, "feed")
    known = record_id(fields) or content_hash(content)
    return Record(known, digest(content), source.file, entry.line, fields, origins=origins)


def _parsed(entry: _Entry) -> feedparser.FeedParserDict:
    """What feedparser makes of a feed of this one entry. Raises ValueError where that is nothing."""
    with extra("feeds"):
        import feedparser
    root = _ROOT.search(entry.head)
    name = root[0][1:] if root else b"rss"
    close = b"</channel></rss>" if name.lower() == b"rss" else b"</" + name + b">"
    # Bytes in memory only: a string might be taken for an address and fetched.
    content = io.BytesIO(entry.head + entry.content + close)
    try:
        found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    # Of damaged feeds it also raises what Python raises where something is not what it should be.
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"is no entry that can be read ({type(error).__name__}).") from error
    if not found.entries:
        raise ValueError(f"is no entry that can be read ({found.get('bozo_exception', 'nothing in it')}).")
    return found


def _fields(entry: _Entry) -> dict[str, Json]:
    """The entry by the names of schema.org. Its language is not taken: templates say "en-US" of Indonesian feeds."""
    found = _parsed(entry)
    one = found.entries[0]
    title = one.get("title") or ""
    texts = [part.get("value") or "" for part in one.get("content", [])]
    tags = [tag.get("term") or "" for tag in one.get("tags", [])]
    fields = {
        "id": one.get("id"),
        "headline": fragment_text(title) if is_fragment(title) else title,
        "articleBody": max([*texts, one.get("summary") or ""], key=len),
        # By dict's own get: feedparser's would give "published" again, with a warning.
        "datePublished": one.get("published") or dict.get(one, "updated"),
        "author": one.get("author"),
        "publisher": _name(one.get("source") or {}) or _name(found.feed),
        "articleSection": tags[0] if tags else None,
        "keywords": tags[1:],
        "url": one.get("link"),
    }
    return {key: value for key, value in fields.items() if value}


def _name(feed: Mapping[str, Json]) -> str:
    """The outlet that a feed is of.

    >>> _name({"title": "Warta Hulu - Terkini"})
    'Warta Hulu'
    """
    return _LABEL.sub("", str(feed.get("title") or ""))
