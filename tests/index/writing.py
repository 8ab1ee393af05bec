"""What tests of updates share: files of records, and reports without their problems."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from search import Index
from search.model import AddReport, Json

Counts = tuple[int, int, int, int]


def lines(path: Path, records: Iterable[dict[str, Json]]) -> Path:
    """A file of JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def text(path: Path, body: str) -> Path:
    """A plain text file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")
    return path


def counts(report: AddReport) -> Counts:
    """Added, updated, unchanged, removed."""
    return report.added, report.updated, report.unchanged, report.removed


def ids(index: Index, query: str = "*") -> list[str]:
    """The ids of all matches, copies apart, sorted."""
    return sorted(document.id for document in index.documents(query))
