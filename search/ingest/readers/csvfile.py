"""Reader for tables: one article a row, the columns named by the first row.

The names are those that records may use, in any case and with any spaces; `--map body=COLUMN` names others.
"""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from search.ingest.encoding import SAMPLE_BYTES, narrow, signature
from search.ingest.fields import known_key
from search.ingest.lines import lines
from search.ingest.readers.jsonlines import PROBLEM_LIMIT
from search.ingest.record import Record, keyed_record
from search.ingest.repairs import Repairs
from search.ingest.rows import Row, rows
from search.ingest.source import Source
from search.model import Json, Problem


def csv_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of a table, and a problem for each run of lines that are no row."""
    if kind := signature(stream.peek(SAMPLE_BYTES)):
        yield Problem(source.named, f"looks like a binary file ({kind}), not a table: not read.")
        return
    repairs = Repairs()
    table = rows(_texts(stream, repairs))
    header = next(table, None)
    if header is None:
        yield Problem(source.named, "is empty.")
    elif reason := _unusable(source, header):
        yield Problem(source.named, reason, line=header.line)
    else:
        found = _limited(source, _records(source, table, _keys(header.cells)))
        first = next(found, Problem(source.named, "has no row below the names of its columns."))
        yield from itertools.chain([first], found)
    yield from repairs.problems(source.named)


def _texts(stream: io.BufferedReader, repairs: Repairs) -> Iterator[str]:
    for number, line in enumerate(lines(stream), start=1):
        text = narrow(line)
        if text.encoding != "utf-8":
            # What Excel writes by default; nothing is lost by it unless a byte has no letter.
            repairs.add(f"is not valid UTF-8: read as {text.encoding}", number, is_lossless="\ufffd" not in text.text)
        yield text.text.replace("\x00", "")


def _keys(names: Sequence[str]) -> tuple[str, ...]:
    """The keys of the columns; a column without a name is called by its number, the second of a name gets a 2.

    >>> _keys(["Judul", "Isi Berita", "", "judul"])
    ('judul', 'isi_berita', 'column 3', 'judul 2')
    """
    keys, seen = [], Counter[str]()
    for number, name in enumerate(names, start=1):
        key = known_key(name) or name.strip() or f"column {number}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key} {seen[key]}")
    return tuple(keys)


def _unusable(source: Source, header: Row) -> str:
    """Why nothing can be read below this header, "" where something can."""
    if header.reason:
        return header.reason
    keys = _keys(header.cells)
    if unmet := source.reading.unmet(iter(header.cells)):
        return f'has no column "{unmet[0]}". Its columns are: {_listed(header.cells)}.'
    fields = source.reading.mapped(dict.fromkeys(keys, "x"))
    if not {known_key(key) for key in fields} - {""}:
        return f"no column has a name that is known: {_listed(header.cells)}. Name the text's: --map body=COLUMN."
    return ""


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name.strip() or "(no name)" for name in names[:20])
    return shown if len(shown) <= 200 else f"{shown[:200]}…"


def _records(source: Source, table: Iterator[Row], keys: Sequence[str]) -> Iterator[Record | Row]:
    """A record for each row, and the rows that give none, with the reason."""
    for row in table:
        try:
            if row.reason:
                raise ValueError(row.reason)
            fields: dict[str, Json] = {key: cell for key, cell in zip(keys, row.cells, strict=False) if cell.strip()}
            if fields:
                yield keyed_record(source, fields, row.line)
        except ValueError as error:
            yield Row((), row.line, str(error))


def _limited(source: Source, found: Iterator[Record | Row]) -> Iterator[Record | Problem]:
    """Records as they come; of rows that follow each other and give none one problem, and not too many of these."""
    count, run = 0, list[Row]()

    def told() -> Iterator[Problem]:
        if run and count <= PROBLEM_LIMIT:
            others = f" So is what follows up to line {run[-1].line:,}." if run[-1].line != run[0].line else ""
            yield Problem(source.named, f"{run[0].reason} Not read.{others}", line=run[0].line)

    for item in found:
        if isinstance(item, Row):
            run = [run[0] if run else item, item]
            continue
        count += bool(run)
        yield from told()
        run = []
        yield item
    count += bool(run)
    yield from told()
    if count > PROBLEM_LIMIT:
        yield Problem(source.named, f"{count - PROBLEM_LIMIT:,} more places cannot be read.")
