"""Filters chosen and let go in a typed text: it reads as the tree does, and stays as typed where it can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.narrowing import filters_of, narrowed, without_filter
from search.query.parser import parsed
from search.query.typed import QueryText
from tests.conftest import cases
from tests.query import strategies

# Beside a filter "*" means nothing, and is no part of the tree.
TYPED = [typed for typed, tree, *_ in cases("queries.tsv") if {"*", "+*"}.isdisjoint(tree.strip("()").split())]
VALUES = ["ANTARA News", "Tempo", '5 "besar"', "voa-islam.com", "OR", "a:b", "(x)", "*", "é ü"]


@pytest.mark.parametrize("typed", TYPED)
def test_a_chosen_value_reads_as_the_tree_with_it(typed: str) -> None:
    tree = without_filter(parsed(typed).query, "source")
    before = filters_of(parsed(typed).query).get("source", ())
    text = QueryText(typed).narrowed("sumber", "ANTARA News").text
    assert parsed(text).query == narrowed(tree, {"source": (*before, "ANTARA News")})


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_chosen_can_be_let_go(typed: str) -> None:
    tree = without_filter(parsed(typed).query, "source")
    text = QueryText(typed).narrowed("sumber", "Tempo").without("source").text
    assert parsed(text).query == tree


@given(st.sampled_from(VALUES) | st.text(max_size=12), st.sampled_from(["sumber", "author", "tempat", "section"]))
def test_any_value_is_found_again(value: str, name: str) -> None:
    narrow = QueryText("gempa Aceh").narrowed(name, value)
    assert parsed(narrow.text).query == narrowed(parsed("gempa Aceh").query, {name: [value]})
    kept = next(iter(narrow.filters.values()), ())
    assert kept in {(" ".join(value.split()),), ()} or len(kept) == 1  # signs that no text prints are left out
    for one in kept:
        assert narrow.without(next(iter(narrow.filters)), one).text == "gempa Aceh"


@pytest.mark.parametrize(
    ("typed", "name", "value", "expected"),
    [
        ("gempa Aceh", "sumber", "ANTARA News", 'gempa Aceh sumber:="ANTARA News"'),
        ("gempa Aceh", "source", "Tempo", "gempa Aceh source:=Tempo"),
        ("", "tanggal", "2015-11", "tanggal:2015-11"),
        ("gempa tanggal:2015", "tanggal", "2015-11", "gempa tanggal:2015-11"),
        ("gempa bahasa:=id", "bahasa", "en", "gempa bahasa:(=id OR =en)"),
        ("gempa bahasa:=id", "bahasa", "id", "gempa bahasa:=id"),
        ("kpk ATAU suap", "rubrik", "Hukum", "kpk ATAU suap rubrik:=Hukum"),
        ("kpk DAN suap", "rubrik", "Hukum", "+kpk +suap section:=Hukum"),
        ("kpk (suap", "rubrik", "Hukum", "kpk suap section:=Hukum"),
        ("*", "rubrik", "Hukum", "* rubrik:=Hukum"),
    ],
)
def test_the_text_stays_as_typed_where_it_can(typed: str, name: str, value: str, expected: str) -> None:
    assert QueryText(typed).narrowed(name, value).text == expected


@pytest.mark.parametrize("count", [58, 59, 60, 63, 64, 70])
def test_a_query_as_long_as_is_read_has_no_room_for_a_filter(count: int) -> None:
    typed = " ".join("abcdefghij"[number % 10] for number in range(count))
    text = QueryText(typed).narrowed("author", "x").text
    assert parsed(text).query == narrowed(parsed(typed).query, {"author": ["x"]}) or count >= 64


def test_everything_stays_everything_without_its_filter() -> None:
    assert QueryText("* rubrik:=Hukum").without("section").text == "*"
    assert QueryText("rubrik:=Hukum").without("section").text == ""


@pytest.mark.parametrize("typed", TYPED[::4])
def test_values_with_signs_in_them_read_as_themselves_behind_any_text(typed: str) -> None:
    tree = parsed(typed).query
    rest, before = without_filter(tree, "author"), filters_of(tree).get("author", ())
    for value in VALUES:
        text = QueryText(typed).narrowed("author", value).text
        assert parsed(text).query == narrowed(rest, {"author": [*before, value]}), text


@given(strategies.typed)
def test_without_each_of_its_other_filters_a_query_has_fewer(text: str) -> None:
    others = QueryText(text).others
    for one in others:
        left = QueryText(one.without.text).others
        assert len(left) < len(others)
        assert {(rest.name, rest.value) for rest in left} <= {(rest.name, rest.value) for rest in others}


# Words and values, up to the 64 that are read of a query.
@pytest.mark.parametrize(("count", "sources"), [(1, 1), (1, 12), (20, 9), (55, 8), (56, 8), (55, 9), (57, 7), (63, 1)])
def test_a_value_beside_many_words_reads_as_the_tree_with_it(count: int, sources: int) -> None:
    typed = " ".join(f"kata{number}" for number in range(count))
    chosen = [f"Koran {number}" for number in range(sources)]
    narrow = QueryText(typed)
    for one in chosen:
        narrow = narrow.narrowed("sumber", one)
    assert parsed(narrow.text).query == narrowed(parsed(typed).query, {"sumber": chosen})
