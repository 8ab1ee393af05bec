"""Lines of a table -> rows. A row that cannot be read costs itself only: reading goes on at the next line."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from search.ingest.record import ARTICLE_LIMIT_BYTES

_DELIMITERS = ",;\t|"
_NO_END = "a quotation mark is opened here and not closed."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and the line it begins in, 1-based; no cells but a reason where it cannot be read."""

    cells: tuple[str, ...]
    line: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int


def rows(texts: Iterator[str]) -> Iterator[Row]:
    r"""The rows that hold anything, the one with the names of the columns first; the others have as many cells.

    >>> [row.cells for row in rows(iter(['judul;isi\n', 'Gempa;"di Palu,\n', 'kata BMKG"\n']))]
    [('judul', 'isi'), ('Gempa', 'di Palu,\nkata BMKG')]
    """
    waiting = _Waiting(texts)
    first = waiting.taken()
    while first and not first.text.strip():
        first = waiting.taken()
    if first is None:
        return
    mark = delimiter(first.text)
    if first.text.lower().startswith("sep="):  # what Excel writes above the names
        mark = first.text[4:5]
    else:
        waiting.put_back([first])
    width = 0
    while line := waiting.taken():
        row = _row(line, waiting, mark, width)
        if any(row.cells) or row.reason:
            yield row
        width = width or len(row.cells)


def delimiter(line: str) -> str:
    r"""What divides the names of the columns; "," where nothing does.

    >>> delimiter('judul;"isi, lengkap";tanggal'), delimiter("judul\tisi"), delimiter("judul")
    (';', '\t', ',')
    """
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


class _Waiting:
    """Lines with their numbers; those that were read too far can be put back."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts, self._back = enumerate(texts, start=1), deque[_Line]()

    def taken(self) -> _Line | None:
        if self._back:
            return self._back.popleft()
        number, text = next(self._texts, (0, ""))
        return _Line(text, number) if number else None

    def put_back(self, lines: list[_Line]) -> None:
        self._back.extendleft(reversed(lines))


def _row(line: _Line, waiting: _Waiting, mark: str, width: int) -> Row:
    """The row that begins in a line, joined with the next ones where a quotation mark is open at its end."""
    cells = _cells(line.text, mark)
    joined = [line]
    if cells is None:
        joined += _until_closed(line, waiting)
        cells = _cells("".join(part.text for part in joined), mark)
    reason = _NO_END if cells is None else _misfit(cells, width)
    if not reason and cells is not None:
        return Row(tuple(cells[:width] if width else cells), line.number)
    waiting.put_back(joined[1:])
    return Row((), line.number, reason)


def _until_closed(line: _Line, waiting: _Waiting) -> list[_Line]:
    """The lines up to the one that makes the number of quotation marks even."""
    lines, quotes, size = list[_Line](), line.text.count('"'), len(line.text)
    while quotes % 2 and size <= ARTICLE_LIMIT_BYTES and (more := waiting.taken()):
        lines.append(more)
        quotes, size = quotes + more.text.count('"'), size + len(more.text)
    return lines


def _cells(text: str, mark: str) -> list[str] | None:
    """The cells of a row; None where its last quotation mark is open or stands amid a cell."""
    # For the whole process; the default of 131,072 is less than the longest articles.
    csv.field_size_limit(2 * ARTICLE_LIMIT_BYTES)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else ([] if not found else None)


def _misfit(cells: list[str], width: int) -> str:
    if not width or not any(cells) or (len(cells) >= width and not any(cells[width:])):
        return ""
    return f"has {len(cells)} cells, the first row has {width}: is a quotation mark or a delimiter missing?"
