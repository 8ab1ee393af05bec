"""What must hold of every search, tried on an archive of 300 made-up documents."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Hit, Index, Page
from search.engines.base import FACETS, Order
from search.errors import CursorError
from search.index.counting import FIELD_OF
from search.model import Numbers
from search.query.narrowing import narrowed, without_filter
from search.query.parser import parsed
from tests.index.archive import SIZE, WORDS

QUERIES = ("*", "gempa", "koalisi Rusia", "Perancis OR ISIS", "+banjir -harga", '"harga beras"', "bangun kota jalan")
NARROWED = (*QUERIES, "banjir sumber:antara", "gempa tanggal:2015", "hujan bahasa:id salinan:ya")
OPERATORS = ("+gempa", "-harga", "tanggal:2015", "sumber:antara", "perang*", "=kota")
typed = st.lists(st.sampled_from([*WORDS, *OPERATORS]), max_size=5)
FILTERS = [
    {"source": ["ANTARA"]},
    {"source": ["ANTARA", 'Harian "Kota"']},
    {"place": ["Jakarta"], "year": ["2015"]},
    {"month": ["2015-11"], "language": ["id"]},
    {"author": ["Redaksi"], "section": ["Ekonomi", "Olah Raga"]},
    {"copies": ["yes"]},
]


def pages(index: Index, query: str, size: int, *, by_cursor: bool, **options: object) -> Iterator[Page]:
    """All pages of a result."""
    page = index.search(query, limit=size, **options)  # type: ignore[arg-type]
    offset = size
    while page.hits:
        yield page
        if by_cursor and not page.cursor:
            return
        way = {"after": page.cursor} if by_cursor else {"offset": offset}
        page = index.search(query, limit=size, **way, **options)  # type: ignore[arg-type]
        offset += size


def ranking(index: Index, query: str, size: int, *, by_cursor: bool, **options: object) -> list[str]:
    found = pages(index, query, size, by_cursor=by_cursor, **options)
    return [hit.document.id for page in found for hit in page.hits]


@pytest.mark.parametrize("is_collapsed", [True, False])
@pytest.mark.parametrize("sort", list(Order))
@pytest.mark.parametrize("query", QUERIES)
def test_pages_by_offset_and_by_cursor_are_one_ranking(
    made_up: Index, query: str, sort: Order, is_collapsed: bool
) -> None:
    whole = made_up.search(query, limit=SIZE, sort=sort, collapse=is_collapsed)
    ids = [hit.document.id for hit in whole.hits]
    assert len(set(ids)) == len(ids) == whole.total
    for by_cursor in (True, False):
        assert ranking(made_up, query, 37, by_cursor=by_cursor, sort=sort, collapse=is_collapsed) == ids


@given(words=typed, sort=st.sampled_from(Order), size=st.integers(1, 120), is_collapsed=st.booleans())
def test_random_queries_have_one_ranking(
    made_up: Index, words: list[str], sort: Order, size: int, is_collapsed: bool
) -> None:
    query = " ".join(words)
    whole = ranking(made_up, query, SIZE, by_cursor=False, sort=sort, collapse=is_collapsed)
    for by_cursor in (True, False):
        assert ranking(made_up, query, size, by_cursor=by_cursor, sort=sort, collapse=is_collapsed) == whole


def test_ranks_are_counted_over_all_pages_and_not_known_behind_a_cursor(made_up: Index) -> None:
    page = made_up.search("gempa", limit=3, offset=3)
    assert [hit.rank for hit in page.hits] == [4, 5, 6]
    assert [hit.rank for hit in made_up.search("gempa", limit=3, after=page.cursor).hits] == [0, 0, 0]


@pytest.mark.parametrize("text", ["", "x", "e30", "WzEsMl0", "é", "W10="])
def test_what_is_no_cursor_is_refused(made_up: Index, text: str) -> None:
    if text:
        with pytest.raises(CursorError):
            made_up.search("gempa", after=text)
    cursor = made_up.search("gempa", limit=1).cursor
    with pytest.raises(CursorError):
        made_up.search("gempa", after=cursor, sort="newest")


@pytest.mark.parametrize("is_collapsed", [True, False])
@pytest.mark.parametrize("query", NARROWED)
def test_a_value_counts_the_results_that_are_left_when_it_is_chosen(
    made_up: Index, query: str, is_collapsed: bool
) -> None:
    counted = made_up.search(query, limit=0, facets=FACETS, collapse=is_collapsed)
    seen = 0
    for facet, values in counted.facets.items():
        assert len({one.value for one in values}) == len(values)
        for one in values:
            rest = str(without_filter(parsed(query).query, FIELD_OF.get(facet, facet)))  # another value in its place
            chosen = made_up.search(rest, limit=0, filters={facet: [one.value]}, collapse=is_collapsed)
            assert chosen.total == one.count, f"{facet}: {one.value}"
            seen += 1
    assert seen > 10


@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_that_is_filtered_by_counts_as_if_it_were_not(made_up: Index, facet: str) -> None:
    free = made_up.search("gempa", limit=0, facets=FACETS).facets
    value = free[facet][0].value
    narrow = made_up.search("gempa", limit=0, facets=FACETS, filters={facet: [value]}).facets
    assert [(one.value, one.count) for one in narrow[facet]] == [(one.value, one.count) for one in free[facet]]
    assert [one.value for one in narrow[facet] if one.is_chosen] == [value]
    other = next(name for name in FACETS if FIELD_OF.get(name, name) != FIELD_OF.get(facet, facet))
    assert sum(one.count for one in narrow[other]) <= sum(one.count for one in free[other])


def test_an_unknown_facet_is_refused(made_up: Index) -> None:
    with pytest.raises(ValueError, match="there is no facet 'outlet'"):
        made_up.search("gempa", facets=["outlet"])


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("query", QUERIES)
def test_export_and_search_see_the_same_whether_filters_are_typed_or_chosen(
    made_up: Index, query: str, filters: dict[str, list[str]]
) -> None:
    page = made_up.search(query, limit=SIZE, collapse=False, filters=filters)
    seen = [hit.document.id for hit in page.hits]
    assert [document.id for document in made_up.documents(query, filters=filters)] == seen
    written = str(narrowed(parsed(query).query, filters))
    assert [document.id for document in made_up.documents(written)] == seen
    assert [document.id for document in made_up.documents(page.understood)] == seen


def test_without_a_query_everything_is_exported(made_up: Index) -> None:
    assert sorted(document.id for document in made_up.documents()) == [f"d{number:03}" for number in range(SIZE)]
    assert sorted(document.id for document in made_up.documents("*")) == [f"d{number:03}" for number in range(SIZE)]


def adds_up(numbers: Numbers) -> bool:
    """Whether all parts, times their factor, are the whole, at every height of the tree."""
    if not numbers.parts:
        return True
    total = sum(part.score for part in numbers.parts) * numbers.factor
    return isclose(total, numbers.score, rel_tol=1e-5, abs_tol=1e-5) and all(map(adds_up, numbers.parts))


@pytest.mark.parametrize("half_life_days", [0.0, 90.0])
@pytest.mark.parametrize("is_collapsed", [True, False])
@pytest.mark.parametrize("query", [*QUERIES[1:], "gempa^2 judul:banjir~", "koalis* (kota OR jalan)^3", "apa gempa"])
def test_the_numbers_of_a_hit_add_up_to_its_score(
    made_up: Index, query: str, is_collapsed: bool, half_life_days: float
) -> None:
    page = made_up.search(query, limit=50, explain=True, collapse=is_collapsed, half_life_days=half_life_days)
    assert page.hits
    for hit in page.hits:
        assert hit.numbers is not None
        assert adds_up(hit.numbers)
        assert isclose(hit.numbers.score, hit.score, rel_tol=1e-5, abs_tol=1e-5), hit.document.id


def test_numbers_are_there_only_where_they_are_asked_for(made_up: Index) -> None:
    assert {hit.numbers for hit in made_up.search("gempa").hits} == {None}


def test_copies_are_one_result_and_each_is_counted(made_up: Index) -> None:
    together, apart = (made_up.search("*", limit=SIZE, collapse=collapse) for collapse in (True, False))
    assert apart.total == SIZE
    assert together.total == len(together.hits) < SIZE
    assert sum(1 + hit.copies_total for hit in together.hits) == SIZE
    assert made_up.statistics().results == together.total
    assert all(hit.copies_total == 0 for hit in apart.hits)


def test_a_range_of_dates_says_how_many_it_left_out_and_offers_them(made_up: Index) -> None:
    everything = made_up.search("gempa", limit=SIZE, collapse=False)
    certain = made_up.search("gempa tanggal:2015-11", limit=SIZE, collapse=False)
    (notice,) = certain.notices
    (advice,) = [one for one in certain.advice if one.code == "relaxed-date"]
    left_out = [hit for hit in everything.hits if may_be_in_november(hit)]
    assert (notice.code, notice.values["count"]) == ("dates-left-out", str(len(left_out)))
    assert advice.total == certain.total + len(left_out)
    assert made_up.search(advice.query, limit=0, collapse=False).total == advice.total
    assert not made_up.search("gempa", limit=0).notices


def may_be_in_november(hit: Hit) -> bool:
    """Whether the date leaves it open that it was November 2015."""
    return str(hit.document.published) in ("", "2015")
