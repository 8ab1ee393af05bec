"""Processes that analyze: the index is the same whatever their number, and nothing is lost when one of them dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest

from search import Index, open_index
from search.index import entries, updating
from search.index.making import BATCH
from search.index.working import ALONE
from search.ingest import Record
from search.model import Document, Problem
from tests.index.archive import WORDS
from tests.index.writing import lines

MANY = (ALONE + 3) * BATCH + 11


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More articles than one process analyzes alone."""
    chance = Random(8)
    texts = (" ".join(chance.choice(WORDS) for _ in range(12)) for _ in range(MANY))
    records = ({"id": f"d{number}", "text": text, "lang": "id"} for number, text in enumerate(texts))
    return lines(tmp_path_factory.mktemp("many") / "berita.jsonl", records)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of an index, without the times and paths of its runs."""
    files = (path for path in folder.iterdir() if path.name != "history.json" and not path.name.endswith("LOCK"))
    return {path.name: path.read_bytes() for path in files}


def test_the_bytes_of_an_index_do_not_depend_on_the_number_of_workers(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for workers in (1, 2, 3):
        names = count()  # segments are named by chance
        monkeypatch.setattr("whoosh.codec.base.random_name", lambda size, names=names: f"{next(names):0{size}}")
        with open_index(tmp_path / str(workers), create_missing=True) as index:
            assert index.add([file], workers=workers).added == MANY
        made.append(contents(tmp_path / str(workers)))
    assert made[0].keys() == made[1].keys()
    assert len(made[0]) > 5
    assert made[0] == made[1] == made[2]


def test_a_document_that_fails_never_touches_the_writer(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored_text = entries.stored_text

    def failing(document: Document) -> str:
        if document.id == "three":
            raise RecursionError("a document like no other")
        return stored_text(document)

    other = lines(tmp_path / "lain.jsonl", [{"id": "three", "text": "tiga kata saja"}])
    with open_index(tmp_path / "index", create_missing=True) as index:
        with monkeypatch.context() as patched:
            patched.setattr(entries, "stored_text", failing)
            with pytest.raises(RecursionError, match="like no other"):
                index.add([file, other], workers=1)
        assert len(index) == 0
        assert index.add([file, other], workers=1).added == MANY + 1


@pytest.mark.parametrize("workers", [1, 2])
def test_input_that_ends_in_an_error_leaves_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    read = updating.records

    def ending(*args: object, **options: object) -> Iterator[Record | Problem]:
        yield from read(*args, **options)  # type: ignore[arg-type]
        raise OSError("the disk is gone")

    with open_index(tmp_path / "index", create_missing=True) as index:
        with monkeypatch.context() as patched:
            patched.setattr(updating, "records", ending)
            with pytest.raises(OSError, match="the disk is gone"):
                index.add([file], workers=workers)
        assert len(index) == 0
        assert index.add([file], workers=workers).added == MANY


def test_a_killed_worker_is_one_line_and_nothing_is_lost(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.index import worker

    begin, victims = worker.Worker.begin, []

    def killing(self: worker.Worker, item: object) -> object:
        if not victims:
            victims.append(self._process.pid)
            os.kill(self._process.pid, signal.SIGKILL)
        return begin(self, item)

    monkeypatch.setattr(worker.Worker, "begin", killing)
    with open_index(tmp_path / "index", create_missing=True) as index:
        report = index.add([file], workers=2)
        assert (report.added, report.problems, len(index)) == (MANY, (), MANY)
        (line,) = map(str, report.mended)
        assert line.startswith("a worker process: was ended by signal 9. Nothing is lost")
        assert found(index) == MANY


def found(index: Index) -> int:
    return sum(1 for _ in index.documents("*"))
