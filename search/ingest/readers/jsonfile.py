"""Reader for JSON: a list of articles, one article, or several one after the other, cut apart without reading it all.

The cutter knows only strings and brackets; what it cuts out is read as a line of JSON Lines is. So a broken article
costs itself only, and memory holds one article.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.ingest.encoding import SAMPLE_BYTES, signature
from search.ingest.jsonobject import json_record
from search.ingest.lines import pieces
from search.ingest.readers.jsonlines import PROBLEM_LIMIT
from search.ingest.record import ARTICLE_LIMIT_BYTES, Record
from search.ingest.repairs import Repairs
from search.ingest.source import Source
from search.model import Problem

# Each cut moves the rest of a piece: small pieces, little to move
_PIECE_BYTES = 64 * 1024
_STRUCTURE = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_BETWEEN = b" \t\r\n,"
# Exports and interfaces wrap their list: {"status": "ok", "total": 2, "articles": [...]}
_WRAPPER = re.compile(
    rb'\s*\{(?:\s*"[^"\\]{0,99}"\s*:\s*(?:"[^"\\]{0,999}"|[-+.\w]{1,99})\s*,){0,20}'
    rb'\s*"(?:articles?|artikel|berita|data|docs|documents|entries|items|news|posts|records|results|rows)"\s*:\s*\[',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part of the file: what stands between the brackets of one article, or something that is none."""

    content: bytes
    line: int
    is_whole: bool = True


def json_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of a JSON file, and a problem for each part that is none."""
    if kind := signature(stream.peek(SAMPLE_BYTES)):
        yield Problem(source.named, f"looks like a binary file ({kind}), not JSON: not read.")
        return
    broken, found, repairs = 0, False, Repairs()
    for cut in _Cutter(pieces(stream, _PIECE_BYTES)).cuts():
        found = True
        try:
            if not cut.is_whole:
                raise ValueError("the file ends too early here: fetch it again.")
            yield json_record(source, cut.content, cut.line, repairs)
        except ValueError as error:
            broken += 1
            if broken <= PROBLEM_LIMIT:
                yield Problem(source.named, str(error), line=cut.line)
    if broken > PROBLEM_LIMIT:
        yield Problem(source.named, f"{broken - PROBLEM_LIMIT:,} more parts cannot be read.")
    if not found:
        yield Problem(source.named, "is empty.")
    yield from repairs.problems(source.named)


class _Cutter:
    """Cuts a stream at its top brackets; `_buffer` begins where the part begins that is being looked at."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._buffer, self._at, self._line = pieces, b"", 0, 1
        self._depth, self._is_list, self._is_string, self._is_wrapped = 0, False, False, False

    def cuts(self) -> Iterator[_Cut]:
        """The parts in order; white space and commas between them are none."""
        self._more()
        if match := _WRAPPER.match(self._buffer):
            self._pass(match.end())
            self._depth, self._is_list, self._is_wrapped = 1, True, True
        while True:
            if self._is_string:
                self._at = _IN_STRING.match(self._buffer, self._at).end()  # type: ignore[union-attr]  # matches ""
                if self._buffer[self._at : self._at + 1] == b'"':
                    self._at, self._is_string = self._at + 1, False
                elif not self._more():
                    break
            elif match := _STRUCTURE.search(self._buffer, self._at):
                yield from self._step(match[0], match.start())
            else:
                self._at = len(self._buffer)
                if not self._more():
                    break
        yield from self._rest()

    def _step(self, mark: bytes, place: int) -> Iterator[_Cut]:
        """Go past one bracket or quotation mark."""
        top = 1 if self._is_list else 0
        self._at = place + 1
        if mark == b'"':
            self._is_string = True
        elif mark in b"{[":
            if self._depth == top:
                yield from self._between(place)
            self._depth += 1
            if mark == b"[" and not top and self._depth == 1:
                self._pass(self._at)
                self._is_list = True
        elif self._depth > top:
            self._depth -= 1
            if self._depth == top:
                yield self._taken(self._at)
        else:  # the end of the list, or of its wrapper
            yield from self._between(place)
            self._pass(1)
            self._depth, self._is_list = 0, False
            if self._is_wrapped:  # what follows speaks of the list, not of articles
                self._buffer, self._at, self._pieces = b"", 0, iter(())

    def _between(self, end: int) -> Iterator[_Cut]:
        """What stands outside of all articles, up to `end`: it should be nothing."""
        if self._buffer[:end].strip(_BETWEEN):
            yield self._taken(end)
        else:
            self._pass(end)

    def _rest(self) -> Iterator[_Cut]:
        is_article = self._depth > (1 if self._is_list else 0)
        if self._buffer.strip(_BETWEEN):
            yield _Cut(self._buffer, self._line, is_whole=not is_article)
        elif self._is_list:
            yield _Cut(b"", self._line, is_whole=False)

    def _taken(self, end: int) -> _Cut:
        content, line = self._buffer[:end], self._line
        skipped = len(content) - len(content.lstrip(_BETWEEN))
        line += content.count(b"\n", 0, skipped)
        self._pass(end)
        return _Cut(content.strip(_BETWEEN), line)

    def _pass(self, count: int) -> None:
        self._line += self._buffer.count(b"\n", 0, count)
        self._buffer = self._buffer[count:]
        self._at = max(0, self._at - count)

    def _more(self) -> bool:
        """Read on. Of a part over the limit only a little more than the limit is kept: it will be refused."""
        piece = next(self._pieces, b"")
        if len(self._buffer) > ARTICLE_LIMIT_BYTES + 1 and self._at == len(self._buffer):
            self._line += self._buffer.count(b"\n", ARTICLE_LIMIT_BYTES + 1)
            self._buffer = self._buffer[: ARTICLE_LIMIT_BYTES + 1]
            self._at = len(self._buffer)
        self._buffer += piece
        return bool(piece)
