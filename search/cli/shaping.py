"""Results for programs: JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from search.answers import as_json, hit_as_json
from search.model import Json, Page

# Keys of a hit, in the order of `hit_as_json`; the last three only where there is something to say.
KEYS = (
    *("rank", "id", "title", "title_derived", "source", "published", "language", "url", "score"),
    *("title_marks", "snippet", "why", "missing", "copies_total", "outlets", "copies", "numbers"),
)
# What a table shows where no fields are named; nested values stand in it as JSON.
COLUMNS = ("rank", "id", "title", "source", "published", "language", "url", "score", "snippet")


def shaped(page: Page, shape: str, fields: Sequence[str], language: str) -> str:
    """The page as "json", "jsonl" or "csv".

    Args:
        fields: Some of KEYS, in order; () for all, or for the usual columns of a table.
    """
    if shape == "json":
        return json.dumps(as_json(page, language), ensure_ascii=False)
    rows = [hit_as_json(hit, language) for hit in page.hits]
    if shape == "csv":
        return table([fields or COLUMNS, *(cells(row, fields or COLUMNS) for row in rows)])
    chosen = ({name: row.get(name) for name in fields} if fields else row for row in rows)
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in chosen)


def cells(hit: Mapping[str, Json], fields: Sequence[str]) -> list[str]:
    """The values of a hit as they stand in a table: a snippet as its text, words with commas, the rest as JSON."""
    return [_cell(hit.get(name)) for name in fields]


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180, with the line ends of Unix), without the last line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def _cell(value: Json) -> str:
    if isinstance(value, Mapping) and "text" in value:
        value = value["text"]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
