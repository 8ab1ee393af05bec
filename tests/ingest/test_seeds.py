"""The five seeds, against what a reader would say of each (tests/cases/seeds-metadata.json)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.ingest import Record, document, records
from search.model import Document, Json
from tests.conftest import CASES

GOLD = {name: said for name, said in json.loads((CASES / "seeds-metadata.json").read_text()).items() if name[0] != "_"}


@pytest.fixture(scope="module")
def documents(seeds: Path) -> dict[str, Document]:
    return {record.id: document(record) for record in records([seeds]) if isinstance(record, Record)}


@pytest.mark.parametrize(("name", "said"), GOLD.items(), ids=GOLD)
def test_a_seed_says_what_its_reader_sees(documents: dict[str, Document], name: str, said: dict[str, Json]) -> None:
    seed = documents[name]
    assert (seed.title, seed.title_derived) == (said["title"], said["title_derived"])
    assert list(seed.places) == said["place"]
    assert seed.source == said["source"]
    assert (str(seed.published) or None, seed.published.precision) == (said["published"], said["precision"])
    assert seed.editor == said["editor"]
    assert seed.credit == said.get("credit")
    assert seed.byline == said.get("byline")
    assert seed.language == said["language"]


@pytest.mark.parametrize(("name", "said"), GOLD.items(), ids=GOLD)
def test_a_seed_is_free_of_furniture_and_repetition(
    documents: dict[str, Document], name: str, said: dict[str, Json]
) -> None:
    seed = documents[name]
    for line in said["not_in_body"]:
        assert line not in seed.body
        assert line in seed.removed
    if caption := said.get("caption_once"):
        assert seed.body.count(caption) == 1
    if not seed.title_derived:
        assert seed.title not in seed.body


def test_no_line_of_a_seed_is_lost(documents: dict[str, Document], seeds: Path) -> None:
    assert set(documents) == set(GOLD)
    for name, seed in documents.items():
        lines = [line.strip() for line in (seeds / name).read_text(encoding="utf-8").splitlines() if line.strip()]
        title = [] if seed.title_derived else [seed.title]
        assert sorted(lines) == sorted([*title, *seed.body.split("\n\n"), *seed.removed])


def test_every_value_of_a_seed_has_an_origin(documents: dict[str, Document]) -> None:
    seed = documents["001_8422f640debfe730.txt"]
    assert dict(seed.origins) == {
        "title": "headline",
        "source": "dateline",
        "credit": "credit line",
        "places": "dateline",
        "published": "page header",
        "language": "text",
    }
    assert seed.published.origin == "page header"
    assert seed.published.printed == "Jumat, 18 Desember 2015"
