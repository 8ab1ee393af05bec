"""`search index add --prune`, `remove`, `stats`, `watch`: an archive that lives, from the outside."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.runs import called, environment, run

TEXTS = {
    "palu.txt": "Gempa mengguncang Palu pada Jumat malam, warga mengungsi ke bukit.",
    "garut.txt": "Banjir bandang merendam rumah warga di Garut sejak Senin dini hari.",
    "medan.txt": "Harga cabai di pasar Medan naik menjelang Lebaran, kata pedagang.",
}
FURNITURE = "Baca juga: Harga cabai turun"
SLOWEST_S = 60  # for a change to be seen, on a machine that does other things too


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "arsip"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def index(archive: Path, tmp_path: Path) -> Path:
    """An index of it."""
    assert called("index", "add", archive, index=tmp_path / "index").code == 0
    return tmp_path / "index"


def held(index: Path) -> set[str]:
    done = called("export", index=index)
    return {json.loads(line)["id"] for line in done.out.splitlines()}


def test_prune_removes_what_is_gone_and_nothing_else(archive: Path, index: Path, tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text("Kereta cepat melayani penumpang di Bandung mulai pekan depan.")
    called("index", "add", tmp_path / "lain.txt", index=index)
    (archive / "palu.txt").unlink()
    assert "palu.txt" in held(index)
    kept = called("index", "add", archive, index=index)
    assert ("removed" in kept.out, held(index)) == (False, {*TEXTS, "lain.txt"})
    pruned = called("index", "add", "--prune", archive, index=index)
    assert (pruned.code, "2 unchanged, 1 removed" in pruned.out) == (0, True)
    assert held(index) == {"garut.txt", "medan.txt", "lain.txt"}


def test_prune_of_an_empty_folder_removes_nothing(index: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    done = called("index", "add", "--prune", tmp_path / "kosong", index=index)
    assert (done.code, "nothing was removed" in done.err, done.err.count("\n")) == (2, True, 1)
    assert held(index) == {*TEXTS}


def test_keep_furniture_leaves_lines_of_templates_in_the_text(archive: Path, tmp_path: Path) -> None:
    (archive / "garut.txt").write_text(f"{TEXTS['garut.txt']}\n\n{FURNITURE}\n\nWarga dievakuasi tim penyelamat.\n")
    for option, code in (([], 1), (["--keep-furniture"], 0)):
        index = tmp_path / f"index{code}"
        called("index", "add", archive, *option, index=index)
        assert called('"Baca juga"', index=index).code == code


def test_one_worker_and_several_make_the_same_index(archive: Path, tmp_path: Path) -> None:
    answers = []
    for workers in ("1", "2"):
        assert run("index", "add", archive, "--workers", workers, index=tmp_path / workers).returncode == 0
        answers.append(called("export", index=tmp_path / workers).out)
    assert answers[0] == answers[1]


def test_remove_takes_articles_out_by_id(index: Path, archive: Path) -> None:
    done = called("index", "remove", "palu.txt", "tidak-ada", index=index)
    assert (done.code, done.err) == (0, "1 article removed from the index.\n")
    assert held(index) == {"garut.txt", "medan.txt"}
    assert (archive / "palu.txt").exists()
    assert called("index", "remove", "palu.txt", index=index).code == 1


def test_remove_by_query_asks_first(index: Path) -> None:
    for answer, left in (("n\n", 3), ("", 3), ("y\n", 2)):
        done = called("index", "remove", "--query", "gempa", index=index, stdin=answer)
        assert ("Remove 1 article from the index?" in done.err, len(held(index))) == (True, left)
        assert done.code == (0 if left == 2 else 1)
    assert called("index", "remove", "--query", "banjir", "--yes", index=index).code == 0
    assert held(index) == {"medan.txt"}
    assert called("index", "remove", "--query", "gajah", "--yes", index=index).code == 1


def test_stats_are_a_table_and_an_object(index: Path) -> None:
    table = called("index", "stats", index=index)
    assert table.code == 0
    assert table.out.splitlines()[0].split() == ["Articles", "3"]
    whole = json.loads(called("index", "stats", "--json", index=index).out)
    assert (whole["documents"], whole["undated"], whole["runs"][0]["report"]["added"]) == (3, 3, 3)
    assert "Artikel" in called("index", "stats", index=index, LC_ALL="id_ID.UTF-8").out


def test_stats_tell_what_the_last_run_left_out(archive: Path, index: Path) -> None:
    for number in range(5):
        (archive / f"rusak{number}.json").write_text("{")
    assert called("index", "add", archive, index=index).code == 2
    shown = called("index", "stats", index=index).out
    assert ("5 skipped" in shown, "rusak2.json" in shown, "rusak3.json" in shown, "and 2 more" in shown) == (
        True,
        True,
        False,
        True,
    )


def eventually(is_so: Callable[[], bool]) -> bool:
    end = monotonic() + SLOWEST_S
    while monotonic() < end:
        if is_so():
            return True
        sleep(0.2)
    return False


def test_watch_keeps_the_index_in_step_until_it_is_interrupted(archive: Path, index: Path, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra `watch` is not installed")
    command = [sys.executable, "-c", "from search.cli import main; main()", "index", "watch", str(archive)]
    told = tmp_path / "told.txt"
    with told.open("w") as err, subprocess.Popen(
        command, env=environment(index, {}), stdout=subprocess.DEVNULL, stderr=err
    ) as process:
        try:
            assert eventually(lambda: "Watching" in told.read_text())
            sleep(1)  # it says so before the system's own watching has begun
            (archive / "baru.txt").write_text("Gunung Semeru meletus lagi, abu turun di Lumajang.")
            (archive / "palu.txt").unlink()
            assert eventually(lambda: held(index) == {"baru.txt", "garut.txt", "medan.txt"})
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(SLOWEST_S) == 0
    assert "Stopped watching." in told.read_text()


# arguments, what the one line says
MISTAKES = [
    ("index add", "Missing argument 'PATH...'"),
    ("index add FOLDER/tidak-ada", "tidak-ada"),
    ("index add FOLDER --workers 65", "65 is not in the range"),
    ("index add FOLDER --map body", "is not of the form FIELD=NAME"),
    ("index add FOLDER --map warna=x", "warna"),
    ("index add FOLDER --format xyz", "xyz"),
    ("index remove", "name the articles by their ids, or by --query"),
    ("index stats extra", "unexpected extra argument"),
    ("index watch", "Missing argument 'FOLDER'"),
    ("index watch FOLDER/tidak-ada", "does not exist"),
    ("index watch FOLDER/palu.txt", "is a file"),
    ("index sync extra", "unexpected extra argument"),
]


@pytest.mark.parametrize(("typed", "told"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_one_clear_line(archive: Path, index: Path, typed: str, told: str) -> None:
    done = called(*typed.replace("FOLDER", str(archive)).split(), index=index)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done.err
    assert told in done.err


@pytest.mark.parametrize("typed", ["index stats", "index remove x", "index sync", "export", "like x"])
def test_without_an_index_the_line_says_how_to_make_one(tmp_path: Path, typed: str) -> None:
    done = called(*typed.split(), index=tmp_path / "none")
    assert (done.code, done.err.count("\n"), "index add FOLDER" in done.err) == (2, 1, True)
    assert not (tmp_path / "none").exists() or not list((tmp_path / "none").iterdir())
