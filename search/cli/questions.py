"""Files of queries: lines of text, or a table with a column of them; read one by one, however many there are."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from search.errors import InputError

STDIN = Path("-")
QUERY_NAMES = ("query", "kueri", "q", "question", "pertanyaan")
ID_NAMES = ("id", "query_id", "qid", "no", "nomor")
_DELIMITERS = ",;\t|"  # a spreadsheet writes ";" where a comma divides whole numbers from fractions, as in Indonesia


@dataclass(frozen=True, slots=True)
class Question:
    """A query of a file; `id` is that of its row, or the number of its line."""

    id: str
    text: str


def questions(path: Path, *, kind: str = "", column: str = "") -> Iterator[Question]:
    """The queries of a file, in its order; lines without anything are passed over.

    Args:
        path: STDIN for standard input.
        kind: "csv", "tsv" or "txt"; "" for what the name says, and lines of text where it says nothing.
        column: The name of the column of queries; "" for one of QUERY_NAMES.

    Raises:
        InputError: The file cannot be read, or no column of queries is known.
    """
    kind = kind or path.suffix.lower().removeprefix(".")
    with _opened(path) as lines:
        try:
            yield from _of_table(lines, kind, column, path) if kind in ("csv", "tsv") else _of_lines(lines)
        except UnicodeDecodeError as error:
            raise InputError(path, "it is not UTF-8. Save it as UTF-8 first.") from error
        except csv.Error as error:
            raise InputError(path, f"this is no table: {error}.") from error


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path == STDIN:
        yield sys.stdin
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except OSError as error:
        raise InputError(path, f"{error.strerror}.") from error


def _of_lines(lines: TextIO) -> Iterator[Question]:
    return (Question(str(place), line.strip()) for place, line in enumerate(lines, start=1) if line.strip())


def _of_table(lines: TextIO, kind: str, column: str, path: Path) -> Iterator[Question]:
    first = lines.readline()
    delimiter = "\t" if kind == "tsv" else max(_DELIMITERS, key=first.count)
    rows: Iterator[list[str]] = csv.reader(chain([first], lines), delimiter=delimiter)
    head = next(rows, [])
    names = [cell.strip().lower() for cell in head]
    wanted = [column.lower()] if column else QUERY_NAMES
    query = next((names.index(name) for name in wanted if name in names), None)
    row_id = next((names.index(name) for name in ID_NAMES if name in names), None)
    if query is None:
        row_id, query = _without_head(head, column, path)
        rows = chain([head], rows)
    for place, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            cells = [*row, *[""] * (len(head) - len(row))]
            yield Question(cells[row_id].strip() if row_id is not None else str(place), cells[query].strip())


def _without_head(cells: Sequence[str], column: str, path: Path) -> tuple[int | None, int]:
    """Which columns are ids and queries where no head says so: one column of queries, or ids and queries."""
    if column or len(cells) > 2:
        wanted = column or QUERY_NAMES[0]
        known = ", ".join(cell.strip() for cell in cells if cell.strip())
        raise InputError(path, f'no column is named "{wanted}". There are: {known}. Choose one with --column.')
    return (None, 0) if len(cells) < 2 else (0, 1)

