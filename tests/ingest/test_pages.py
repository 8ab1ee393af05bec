"""Files as archives hold them (tests/ingest/pages), against the documents that a reader would make of them.

`pages/expected.json`: file -> its documents and its problems. A field that is not named there is empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from search.ingest import Reading, Record, document, records
from search.model import Document

PAGES = Path(__file__).parent / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
# Files whose names do not say all
READINGS = {"csv/petakan.csv": Reading(mapping={"id": "kode", "title": "kepala", "body": "naskah"})}


def said(made: Document) -> dict[str, Any]:
    """A document as the table of expectations writes it."""
    fields = {
        "id": made.id,
        "title": made.title,
        "published": str(made.published),
        "dated by": made.published.origin,
        "source": made.source,
        "byline": made.byline,
        "editor": made.editor,
        "credit": made.credit,
        "places": list(made.places),
        "section": made.section,
        "language": made.language,
        "url": made.url,
        "body": made.body.split("\n\n"),
        "removed": list(made.removed),
        "extra": dict(made.extra),
    }
    return {name: value for name, value in fields.items() if value}


def found(name: str) -> dict[str, list[Any]]:
    """What is read of a file, in the table's form."""
    items = list(records([PAGES / name], reading=READINGS.get(name, Reading())))
    problems = [str(item).replace(f"{PAGES}/", "") for item in items if not isinstance(item, Record)]
    return {"documents": [said(document(item)) for item in items if isinstance(item, Record)], "problems": problems}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_the_documents_that_a_reader_sees(name: str) -> None:
    assert found(name) == EXPECTED[name]


def test_every_file_of_the_set_is_expected_to_be_something() -> None:
    names = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*") if path.is_file()}
    assert names - {"expected.json"} == set(EXPECTED)
    assert len(names) > 40


def test_no_file_of_the_set_is_told_of_twice() -> None:
    """One line for each thing that is wrong: its place is in the line."""
    lines = [line for one in EXPECTED.values() for line in one["problems"]]
    assert lines
    assert len(set(lines)) == len(lines)
    assert not [line for line in lines if "\n" in line]


def test_a_folder_dates_what_says_nothing_itself() -> None:
    made = {item.id: document(item) for item in records([PAGES / "html"]) if isinstance(item, Record)}
    dated = made["2015/11/27/tanpa-tanggal.html"].published
    assert (str(dated), dated.origin) == ("2015-11-27", "file")


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith("html/")])
def test_nothing_of_a_page_is_run_or_fetched_and_no_script_reaches_the_text(name: str) -> None:
    for made in found(name)["documents"]:
        text = " ".join(made["body"])
        assert not [word for word in ("alert(", "jahat.example", "muat()", "/etc/passwd", "onerror") if word in text]
