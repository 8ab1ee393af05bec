"""`search aliases`: list, check, explain, mine, as whole processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runs import run


@pytest.fixture
def index(tmp_path: Path, seeds: Path) -> Path:
    """An index of the seeds that a test may write to."""
    assert run("index", "add", seeds, index=tmp_path / "index").returncode == 0
    return tmp_path / "index"


def own(index: Path, text: str) -> None:
    (index / "aliases.txt").write_text(text, encoding="utf-8")


def test_list_shows_every_class_with_its_place_and_marks(index: Path) -> None:
    own(index, "# mine\nISIS, Kalifah Palsu\nRaqa => Suriah\n")
    done = run("aliases", "list", index=index)
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines) > 200) == (0, True)
    (isis,) = [line for line in lines if "NIIS" in line]
    assert isis.startswith("aliases.txt line 14, index/aliases.txt line 2: ISIS, IS, ")
    assert isis.endswith("Kalifah Palsu  (IS only in capitals)")
    assert "index/aliases.txt line 3: Raqa => Suriah" in lines


def test_list_as_json_has_classes_and_one_way_rules(index: Path) -> None:
    listed = json.loads(run("aliases", "list", "--json", index=index).stdout)
    (isis,) = [one for one in listed["classes"] if "NIIS" in one["names"]]
    assert {"name": "ISIS", "term": "=isis", "rule": "aliases.txt line 14"}.items() <= isis.items()
    (america,) = [one for one in listed["one_way"] if one["left"] == "Amerika"]
    assert america["right"] == ["Amerika Serikat"]


def test_list_needs_no_index(tmp_path: Path) -> None:
    assert "NIIS" in run("aliases", "list", index=tmp_path / "none").stdout
    assert not (tmp_path / "none").exists()


def test_check_reports_every_mistake_and_not_only_the_first(index: Path) -> None:
    own(index, "kpk => \nISIS, IS\nIS, Islam\n#cs: XY\nsatu, dua\n")
    done = run("aliases", "check", index=index)
    assert done.returncode == 2
    assert [line.partition(": ")[0].rpartition(", ")[2] for line in done.stdout.splitlines()] == [
        *("line 1", "line 3", "line 5"),
    ]
    assert str(index / "aliases.txt") in done.stdout


def test_check_of_a_good_file_says_so(index: Path, tmp_path: Path) -> None:
    own(index, "satu, dua\n")
    done = run("aliases", "check", index=index)
    assert (done.returncode, done.stdout) == (0, f"{index / 'aliases.txt'}: no mistake; 1 rule\n")
    other = tmp_path / "other.txt"
    other.write_text("a, b\nb, c\n")
    assert run("aliases", "check", other, index=index).returncode == 2


def test_check_without_a_file_has_nothing_to_do(index: Path) -> None:
    done = run("aliases", "check", index=index)
    assert (done.returncode, done.stdout, "nothing to check" in done.stderr) == (0, "", True)


@pytest.mark.parametrize("command", [("list",), ("explain", "ISIS"), ("mine",)])
def test_a_mistake_stops_the_other_commands_with_one_line(index: Path, command: tuple[str, ...]) -> None:
    own(index, "ISIS, IS\nkpk => \n")
    done = run("aliases", *command, index=index)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "aliases.txt, line 2" in done.stderr


def test_explain_shows_class_rule_query_and_counts(index: Path) -> None:
    done = run("aliases", "explain", "NIIS", index=index)
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    shown = {line[0]: line[1] for line in lines}
    assert done.returncode == 0
    assert shown["ISIS:"].startswith("ISIS, IS, ISIL, NIIS, Daesh")
    assert shown["rule"] == "aliases.txt line 14"
    assert shown["case"] == "IS only in capitals"
    assert shown["query"] == 'NIIS -> =isis | "niis"'
    assert shown["documents"].startswith("ISIS 5, IS 3, ISIL 0, NIIS 1, Daesh 2,")


EXPLAINED = [
    ("UK", "also finds  Britania Raya, Inggris"),
    ("Amerika Serikat", "found by    Amerika"),
    ("Cina", "ambiguous   bangsa Cina, bahasa Cina"),
    ("as", "notice      “as” was also read as Amerika Serikat."),
    ("Dewan Keamanan PBB", "query       Dewan Keamanan PBB -> =dewan_keamanan_pbb"),
]


@pytest.mark.parametrize(("word", "said"), EXPLAINED)
def test_explain_tells_what_matters_of_a_name(index: Path, word: str, said: str) -> None:
    assert said in run("aliases", "explain", word, index=index).stdout


def test_explain_of_a_name_without_a_rule_ends_with_1(tmp_path: Path) -> None:
    done = run("aliases", "explain", "beras", index=tmp_path / "none")
    assert (done.returncode, "no alias rule knows this name" in done.stdout) == (1, True)
    shown = json.loads(run("aliases", "explain", "--json", "beras", index=tmp_path / "none").stdout)
    assert (shown["classes"], shown["documents"]) == ([], {})


def test_mine_finds_in_the_seeds_what_the_shipped_rules_know(index: Path, seeds: Path) -> None:
    for paths in ((), (seeds,)):
        done = run("aliases", "mine", *paths, index=index)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Proposals: 0. Classes known already: 1." in done.stderr
        assert "known: ISIS, IS, Daesh, NIIS (aliases.txt line 14)" in done.stderr
        assert "Paris" not in done.stderr
    shown = run("aliases", "mine", "--all", seeds, index=index).stdout
    assert "# known already, aliases.txt line 14: ISIS, IS, Daesh, NIIS" in shown


def test_mine_prints_lines_for_the_own_file_with_count_and_source(index: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in (1, 2):
        text = f"Gubernur membuka Pekan Olahraga Kecamatan (Porcam) ke-{number} di balai desa.\n"
        (articles / f"{number}.txt").write_text(text * 2, encoding="utf-8")
    done = run("aliases", "mine", articles, index=index)
    assert done.returncode == 0
    comment, rule = done.stdout.splitlines()
    assert comment.startswith("# 2 documents, for example 1.txt: Gubernur membuka Pekan Olahraga Kecamatan (Porcam)")
    assert rule == "Pekan Olahraga Kecamatan, Porcam"
    assert run("aliases", "mine", "--min", "3", articles, index=index).returncode == 1
    own(index, done.stdout)
    assert run("aliases", "check", index=index).returncode == 0
    assert "known already: 1" in run("aliases", "mine", articles, index=index).stderr


def test_mine_as_json_gives_the_evidence(index: Path, seeds: Path) -> None:
    (found,) = json.loads(run("aliases", "mine", "--all", "--json", seeds, index=index).stdout)
    assert set(found["names"]) == {"ISIS", "IS", "NIIS", "Daesh"}
    assert {"nested", "gloss", "alias"} == {one["cue"] for one in found["evidence"]}
    assert all(one["sentence"] and one["document_id"] for one in found["evidence"])


def test_mine_tells_what_it_could_not_read(index: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": \n')
    done = run("aliases", "mine", tmp_path / "bad.jsonl", index=index)
    assert (done.returncode, "bad.jsonl, line 1" in done.stderr) == (2, True)
    gone = run("aliases", "mine", tmp_path / "gone", index=index)
    assert (gone.returncode, len(gone.stderr.splitlines())) == (2, 1)
