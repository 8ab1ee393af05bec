"""Reader for JSON Lines: one article a line, read one line at a time.

A line that cannot be read costs that line only, and is named by its number.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from search.ingest.encoding import SAMPLE_BYTES, signature
from search.ingest.jsonobject import json_record
from search.ingest.lines import lines
from search.ingest.record import Record
from search.ingest.repairs import Repairs
from search.ingest.source import Source
from search.model import Problem

# Each broken line is named up to here, so that a wrong file of a million lines is a thousand and one problems.
PROBLEM_LIMIT = 1000


def json_lines(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The articles of a JSON Lines file, and a problem for each line that holds none."""
    if kind := signature(stream.peek(SAMPLE_BYTES)):
        yield Problem(source.named, f"looks like a binary file ({kind}), not JSON Lines: not read.")
        return
    broken, filled, number, repairs = 0, 0, 0, Repairs()
    for number, line in enumerate(lines(stream), start=1):
        if not line.strip():
            continue
        filled += 1
        try:
            yield json_record(source, line, number, repairs)
        except ValueError as error:
            broken += 1
            if broken <= PROBLEM_LIMIT:
                yield Problem(source.named, str(error), line=number)
    if broken > PROBLEM_LIMIT:
        yield Problem(source.named, f"{broken - PROBLEM_LIMIT:,} more lines (up to line {number:,}) cannot be read.")
    if not filled:
        yield Problem(source.named, "is empty.")
    yield from repairs.problems(source.named)
