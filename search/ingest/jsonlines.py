"""Reader for JSON Lines: one article a line, read one line at a time.

A line that cannot be read costs that line only, and is named by its number.
"""

from __future__ import annotations

import codecs
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator

from search.ingest.encoding import MARKED_UTF8, SAMPLE_BYTES, narrow, signature, wide_encoding
from search.ingest.fields import has_article, record_id
from search.ingest.record import ARTICLE_LIMIT_BYTES, TOO_LONG, Record, canonical, content_hash, digest
from search.ingest.source import Source
from search.model import Json, Problem

# Far beyond any article (schema.org nests 4 deep) and far below the 1,000 calls that Python allows.
DEPTH_LIMIT = 64
# Each broken line is named up to here, so that a wrong file of a million lines is a thousand and one problems.
PROBLEM_LIMIT = 1000

_SURROGATE = re.compile("[\ud800-\udfff]")
_SKIP_BYTES = 1024 * 1024


def json_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of a JSON Lines file, and a problem for each line that holds none."""
    if kind := signature(stream.peek(SAMPLE_BYTES)):
        yield Problem(source.named, f"looks like a binary file ({kind}), not JSON Lines: not read.")
        return
    broken, filled, number, repairs = 0, 0, 0, _Repairs()
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        filled += 1
        try:
            yield _record(source, line, number, repairs)
        except ValueError as error:
            broken += 1
            if broken <= PROBLEM_LIMIT:
                yield Problem(source.named, str(error), line=number)
    if broken > PROBLEM_LIMIT:
        yield Problem(source.named, f"{broken - PROBLEM_LIMIT:,} more lines (up to line {number:,}) cannot be read.")
    if not filled:
        yield Problem(source.named, "is empty.")
    yield from repairs.problems(source.named)


class _Repairs:
    """What was mended in a file: the first line and the number of lines, by kind."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}

    def add(self, kind: str, line: int) -> None:
        self._lines.setdefault(kind, [line, 0])[1] += 1

    def problems(self, path: str) -> Iterator[Problem]:
        """One problem for each kind, though the articles are kept: their writer should know."""
        for kind, (first, count) in self._lines.items():
            others = f" (and in {count - 1:,} more lines)" if count > 1 else ""
            yield Problem(path, f"{kind}{others}; the text is kept.", line=first)


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """The lines, those of wide encodings turned to UTF-8; of a line over the limit, a little more than the limit."""
    read = _line_reader(stream)
    while line := read(ARTICLE_LIMIT_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = read(_SKIP_BYTES)


def _line_reader(stream: io.BufferedReader) -> Callable[[int], bytes]:
    """What reads the next line, or as much of it as it is told; without the byte order mark."""
    wide = wide_encoding(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES])
    if wide is None or wide == MARKED_UTF8:
        stream.read(len(codecs.BOM_UTF8) if wide else 0)
        return stream.readline
    text = io.TextIOWrapper(stream, wide, errors="replace", newline="\n")
    return lambda limit: text.readline(limit).encode()


def _record(source: Source, line: bytes, number: int, repairs: _Repairs) -> Record:
    """The article of one line. Raises ValueError with the reason where there is none."""
    if len(line) > ARTICLE_LIMIT_BYTES:
        raise ValueError(f"is {TOO_LONG} into articles.")
    fields = _object(line, number, repairs)
    if not has_article(fields):
        raise ValueError("has neither text nor title.")
    content = canonical(fields)
    return Record(record_id(fields) or content_hash(content), digest(content), source.file, number, fields)


def _object(line: bytes, number: int, repairs: _Repairs) -> dict[str, Json]:
    text = narrow(line)
    if text.encoding != "utf-8" or ("\ufffd" in text.text and b"\xef\xbf\xbd" not in line):
        repairs.add("is not valid UTF-8: the odd bytes were read as Windows-1252 or as U+FFFD", number)
    try:
        value = _DECODER.decode(text.text.rstrip())
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg}, character {error.pos + 1:,}).") from error
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except ValueError as error:  # a number of more digits than Python reads
        raise ValueError(f"is not JSON that can be read ({error}).") from error
    if not isinstance(value, dict):
        raise ValueError('is not a JSON object. Write {"title": ..., "text": ...} on one line.')
    if line.count(b"[") + line.count(b"{") > DEPTH_LIMIT and _depth(value) > DEPTH_LIMIT:
        raise ValueError(_TOO_DEEP)
    if b"\\u" in line and _SURROGATE.search(printed := _PLAIN.encode(value)):
        repairs.add("holds half a character (a lone surrogate), now U+FFFD", number)
        return dict(json.loads(_SURROGATE.sub("\ufffd", printed)))
    return value


def _finite(digits: str) -> float | str:
    """A number too big for a float stays as it was printed: JSON has no infinity."""
    return number if math.isfinite(number := float(digits)) else digits


def _depth(value: Json) -> int:
    """How deep lists and objects stand in each other, counted without recursion."""
    level, depth = [value], 0
    while level := [part for value in level for part in _parts(value)]:
        depth += 1
    return depth


def _parts(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_DECODER = json.JSONDecoder(parse_constant=str, parse_float=_finite)  # NaN, Infinity: kept as words
_PLAIN = json.JSONEncoder(ensure_ascii=False)
_TOO_DEEP = f"nests lists or objects more than {DEPTH_LIMIT} deep: not an article."
