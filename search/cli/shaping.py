"""Results for programs: JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from search.answers import as_json, hit_as_json
from search.errors import SearchError
from search.model import Json, Page

# What a table shows where no fields are named; nested values stand in it as JSON.
COLUMNS = ("rank", "id", "title", "source", "published", "language", "url", "score", "snippet")


def shaped(page: Page, shape: str, fields: Sequence[str], language: str) -> str:
    """The page as "json", "jsonl" or "csv".

    Args:
        fields: Keys of a hit, in order; () for all, or for the usual columns of a table.

    Raises:
        SearchError: A hit has no such key.
    """
    if shape == "json":
        return json.dumps(as_json(page, language), ensure_ascii=False)
    rows = [_chosen(hit_as_json(hit, language), fields) for hit in page.hits]
    if shape == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return _table(rows, fields or COLUMNS)


def _chosen(hit: Mapping[str, Json], fields: Sequence[str]) -> Mapping[str, Json]:
    unknown = [name for name in fields if name not in hit and name not in ("copies", "copies_total", "numbers")]
    if unknown:
        raise SearchError(f'a hit has no field "{unknown[0]}". It has: {", ".join(hit)}.')
    return {name: hit.get(name) for name in fields} if fields else hit


def _table(rows: Sequence[Mapping[str, Json]], fields: Sequence[str]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(fields)
    table.writerows([_cell(row.get(name)) for name in fields] for row in rows)
    return out.getvalue().removesuffix("\n")


def _cell(value: Json) -> str:
    if isinstance(value, Mapping) and "text" in value:
        value = value["text"]
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
