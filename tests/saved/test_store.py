"""Saved searches on the disk: what was kept comes back, whatever happens to the index; no name leaves its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.errors import IndexReadOnlyError, SavedSearchError
from search.saved import MOST_LETTERS, Saved, find, keep, names, remove, saved_searches

KPK = Saved("kpk-jabar", 'source:"antara" korupsi', exact=True, sort="newest", since="2015-11-27T08:00:00+07:00")


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    full = Saved("gempa_2", "gempa", aliases=False, collapse=False, met=frozenset({"b/2.txt", "a 1", "é"}))
    for saved in (KPK, full):
        keep(saved, tmp_path)
        assert find(saved.name, tmp_path) == saved
    assert saved_searches(tmp_path) == (full, KPK)
    assert names(tmp_path) == ("gempa_2", "kpk-jabar")


def test_the_same_name_again_replaces(tmp_path: Path) -> None:
    keep(KPK, tmp_path)
    keep(Saved("kpk-jabar", "suap"), tmp_path)
    assert [one.query for one in saved_searches(tmp_path)] == ["suap"]
    assert [path.name for path in (tmp_path / "saved").iterdir()] == ["kpk-jabar.json"]


def test_an_index_without_saved_searches_has_none(tmp_path: Path) -> None:
    assert (names(tmp_path), saved_searches(tmp_path)) == ((), ())
    assert not (tmp_path / "saved").exists()


NO_NAMES = ["", "-new", "../aliases", "a/b", "a b", ".hidden", "a\0", "nul\n", "x" * (MOST_LETTERS + 1), "kpk.json"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused_before_a_file_is_touched(tmp_path: Path, name: str) -> None:
    for action in (find, remove, lambda name, index: keep(Saved(name, "x"), index)):
        with pytest.raises(SavedSearchError, match="a name has letters"):
            action(name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_name_is_the_same_however_its_accents_are_written(tmp_path: Path) -> None:
    keep(Saved("cafe\u0301", "kopi"), tmp_path)
    assert find("caf\u00e9", tmp_path).query == "kopi"
    assert names(tmp_path) == ("caf\u00e9",)


def test_the_longest_name_is_a_file_name(tmp_path: Path) -> None:
    keep(Saved("𐐀" * MOST_LETTERS, "kopi"), tmp_path)
    assert len(names(tmp_path)) == 1


def test_what_is_not_there_is_told_with_what_is(tmp_path: Path) -> None:
    with pytest.raises(SavedSearchError, match="search save NAME QUERY"):
        find("kpk", tmp_path)
    keep(KPK, tmp_path)
    for action in (find, remove):
        with pytest.raises(SavedSearchError, match=r"There are: kpk-jabar\."):
            action("kpk", tmp_path)


DAMAGED = ["", "{", "[]", '{"version": 1}', '{"version": 2, "name": "kpk", "query": "x", "met": []}', '{"met": []}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_told_and_can_be_removed(tmp_path: Path, text: str) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "kpk.json").write_text(text, encoding="utf-8")
    with pytest.raises(SavedSearchError, match="cannot be read"):
        find("kpk", tmp_path)
    remove("kpk", tmp_path)
    assert names(tmp_path) == ()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "saved").write_text("a file where the folder would be")
    with pytest.raises(IndexReadOnlyError):
        keep(KPK, tmp_path)


def test_a_file_can_be_read_by_other_programs(tmp_path: Path) -> None:
    keep(KPK, tmp_path)
    kept = json.loads((tmp_path / "saved" / "kpk-jabar.json").read_text(encoding="utf-8"))
    assert (kept["version"], kept["query"], kept["met"]) == (1, 'source:"antara" korupsi', [])
