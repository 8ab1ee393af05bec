"""`--engine` and `search index convert`: another engine, the same answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runs import run
from tests.engines.samples import NO_TANTIVY

pytest.importorskip("tantivy", reason=NO_TANTIVY)


def answer(index: Path, query: str) -> list[tuple[str, str]]:
    """Ids and snippets of a result."""
    found = json.loads(run(query, "--json", "--facet", "year", index=index).stdout)
    hits = [(hit["id"], json.dumps(hit["snippet"])) for hit in found["hits"]]
    return [*hits, ("facets", json.dumps(found["facets"]))]


QUERIES = ["koalisi Rusia", '"Vladimir Putin"', "Turki -Perancis", "serang* 2015"]


def test_a_converted_index_answers_the_same(tmp_path: Path, seeds: Path) -> None:
    index = tmp_path / "whoosh"
    assert run("index", "add", seeds, index=index).returncode == 0
    done = run("index", "convert", "--engine", "tantivy", index=index)
    assert (done.returncode, f"5 articles in {tmp_path / 'tantivy'}" in done.stderr) == (0, True)
    for query in QUERIES:
        assert answer(tmp_path / "tantivy", query) == answer(index, query)


def test_a_new_index_is_made_by_the_engine_that_is_named(tmp_path: Path, seeds: Path) -> None:
    index = tmp_path / "arsip"
    assert run("index", "add", "--engine", "tantivy", seeds, index=index).returncode == 0
    assert json.loads((index / "manifest.json").read_text(encoding="utf-8"))["engine"] == "tantivy"
    assert "5 unchanged" in run("index", "add", seeds, index=index).stdout
    again = run("index", "add", "--engine", "whoosh", seeds, index=index)
    assert (again.returncode, "search index convert --engine whoosh" in again.stderr) == (2, True)
    back = run("index", "convert", "--engine", "whoosh", "--to", tmp_path / "baru", index=index)
    assert back.returncode == 0
    assert answer(tmp_path / "baru", "koalisi Rusia") == answer(index, "koalisi Rusia")


def test_a_place_that_is_taken_is_told_in_one_line(tmp_path: Path, seeds: Path) -> None:
    index = tmp_path / "whoosh"
    run("index", "add", seeds, index=index)
    done = run("index", "convert", "--engine", "tantivy", "--to", index, index=index)
    assert (done.returncode, "something is here already" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr
