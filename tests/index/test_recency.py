"""Scores that halve with age: the formula on a table, and an archive in which age counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import Index, open_index
from search.engines.base import Found
from search.index.recency import DEPTH, aged
from tests.index.archive import SIZE
from tests.index.writing import lines

# date, score, half-life in days, what is left of it beside a document of 2015-11-30
TABLE = [
    (20151130, 4.0, 30.0, 4.0),
    (20151031, 4.0, 30.0, 2.0),
    (20151001, 4.0, 30.0, 1.0),
    (20151031, 4.0, 60.0, 4.0 * 0.5**0.5),
    (20151100, 4.0, 15.0, 2.0),  # a month counts as its middle: the 15th
    (20150000, 4.0, 152.0, 2.0),  # a year as its: the 1st of July, 152 days before
    (20051130, 4.0, 3652.0, 4.0 * 0.5 ** (3652 / 3652)),
]


@pytest.mark.parametrize(("published", "score", "half_life_days", "expected"), TABLE)
def test_a_score_halves_with_each_half_life(
    published: int, score: float, half_life_days: float, expected: float
) -> None:
    found = [Found("newest", 0.1, True, 20151130), Found("x", score, True, published)]
    made = {one.id: one.score for one in aged(found, half_life_days, is_complete_first=True)}
    assert made["x"] == pytest.approx(expected, rel=1e-9)
    assert made["newest"] == 0.1


def test_the_undated_get_the_median_of_the_others_factors() -> None:
    dated = [Found(f"d{month}", 1.0, True, 20150001 + 100 * month) for month in (1, 4, 7, 10, 12)]
    made = [one.id for one in aged([*dated, Found("undated", 1.0, True)], 90, is_complete_first=True)]
    assert made == ["d12", "d10", "d7", "undated", "d4", "d1"], "behind as many as before"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_without_any_date_nothing_changes(count: int) -> None:
    found = [Found(f"d{number}", 5.0 - number, True) for number in range(count)]
    assert aged(found, 30, is_complete_first=True) == found


def test_complete_matches_stay_first_where_they_are() -> None:
    found = [Found("whole", 1.0, True, 20140101), Found("part", 1.0, False, 20151127)]
    assert [one.id for one in aged(found, 30, is_complete_first=True)] == ["whole", "part"]
    assert [one.id for one in aged(found, 30, is_complete_first=False)] == ["part", "whole"]


def test_equal_scores_stand_by_id_and_very_old_ones_stay() -> None:
    found = [Found(name, 1.0, True, 20151127) for name in "cab"] + [Found("old", 9.0, True, 10101)]
    assert [one.id for one in aged(found, 1, is_complete_first=True)] == ["a", "b", "c", "old"]


def test_pages_of_an_aged_ranking_are_one_ranking(made_up: Index) -> None:
    options = {"half_life_days": 200.0, "collapse": False}
    whole = made_up.search("*", limit=SIZE, **options)  # type: ignore[arg-type]
    ids = [hit.document.id for hit in whole.hits]
    assert len(set(ids)) == SIZE > DEPTH
    for size in (30, 70, 250):
        pages = [made_up.search("*", limit=size, offset=at, **options) for at in range(0, SIZE, size)]  # type: ignore[arg-type]
        assert [hit.document.id for page in pages for hit in page.hits] == ids
        assert {page.cursor for page in pages} == {""}, "a cursor tells a place of the first stage only"


def test_age_counts_only_where_it_is_asked_for(tmp_path: Path) -> None:
    text = "Gempa mengguncang pesisir selatan."
    records = [{"id": day, "text": text, "date": day, "title": "Gempa"} for day in ("2014-01-01", "2015-11-27")]
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([lines(tmp_path / "berita.jsonl", records)])
        for half_life_days, first in ((None, "2014-01-01"), (0.0, "2014-01-01"), (30.0, "2015-11-27")):
            assert index.search("gempa", half_life_days=half_life_days).hits[0].document.id == first
        oldest = index.search("gempa", half_life_days=30.0, sort="oldest").hits[0]
        assert oldest.document.id == "2014-01-01"
