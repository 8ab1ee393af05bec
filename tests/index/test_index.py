"""What a program meets that is new to the library: one name is one, mistakes say what there is, reprs are short."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search import Index, open_index
from search.errors import NotAnIndexError


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of one article."""
    (tmp_path / "banjir.txt").write_text("Banjir di Palu\n\nBanjir di Palu surut pada Senin.\n", encoding="utf-8")
    return open_index(tmp_path / "index", create_missing=True)


def test_one_path_and_one_id_are_not_taken_for_their_letters(index: Index, tmp_path: Path) -> None:
    for alone in (tmp_path / "banjir.txt", str(tmp_path / "banjir.txt")):
        assert index.add(alone).added == 1
        assert index.remove("banjir.txt") == 1


def test_one_value_of_a_filter_is_not_taken_for_its_letters(index: Index, tmp_path: Path) -> None:
    index.add(tmp_path / "banjir.txt")
    (document,) = index.documents()
    assert index.search("", filters={"language": document.language}).total == 1


def test_a_damaged_index_says_so_to_who_wants_to_change_it(index: Index, tmp_path: Path) -> None:
    index.add(tmp_path / "banjir.txt")
    index.close()
    for file in index.path.glob("*.terms"):
        os.truncate(file, 100)
    with open_index(index.path) as damaged:
        for change in (lambda: damaged.add(tmp_path), lambda: damaged.remove("banjir.txt"), damaged.sync):
            with pytest.raises(NotAnIndexError, match="damaged"):
                change()


MISTAKES = [
    ({"sort": "lama"}, "no order 'lama'. There are: relevance"),
    ({"facets": ["kota"]}, "no facet 'kota'. There are: source"),
    ({"filters": {"warna": ["biru"]}}, "no filter 'warna'. There are: after, author"),
]


@pytest.mark.parametrize(("asked", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_a_mistake_says_what_there_is(index: Index, asked: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        index.search("banjir", **asked)  # type: ignore[arg-type]  # one type for each


def test_what_is_printed_of_an_index_and_a_page_fits_on_a_screen(index: Index, tmp_path: Path) -> None:
    index.add(tmp_path / "banjir.txt")
    assert repr(index) == f"Index({str(index.path)!r}, engine='whoosh')"
    assert repr(index.config).startswith("Config(")
    assert "surut" not in repr(index.document("banjir.txt"))
