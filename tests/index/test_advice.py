"""Where nothing is found: the one thing to loosen that helps, with its right count, and no advice that helps nobody."""

from __future__ import annotations

import pytest

from search import Index
from search.engines.base import FACETS
from search.index.advising import MOST

# typed, filters, the codes of the advice, the first query advised
EMPTY = [
    ("zzyzx", {}, [], ""),
    ('"petani petani kapal kapal"', {}, ["relaxed-phrase"], ""),
    ("+gempa +zzyzx", {}, ["relaxed-required"], "+gempa zzyzx"),
    ("gempa sumber:zzyzx", {}, ["relaxed-filter"], "gempa"),
    ("gempa", {"source": ["Zzyzx"]}, ["relaxed-filter"], "gempa"),
    ("gempa tanggal:2015", {"source": ["Zzyzx"]}, ["relaxed-filter"], "gempa date:2015"),
    ("gempa bahasa:fr", {}, ["relaxed-filter"], "gempa"),
    ("gempa tanggal:1999-01-01", {}, ["relaxed-date", "relaxed-filter"], "gempa date:~1999-01-01"),
    ("judul:(gempa AND banjir AND kapal AND panen AND hujan)", {}, ["relaxed-required"], ""),
    ("gempa -gempa", {}, ["relaxed-excluded"], "gempa"),
    ("zzyzx sumber:zzyzx", {}, [], ""),
]


@pytest.mark.parametrize(("query", "filters", "codes", "first"), EMPTY, ids=[row[0] for row in EMPTY])
def test_what_helps_is_offered_with_its_count(
    made_up: Index, query: str, filters: dict[str, list[str]], codes: list[str], first: str
) -> None:
    page = made_up.search(query, filters=filters)
    advice = [one for one in page.advice if one.code != "did-you-mean"]
    assert page.total == 0
    assert set(codes) <= {one.code for one in advice} if codes else not advice
    assert len(advice) <= MOST
    assert not first or advice[0].query == first
    for one in advice:
        assert one.total == made_up.search(one.query, limit=0).total > 0


def test_what_finds_something_needs_no_advice(made_up: Index) -> None:
    assert made_up.search("gempa").advice == ()
    assert made_up.search("+gempa sumber:antara").advice == ()


def test_the_counts_are_those_of_the_same_search(made_up: Index) -> None:
    for collapse in (True, False):
        (one,) = made_up.search("gempa", filters={"source": ["Zzyzx"]}, collapse=collapse).advice
        assert one.total == made_up.search("gempa", limit=0, collapse=collapse).total


def test_a_filter_without_results_is_shown_to_be_let_go(made_up: Index) -> None:
    page = made_up.search("gempa", filters={"source": ["Zzyzx"]}, facets=FACETS)
    chosen = [value for value in page.facets["source"] if value.is_chosen]
    assert [(value.value, value.count) for value in chosen] == [("Zzyzx", 0)]
    assert len(page.facets["source"]) > 1, "and what could be chosen instead"
