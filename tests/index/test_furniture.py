"""Lines of page templates: learned from what repeats, gone from old and new documents, and back when unlearned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search import Index, open_index
from search.index import learning
from search.model import Json
from tests.index.writing import ids, lines

TOWNS = [
    *("Palu", "Ambon", "Medan", "Kupang", "Serang", "Batam", "Jambi", "Manado"),
    *("Sorong", "Ternate", "Bitung", "Garut", "Cirebon", "Tegal", "Malang"),
]
LABEL = "Simak kabar pilihan redaksi kami"


def articles(towns: list[str], *, label: str = LABEL, source: str = "Kabar Desa") -> list[dict[str, Json]]:
    """An article for each town, with a line of the outlet's template below it."""
    return [
        {
            "id": f"{source}/{town}",
            "title": f"Pasar {town}",
            "text": f"Pasar {town} ramai sejak pagi.\n\nPedagang {town} menjual ikan segar.\n\n{label}",
            "source": source,
        }
        for town in towns
    ]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with open_index(tmp_path / "index", create_missing=True) as index:
        yield index


def add(index: Index, records: list[dict[str, Json]], **options: bool) -> None:
    file = lines(index.path.parent / f"{records[0]['id'].replace('/', '-')}.jsonl", records)
    assert not index.add([file], **options).problems  # type: ignore[arg-type]


def test_a_repeated_line_goes_from_old_and_new_documents(index: Index) -> None:
    add(index, articles(TOWNS[:4]))
    assert len(ids(index, f'"{LABEL}"')) == 4, "four documents teach nothing"
    add(index, articles(TOWNS[4:8]))
    assert ids(index, f'"{LABEL}"') == []
    add(index, articles(TOWNS[8:]))
    assert ids(index, f'"{LABEL}"') == []
    for town in TOWNS:
        one = index.document(f"Kabar Desa/{town}")
        assert one.body == f"Pasar {town} ramai sejak pagi.\n\nPedagang {town} menjual ikan segar."
        assert one.removed == (LABEL,), "it is kept aside"


def test_counts_survive_a_new_start(tmp_path: Path) -> None:
    for number, town in enumerate(TOWNS[:6]):
        with open_index(tmp_path / "index", create_missing=True) as index:
            add(index, articles([town]))
            assert len(ids(index, f'"{LABEL}"')) == (number + 1 if number < 4 else 0)


def test_lost_counts_are_an_archive_that_teaches_anew(index: Index) -> None:
    add(index, articles(TOWNS[:6]))
    (index.path / learning.NAME).write_text("{", encoding="utf-8")
    add(index, articles(TOWNS[6:9]))
    assert len(ids(index, f'"{LABEL}"')) == 3
    add(index, articles(TOWNS[9:]))
    assert ids(index, f'"{LABEL}"') == []


def test_it_is_the_outlets_own_line(index: Index) -> None:
    add(index, articles(TOWNS[:6]))
    add(index, articles(TOWNS[:2], source="Suara Kota"))
    assert ids(index, f'"{LABEL}"') == ["Suara Kota/Ambon", "Suara Kota/Palu"]


def test_kept_furniture_stays_in_the_text(index: Index) -> None:
    add(index, articles(TOWNS), keep_furniture=True)
    assert len(ids(index, f'"{LABEL}"')) == len(TOWNS)
    assert index.document("Kabar Desa/Palu").removed == ()


def test_a_line_that_is_repeated_no_more_comes_back(index: Index) -> None:
    add(index, articles(TOWNS[:6]))
    assert ids(index, f'"{LABEL}"') == []
    index.remove([f"Kabar Desa/{town}" for town in TOWNS[1:6]])
    assert ids(index, f'"{LABEL}"') == ["Kabar Desa/Palu"]
    assert index.document("Kabar Desa/Palu").body.endswith(LABEL)
    add(index, articles(TOWNS[1:6]))
    assert ids(index, f'"{LABEL}"') == []


def test_the_same_again_is_unchanged_although_lines_are_gone(index: Index) -> None:
    add(index, articles(TOWNS))
    before = index.version()
    add(index, articles(TOWNS))
    assert index.version() == before
