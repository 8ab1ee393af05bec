"""What was exported can be added again without loss: every field but the file it came from and its hash."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from search import Document, Index, open_index
from search.ingest.exported import COLUMNS, exported, exported_row
from tests.conftest import ROOT
from tests.index.archive import archive
from tests.index.writing import counts, lines

PAGES = ROOT / "tests" / "ingest" / "pages"


def as_lines(documents: Iterable[Document], path: Path) -> Path:
    records = (json.dumps(exported(one), ensure_ascii=False) for one in documents)
    path.write_text("".join(f"{record}\n" for record in records), encoding="utf-8")
    return path


def as_table(documents: Iterable[Document], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(map(exported_row, documents))
    return path


WRITERS = {"jsonl": as_lines, "csv": as_table}


def of(index: Index) -> dict[str, Document]:
    return {one.id: replace(one, file="", digest="") for one in index.documents()}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Index:
    """The seeds, the pages of the readers' tests, the made-up archive."""
    folder = tmp_path_factory.mktemp("everything")
    index = open_index(folder / "index", create_missing=True)
    index.add([seeds, PAGES, lines(folder / "berita.jsonl", archive())])
    assert len(index) > 350
    return index


@pytest.mark.parametrize("kind", WRITERS)
def test_a_fresh_index_holds_the_same_documents(everything: Index, tmp_path: Path, kind: str) -> None:
    write: Callable[[Iterable[Document], Path], Path] = WRITERS[kind]
    file = write(everything.documents(), tmp_path / f"ekspor.{kind}")
    with open_index(tmp_path / "index", create_missing=True) as index:
        report = index.add([file])
        assert (counts(report)[0], report.problems, report.mended) == (len(everything), (), ())
        first, again = of(everything), of(index)
        assert again.keys() == first.keys()
        for name, document in first.items():
            assert again[name] == document
        assert counts(index.add([file])) == (0, 0, len(everything), 0)
        for query in ("gempa", "koalisi Rusia", "salinan:ya", "tanggal:2015-11"):
            ours, theirs = (one.search(query, limit=400) for one in (everything, index))
            assert [hit.document.id for hit in ours.hits] == [hit.document.id for hit in theirs.hits]


def test_exported_files_of_both_kinds_are_the_same_archive(everything: Index, tmp_path: Path) -> None:
    for kind, write in WRITERS.items():
        with open_index(tmp_path / kind, create_missing=True) as index:
            index.add([write(everything.documents("gempa"), tmp_path / f"gempa.{kind}")])
    with open_index(tmp_path / "jsonl") as one, open_index(tmp_path / "csv") as other:
        assert of(one) == of(other) != {}


def test_what_was_edited_in_a_table_counts(everything: Index, tmp_path: Path) -> None:
    file = as_table(everything.documents(), tmp_path / "ekspor.csv")
    with file.open(encoding="utf-8", newline="") as kept:
        rows = list(csv.DictReader(kept))
    seed = next(row for row in rows if row["id"].startswith("003_"))
    seed |= {"title": "Judul baru", "published": "2015-11-28", "places": '["Moskow", "Paris"]'}
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS)
        table.writeheader()
        table.writerow(seed)
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([file])
        (made,) = index.documents()
        assert (made.title, str(made.published), made.places) == ("Judul baru", "2015-11-28", ("Moskow", "Paris"))
        assert made.body == of(everything)[seed["id"]].body
