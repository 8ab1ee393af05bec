"""`search save`, `search saved`: kept with its filters, run again, and only what is new."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.runs import called


@pytest.fixture
def archive(tmp_path: Path, seeds: Path) -> Path:
    """An index of its own with the seeds."""
    assert called("index", "add", seeds, index=tmp_path / "index").code == 0
    return tmp_path / "index"


def add(archive: Path, name: str, text: str) -> None:
    file = archive.parent / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    assert called("index", "add", file, index=archive).code == 0


def test_a_search_is_saved_with_its_filters_and_listed(archive: Path) -> None:
    chosen = ("--source", "republika", "--exact", "--sort=newest")
    kept = called("save", "rusia", "koalisi", "-Turki", *chosen, index=archive)
    assert (kept.code, kept.out) == (0, "")
    assert kept.err == "Saved “rusia”; 1 article matches now. What is new later: search saved rusia --new\n"
    assert called("saved", index=archive).out == 'rusia  source:"republika" koalisi -Turki\n'
    listed = json.loads(called("saved", "--json", index=archive).out)
    assert listed[0] == listed[0] | {"name": "rusia", "exact": True, "aliases": True, "sort": "newest", "met": 1}


def test_a_saved_search_gives_what_the_search_gives(archive: Path) -> None:
    called("save", "rusia", "koalisi", "Rusia", index=archive)
    options = ("-n2", "--offset", "1", "--facet", "source", "--explain", "--jsonl")
    run = called("saved", "rusia", *options, index=archive)
    assert (run.code, run.out) == (0, called("koalisi", "Rusia", *options, index=archive).out)


def test_only_what_is_new_is_shown_and_only_once(archive: Path) -> None:
    called("save", "koalisi", "koalisi", index=archive)
    nothing = called("saved", "koalisi", "--new", index=archive)
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "Nothing new for “koalisi”.\n")
    add(archive, "baru", "Koalisi partai di Bandung bubar menjelang pemilihan wali kota bulan depan.")
    assert called("index", "sync", index=archive).code == 0
    new = called("saved", "--new", "koalisi", index=archive)
    assert (new.code, "1 found" in new.out, "baru.txt" in new.out) == (0, True, True)
    assert called("saved", "koalisi", "--new", "--csv", index=archive).code == 1
    assert "5 found" in called("saved", "koalisi", index=archive).out


def test_a_plain_run_counts_as_met_what_it_shows(archive: Path) -> None:
    called("save", "koalisi", "koalisi", "--sort", "newest", index=archive)
    add(archive, "baru", "Bandung, 1 Agustus 2024 - Koalisi partai bubar menjelang pemilihan wali kota bulan depan.")
    assert "baru.txt" in called("saved", "koalisi", "-n1", index=archive).out
    assert called("saved", "koalisi", "--new", index=archive).code == 1


def test_a_saved_search_can_be_changed_and_removed(archive: Path) -> None:
    called("save", "a", "koalisi", index=archive)
    refused = called("save", "a", "perang", index=archive)
    assert (refused.code, "--replace" in refused.err) == (2, True)
    assert called("save", "a", "perang", "--replace", index=archive).code == 0
    assert called("saved", index=archive).out == "a  perang\n"
    removed = called("saved", "remove", "a", index=archive)
    assert (removed.code, removed.err) == (0, "“a” is no longer saved.\n")
    none = called("saved", index=archive)
    assert (none.code, none.out, "search save NAME QUERY" in none.err) == (1, "", True)


def test_the_list_is_a_table_or_lines_too(archive: Path) -> None:
    for name in ("b", "a"):
        called("save", name, f"{name}, koalisi", index=archive)
    rows = list(csv.DictReader(io.StringIO(called("saved", "--csv", index=archive).out)))
    lines = [json.loads(line) for line in called("saved", "--jsonl", index=archive).out.splitlines()]
    assert [row["query"] for row in rows] == [line["query"] for line in lines] == ["a, koalisi", "b, koalisi"]


MISTAKES = [
    ("save", "Missing argument 'NAME'"),
    ("save kpk", "type what to search for after the name"),
    ("save a/b koalisi", "a name has letters, digits"),
    ("save remove koalisi", '"remove" is a command of "search saved"'),
    ("save a koalisi --limt 3", "'--limt'"),
    ("saved kpk", "there is none of this name. Save one with"),
    ("saved remove kpk", "there is none of this name"),
    ("saved remove", "Missing argument 'NAME'"),
    ("saved a b", "unexpected extra argument"),
    ("saved --fields id", "--fields goes with"),
]


@pytest.mark.parametrize(("typed", "told"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_one_clear_line(seed_index_path: Path, typed: str, told: str) -> None:
    done = called(*typed.split(), index=seed_index_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_without_an_index_the_line_says_how_to_make_one(tmp_path: Path) -> None:
    for args in (("save", "a", "koalisi"), ("saved", "a", "--new")):
        done = called(*args, index=tmp_path / "none")
        assert (done.code, "index add FOLDER" in done.err) == (2, True)
    assert called("saved", index=tmp_path / "none").code == 1


def test_words_are_indonesian_for_an_indonesian_reader(archive: Path) -> None:
    assert "disimpan" in called("save", "a", "koalisi", index=archive, LC_ALL="id_ID.UTF-8").err
    assert "Tidak ada yang baru" in called("saved", "a", "--new", index=archive, LC_ALL="id_ID.UTF-8").err
