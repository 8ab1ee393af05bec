"""`search export` and `search config show`: what goes out comes back, and settings say where they are from."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.runs import called


def test_all_articles_are_written_or_those_that_a_query_finds(seed_index_path: Path) -> None:
    everything = called("export", index=seed_index_path)
    assert (everything.code, len(everything.out.splitlines()), everything.err) == (0, 5, "5 articles exported.\n")
    some = called("export", "koalisi", "--source", "antara", "--sejak", "2015", index=seed_index_path)
    found = called("koalisi", "--source", "antara", "--sejak", "2015", "--jsonl", index=seed_index_path)
    assert [json.loads(line)["id"] for line in some.out.splitlines()] == [
        json.loads(line)["id"] for line in found.out.splitlines()
    ]
    assert len(called("export", "koalisi", "-Turki", index=seed_index_path).out.splitlines()) == 2


def test_nothing_to_write_is_exit_code_1(seed_index_path: Path) -> None:
    done = called("export", "gajah", index=seed_index_path)
    assert (done.code, done.out, done.err) == (1, "", "0 articles exported.\n")


@pytest.mark.parametrize("name", ["arsip.jsonl", "arsip.csv"])
def test_what_was_exported_comes_back_the_same(tmp_path: Path, seed_index_path: Path, name: str) -> None:
    file, again = tmp_path / name, tmp_path / "again"
    assert called("export", "-o", file, index=seed_index_path).code == 0
    assert called("index", "add", file, index=again).code == 0
    assert sorted(called("export", index=again).out.splitlines()) == sorted(
        called("export", index=seed_index_path).out.splitlines()
    )


def test_the_format_is_as_told_else_as_the_name_says(tmp_path: Path, seed_index_path: Path) -> None:
    table = called("export", "--format", "csv", index=seed_index_path).out
    assert len(list(csv.DictReader(io.StringIO(table)))) == 5
    file = tmp_path / "arsip.csv"
    called("export", "--format", "jsonl", "-o", file, index=seed_index_path)
    assert [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]


EXPORT_MISTAKES = [
    ("export --format xml", "'xml' is not one of 'jsonl', 'csv'"),
    ("export --since kapan", '"kapan" is no date'),
    ("export --limt 3", "'--limt'"),
    ("export -o /nowhere/at/all.csv", "/nowhere/at/all.csv"),
    ("config", "Commands:"),
    ("config shw", "No such command 'shw'"),
]


@pytest.mark.parametrize(("typed", "told"), EXPORT_MISTAKES, ids=[row[0] for row in EXPORT_MISTAKES])
def test_a_mistake_is_one_clear_line(seed_index_path: Path, typed: str, told: str) -> None:
    done = called(*typed.split(), index=seed_index_path)
    assert (done.code, told in done.err) == (2, True)
    assert told == "Commands:" or done.err.count("\n") == 1


def test_settings_say_where_they_come_from(tmp_path: Path, seeds: Path) -> None:
    called("index", "add", seeds, index=tmp_path / "i")
    (tmp_path / "i" / "telusur.toml").write_text("[search]\nlimit = 3\nsort = 'newest'\n")
    shown = called("config", "show", index=tmp_path / "i", TELUSUR_SEARCH_LIMIT="2")
    lines = {line.split(" = ")[0]: line for line in shown.out.splitlines() if " = " in line}
    assert lines["limit"].startswith("limit = 2 ")
    assert "TELUSUR_SEARCH_LIMIT" in lines["limit"]
    assert "telusur.toml" in lines["sort"]
    assert "default" in lines["collapse"]
    whole = json.loads(called("config", "show", "--json", index=tmp_path / "i").out)
    assert [one["value"] for one in whole if (one["section"], one["name"]) == ("search", "limit")] == [3]


def test_what_is_configured_counts_and_an_option_goes_before_it(tmp_path: Path, seeds: Path) -> None:
    called("index", "add", seeds, index=tmp_path / "i")
    (tmp_path / "i" / "telusur.toml").write_text("[search]\nlimit = 1\nsort = 'newest'\n")
    short = called("koalisi", "--jsonl", "--fields", "id", index=tmp_path / "i").out.splitlines()
    options = ("--jsonl", "--fields", "id", "-n4", "--sort", "oldest")
    told = called("koalisi", *options, index=tmp_path / "i").out.splitlines()
    assert ([json.loads(line)["id"][:3] for line in short], len(told)) == (["000"], 4)
    assert json.loads(told[0])["id"].startswith("004")


def test_a_setting_that_does_not_exist_is_told_with_its_file(tmp_path: Path, seeds: Path) -> None:
    called("index", "add", seeds, index=tmp_path / "i")
    (tmp_path / "i" / "telusur.toml").write_text("[search]\nlimits = 3\n")
    for args in (("config", "show"), ("koalisi",)):
        done = called(*args, index=tmp_path / "i")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert "telusur.toml" in done.err
        assert '"limits"' in done.err
