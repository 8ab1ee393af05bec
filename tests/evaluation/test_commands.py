"""`search evaluate` and `search judge`, as a newsroom uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli.main import cli
from search.evaluation import read_qrels, read_run

FOLDER = Path(__file__).parent / "collection"
FILES = [str(FOLDER / "topics.tsv"), str(FOLDER / "qrels.txt"), "--corpus", str(FOLDER / "documents.jsonl")]


def run(*arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=keys)


@pytest.fixture
def few(tmp_path: Path) -> list[str]:
    """Three topics of the collection, with its judgements and documents."""
    path = tmp_path / "topics.tsv"
    path.write_text("alias-isis\tISIS\nname-mali\tMali\nalias-misil\tuji misil antarbenua\n", encoding="utf-8")
    return [str(path), *FILES[1:]]


def test_aliases_are_compared_with_none(few: list[str], tmp_path: Path) -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    own = tmp_path / "mine.txt"
    own.write_text("Raqqa, kota di Sungai Efrat\n", encoding="utf-8")
    page, out = tmp_path / "report.html", tmp_path / "out.run"
    options = ["--compare", f"aliases={own}", "aliases=none", "--json", "--html", str(page), "--write-run", str(out)]
    result = run("evaluate", *few, *options)
    assert result.exit_code == 0, result.output
    shown = json.loads(result.stdout)
    assert [system["name"] for system in shown["systems"]] == [f"aliases={own}", "aliases=none"]
    recall = [system["means"]["R@100"] for system in shown["systems"]]
    assert recall[0] > recall[1], "ISIS is Daesh by the shipped rules only"
    assert "aliases=none" in page.read_text(encoding="utf-8")
    assert read_run(out)["name-mali"][0] == "mali-damai"


def test_a_run_file_is_compared_with_the_index(few: list[str], tmp_path: Path) -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    other = tmp_path / "other.run"
    other.write_text("name-mali Q0 kediri-tahu 1 2 x\nname-mali Q0 mali-damai 2 1 x\n", encoding="utf-8")
    result = run("evaluate", *few, "--run", str(other), "--per-topic")
    assert result.exit_code == 0, result.output
    assert "other.run against telusur" in result.stdout
    assert "name-mali" in result.stdout


@pytest.mark.parametrize("text", ["aliases=nowhere.txt", "colour=red", "aliases"])
def test_a_setting_that_does_not_exist_is_said(few: list[str], text: str) -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    result = run("evaluate", *few, "--compare", "aliases=none", text)
    assert result.exit_code != 0
    assert "Settings are: aliases=none" in str(result.exception)


def test_judging_goes_on_where_it_stopped(tmp_path: Path, seed_index_path: Path) -> None:
    topics, qrels = tmp_path / "topics.tsv", tmp_path / "qrels.txt"
    topics.write_text("t1\tSinai\nt2\tObama\n", encoding="utf-8")
    command = ["judge", str(topics), str(qrels), "-i", str(seed_index_path)]
    first = run(*command, keys="3\n0\nq\n")
    assert first.exit_code == 0, first.output
    assert "Sinai" in first.output
    kept = read_qrels(qrels)
    assert sorted(kept["t1"].values()) == [0, 3]
    second = run(*command, keys="2\ns\n1\ns\n" + "s\n" * 20)
    assert second.exit_code == 0, second.output
    after = read_qrels(qrels)
    assert kept["t1"].items() <= after["t1"].items()
