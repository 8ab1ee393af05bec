"""Copies in an index: one result, the earliest in front, each still findable; brought up to date by every change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search import Hit, Index, open_index
from search.model import Json
from tests.index.writing import counts, ids, lines

STORY = (
    "Jembatan gantung di Palu rusak diterjang banjir pada Kamis malam setelah hujan lebat selama tiga jam.\n\n"
    "Warga bergotong royong memasang karung pasir sejak Senin pagi agar air tidak masuk ke rumah mereka.\n\n"
    "Dinas pekerjaan umum menjanjikan perbaikan dalam dua pekan dengan biaya sekitar Rp 2,5 miliar.\n\n"
    "Kendaraan dialihkan lewat jalur lama sepanjang delapan kilometer sampai jembatan itu selesai diperbaiki."
)
SHORTER = STORY.rpartition("\n\n")[0].replace("menjanjikan", "berjanji akan melakukan")
OTHER = (
    "Harga beras di pasar induk naik dua persen pekan ini karena pasokan dari daerah berkurang menurut pedagang. "
    "Pemerintah menyiapkan operasi pasar di sepuluh kota untuk menahan harga sampai musim panen raya tiba nanti."
)


def record(id_: str, text: str, source: str, date: str) -> dict[str, Json]:
    title = f"{text.split()[0]} hari ini ({source})"
    return {"id": id_, "title": title, "text": text, "source": source, "date": date}


RECORDS = [
    record("harian", SHORTER, "Harian Timur", "2019-09-14"),
    record("antara", STORY, "ANTARA", "2019-09-12"),
    record("antara-2", STORY, "ANTARA", "2019-09-13"),
    record("kabar", f"{STORY}\n\nLaporan lengkapnya di kanal televisi daerah malam ini.", "Kabar Palu", "2019-09-13"),
    record("beras", OTHER, "ANTARA", "2019-09-12"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return lines(tmp_path / "berita.jsonl", RECORDS)


@pytest.fixture
def index(tmp_path: Path, file: Path) -> Iterator[Index]:
    with open_index(tmp_path / "index", create_missing=True) as index:
        assert counts(index.add([file])) == (5, 0, 0, 0)
        yield index


def only(index: Index, query: str = "jembatan") -> Hit:
    (hit,) = index.search(query).hits
    return hit


def members(hit: Hit) -> list[str]:
    return [hit.document.id, *(copy.id for copy in hit.copies)]


def test_copies_are_one_result_with_the_earliest_in_front(index: Index) -> None:
    hit = only(index)
    assert members(hit) == ["antara", "antara-2", "kabar", "harian"]
    assert (hit.copies_total, hit.outlets) == (3, 3), "two of the four are of one outlet"
    assert [str(copy.published) for copy in hit.copies] == ["2019-09-13", "2019-09-13", "2019-09-14"]
    assert index.search("pasar").hits[0].copies == ()


def test_apart_they_are_results_of_their_own(index: Index) -> None:
    page = index.search("jembatan", collapse=False)
    assert (page.total, {hit.copies_total for hit in page.hits}, {hit.outlets for hit in page.hits}) == (4, {0}, {1})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('jembatan sumber:"Harian Timur"', ["harian"]),
        ("jembatan sumber:kabar", ["kabar"]),
        ("jembatan tanggal:2019-09-13", ["antara-2", "kabar"]),
        ("jembatan sejak:2019-09-14", ["harian"]),
        ("jembatan salinan:ya", ["antara", "antara-2", "kabar", "harian"]),
        ("kanal", ["kabar"]),
        ('"berjanji akan"', ["harian"]),
    ],
)
def test_each_is_found_by_what_is_its_own(index: Index, query: str, expected: list[str]) -> None:
    assert members(only(index, query)) == expected
    assert index.search("jembatan salinan:tidak").total == 0


def test_each_is_found_by_its_id(index: Index) -> None:
    assert [index.document(name).source for name in ("harian", "kabar")] == ["Harian Timur", "Kabar Palu"]


def test_removing_one_updates_its_partners(index: Index) -> None:
    index.remove(["antara"])
    assert members(only(index)) == ["antara-2", "kabar", "harian"]
    index.remove(["antara-2", "kabar"])
    assert members(only(index)) == ["harian"]
    assert ids(index, "salinan:ya") == []
    assert index.statistics().copies == 0


def test_pruning_and_changing_update_them_too(index: Index, file: Path) -> None:
    rewritten = record("antara", OTHER.replace("beras", "gula"), "ANTARA", "2019-09-12")
    changed = [RECORDS[0], rewritten, RECORDS[3], RECORDS[4]]
    assert counts(index.add([lines(file, changed)], prune=True)) == (0, 1, 3, 1)
    assert members(only(index)) == ["kabar", "harian"]
    lines(file, RECORDS)
    assert counts(index.add([file], prune=True)) == (1, 1, 3, 0)
    assert members(only(index)) == ["antara", "antara-2", "kabar", "harian"]


def test_batches_and_their_order_make_no_difference(tmp_path: Path) -> None:
    with open_index(tmp_path / "other", create_missing=True) as index:
        for number, one in enumerate(reversed(RECORDS)):
            index.add([lines(tmp_path / f"{number}.jsonl", [one])])
        assert members(only(index)) == ["antara", "antara-2", "kabar", "harian"]


def test_what_is_added_after_opening_again_joins_its_copies(index: Index, tmp_path: Path) -> None:
    late = record("lambat", SHORTER, "Suara Desa", "2019-09-15")
    with open_index(index.path) as again:
        again.add([lines(tmp_path / "lambat.jsonl", [late])])
    assert (members(only(index))[-1], only(index).outlets) == ("lambat", 4)


def test_sync_keeps_them(index: Index) -> None:
    (index.path / "aliases.txt").write_text("jembatan gantung, titian\n", encoding="utf-8")
    with open_index(index.path) as again:
        assert again.sync() == 4
        assert members(only(again, "titian")) == ["antara", "antara-2", "kabar", "harian"]


def test_the_same_words_years_later_are_a_copy_and_show_their_date(index: Index, tmp_path: Path) -> None:
    index.add([lines(tmp_path / "lama.jsonl", [record("ulang", STORY, "Arsip", "2024-01-02")])])
    assert str(only(index).copies[-1].published) == "2024-01-02"
