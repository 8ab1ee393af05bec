"""After a change of alias rules only the documents that hold a touched name are analyzed again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import open_index

TEXTS = {
    "beras": "Harga beras di pasar induk naik lagi pekan ini.",
    "padi": "Petani padi di Karawang menunggu musim panen.",
    "izin": "Pemerintah mengizinkan impor dua juta ton gula.",
    "rakyat": "Anggota Dewan Perwakilan Rakyat membahas anggaran.",
    "laut": "Nelayan di Laut Jawa pulang dengan tangan hampa.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (json.dumps({"id": key, "text": text}) for key, text in TEXTS.items())
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([tmp_path / "news.jsonl"])
    return tmp_path / "index"


def found(folder: Path, query: str) -> set[str]:
    with open_index(folder) as index:
        page = index.search(query)
        assert not [notice.code for notice in page.notices if notice.code.startswith("stale")]
        return {hit.document.id for hit in page.hits if not hit.missing}


def synced(folder: Path, rules: str) -> int:
    (folder / "aliases.txt").write_text(rules, encoding="utf-8")
    with open_index(folder) as index:
        return index.sync()


def test_nothing_changed_means_nothing_to_do(folder: Path) -> None:
    assert synced(folder, "") == 0


@pytest.mark.parametrize(
    ("rules", "count", "query", "expected"),
    [  # izin and DPR are in shipped classes: a new name for them changes no document
        ("beras, emas putih\n", 1, "emas putih", {"beras"}),
        ("beras, padi\n", 2, "padi", {"beras", "padi"}),
        ("pangan => beras, padi\n", 2, "pangan", {"beras", "padi"}),
        ("Laut Jawa, Java Sea\n", 1, "Java Sea", {"laut"}),
        ("izin, lisensi\n", 0, "lisensi", {"izin"}),
        ("gajah, mammoth\n", 0, "mammoth", set()),
        ("DPR, Senayan\n", 0, "Senayan", {"rakyat"}),
    ],
)
def test_only_documents_with_a_touched_name_are_analyzed_again(
    folder: Path, rules: str, count: int, query: str, expected: set[str]
) -> None:
    assert synced(folder, rules) == count
    assert found(folder, query) == expected


def test_taking_the_rules_back_gives_the_first_index_again(folder: Path) -> None:
    queries = [*TEXTS, "emas putih", "harga beras", "padi OR gula", "lisensi"]
    before = {query: found(folder, query) for query in queries}
    assert synced(folder, "beras, emas putih, padi\nizin, lisensi\n") == 2
    # A name that goes may have inflected forms under its old class: izin is looked at too.
    assert synced(folder, "") == 3
    assert {query: found(folder, query) for query in queries} == before
