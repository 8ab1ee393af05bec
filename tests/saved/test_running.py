"""A saved search asked again: only what is new is new, nothing is lost, and a feed changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search import Index, open_index
from search.saved import Saved, answer, feed, find, keep, met

BERAS = Saved("beras", "beras", sort="newest")
TEXT = "Harga beras di pasar {town} naik, kata dinas perdagangan kota itu."
TOWNS = ("Palu", "Garut", "Medan", "Sorong", "Kupang")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with open_index(tmp_path / "index", create_missing=True) as opened:
        add(opened, *TOWNS[:2])
        yield opened


def add(index: Index, *towns: str, text: str = TEXT) -> None:
    """Add an article for each town, dated by its place among TOWNS."""
    file = index.path.parent / f"{towns[0]}.jsonl"
    days = {town: f"2024-08-{day:02d}" for day, town in enumerate(TOWNS, start=1)}
    rows = ({"id": one, "title": f"Pasar {one}", "text": text.format(town=one), "date": days[one]} for one in towns)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert not index.add([file]).problems


def found(index: Index, saved: Saved, *, is_new: bool = False, limit: int = 10) -> tuple[int, list[str]]:
    page = answer(index, saved, is_new=is_new, limit=limit)
    return page.total, [hit.document.id for hit in page.hits]


def test_what_was_there_when_it_was_saved_is_not_new(index: Index) -> None:
    saved = met(index, BERAS)
    assert saved.met == {"Palu", "Garut"}
    assert found(index, saved) == (2, ["Garut", "Palu"])
    assert found(index, saved, is_new=True) == (0, [])


def test_what_came_since_is_new_until_it_was_shown(index: Index) -> None:
    saved = met(index, BERAS)
    add(index, "Medan")
    assert found(index, saved, is_new=True) == (1, ["Medan"])
    page = answer(index, saved, is_new=True)
    assert found(index, met(index, saved, page.hits), is_new=True) == (0, [])


def test_what_did_not_fit_on_the_page_stays_new(index: Index) -> None:
    saved = met(index, BERAS)
    add(index, *TOWNS[2:])
    seen = []
    for left in (3, 2, 1):
        page = answer(index, saved, is_new=True, limit=1)
        assert page.total == left
        seen += [hit.document.id for hit in page.hits]
        saved = met(index, saved, page.hits)
    assert seen == ["Kupang", "Sorong", "Medan"]
    assert found(index, saved, is_new=True) == (0, [])


def test_new_articles_are_explained_counted_and_ordered_as_any_others(index: Index) -> None:
    saved = met(index, BERAS)
    add(index, *TOWNS[2:])
    page = answer(index, saved, is_new=True, sort="oldest", facets=("month",), explain=True)
    assert [hit.document.id for hit in page.hits] == ["Medan", "Sorong", "Kupang"]
    assert [(one.value, one.count) for one in page.facets["month"]] == [("2024-08", 3)]
    assert all(hit.numbers and hit.why for hit in page.hits)
    assert page.understood == answer(index, saved).understood == "beras"


def test_a_changed_article_is_not_new_and_one_that_left_is_forgotten(index: Index) -> None:
    saved = met(index, BERAS)
    add(index, "Garut", text="Harga beras di {town} turun lagi, kata para pedagang di pasar induk kota itu.")
    assert found(index, saved, is_new=True) == (0, [])
    index.remove(["Garut"])
    saved = met(index, saved, ())
    assert saved.met == {"Palu"}
    add(index, "Garut")
    assert found(index, saved, is_new=True) == (1, ["Garut"])


def test_a_new_copy_of_an_old_article_is_new(index: Index) -> None:
    text = " ".join(f"Harga beras di pasar {town} naik dua persen pekan ini." for town in TOWNS)
    add(index, "Medan", text=text)
    saved = met(index, BERAS)
    add(index, "Sorong", text=text)
    assert found(index, saved, is_new=True) == (1, ["Sorong"])


def test_an_article_that_was_shown_as_a_copy_is_met(index: Index) -> None:
    text = " ".join(f"Harga beras di pasar {town} naik dua persen pekan ini." for town in TOWNS)
    saved = met(index, BERAS)
    add(index, "Medan", "Sorong", text=text)
    page = answer(index, saved, is_new=True)
    assert (page.total, page.hits[0].copies_total) == (1, 1)
    assert met(index, saved, page.hits).met == {"Palu", "Garut", "Medan", "Sorong"}


def test_saved_settings_count(index: Index) -> None:
    assert found(index, replace(BERAS, query="Harga", exact=True))[0] == 2
    assert found(index, replace(BERAS, query="berharga", exact=True))[0] == 0
    assert found(index, replace(BERAS, query='since:"2024-08-02" beras')) == (1, ["Garut"])
    assert found(index, replace(BERAS, sort="oldest"))[1] == ["Palu", "Garut"]


def test_saved_searches_outlive_every_change_of_the_index(index: Index) -> None:
    saved = met(index, BERAS)
    keep(saved, index.path)
    add(index, "Medan")
    index.remove(["Palu"])
    (index.path / "aliases.txt").write_text("beras, padi\n", encoding="utf-8")
    with open_index(index.path) as again:
        again.sync()
        assert find("beras", again.path) == saved
        assert found(again, saved, is_new=True) == (1, ["Medan"])


def test_a_feed_has_the_newest_first_and_counts_nothing_as_met(index: Index) -> None:
    saved = met(index, replace(BERAS, sort="relevance"))
    keep(saved, index.path)
    add(index, *TOWNS[2:])
    latest = feed(index, "beras", limit=2)
    assert [hit.document.id for hit in latest.page.hits] == ["Kupang", "Sorong"]
    assert (latest.saved, latest.updated, latest.page.total) == (saved, "2024-08-05", 5)
    assert find("beras", index.path) == saved
    assert feed(index, "beras", limit=0).updated == ""
