"""The numbers of [ranking] in a settings file change the order of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import open_index

ARTICLES = (
    {"id": "both", "title": "Warung", "body": "Pedagang menunggu pembeli. " * 40 + "Beras di pasar."},
    {"id": "often", "title": "Beras", "body": "Beras. " * 9},
)


@pytest.mark.parametrize(
    ("settings", "first"),
    [("coverage = 0\nshort = 0", "often"), ("coverage = 4\nshort = 0", "both"), ("coverage = 0\nshort = 4", "both")],
)
def test_coverage_and_the_first_place_of_whole_matches_are_settings(tmp_path: Path, settings: str, first: str) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    folder = tmp_path / "index"
    with open_index(folder, create_missing=True) as index:
        index.add([tmp_path / "a.jsonl"])
    (folder / "telusur.toml").write_text(f"[ranking]\n{settings}\n", encoding="utf-8")
    with open_index(folder) as index:
        assert index.search("beras pasar").hits[0].document.id == first
