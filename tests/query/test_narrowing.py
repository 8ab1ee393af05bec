"""Filters chosen beside the text and filters typed are one thing; each can be taken away again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.building import is_filter
from search.query.fields import FILTERS
from search.query.narrowing import filters_of, narrowed, without_filter
from search.query.parser import parsed
from search.query.tree import Query
from tests.query.strategies import queries

# typed, chosen, the whole as one line
CHOSEN = [
    ("kpk", {"source": ["ANTARA News"]}, '(kpk source:="ANTARA News")'),
    ("kpk suap", {"sumber": ["Republika"]}, "(kpk suap source:=Republika)"),
    ("kpk AND suap", {"source": ["A", "B"]}, "(+kpk +suap source:(=A OR =B))"),
    ("kpk OR suap", {"year": ["2015"]}, "((kpk OR suap) date:2015)"),
    ("kpk -suap", {"month": ["2015-11"]}, "(+kpk -suap date:2015-11)"),
    ("-suap", {"place": ["Kota Batu"]}, '(-suap +place:="Kota Batu")'),
    ("", {"language": ["en"]}, "language:=en"),
    ("*", {"copies": ["yes"]}, "copies:=yes"),
    ("kpk", {"since": ["2015-11-13"], "sampai": ["pekan lalu"]}, '(kpk since:2015-11-13 until:"pekan lalu")'),
    ("kpk", {"author": ['A "B" C', "A\nB"]}, '(kpk author:(="A ""B"" C" OR ="A B"))'),
    ("kpk", {"date": ['2015"', "-2015"]}, '(kpk date:(="2015""" OR "-2015"))'),
    ("kpk", {"source": [""], "place": []}, "kpk"),
    ("kpk", {}, "kpk"),
]


@pytest.mark.parametrize(("typed", "filters", "line"), CHOSEN, ids=[line for _, _, line in CHOSEN])
def test_what_is_chosen_stands_in_the_query(typed: str, filters: dict[str, list[str]], line: str) -> None:
    query = narrowed(parsed(typed).query, filters)
    assert str(query) == line
    assert parsed(line).query == query


@pytest.mark.parametrize("name", ["title", "judul", "penerbit", "", "cluster"])
def test_only_filters_can_be_chosen(name: str) -> None:
    with pytest.raises(ValueError, match="There are: after, author, "):
        narrowed(parsed("kpk").query, {name: ["x"]})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('kpk sumber:="ANTARA News"', {"source": ("ANTARA News",)}),
        ("sumber:=A sumber:=B", {"source": ("A", "B")}),
        ("kpk +sumber:(=A OR =B) bahasa:inggris", {"source": ("A", "B"), "language": ("en",)}),
        ('tanggal:2015 sejak:"pekan lalu"', {"date": ("2015",), "since": ("pekan lalu",)}),
        ("salinan:tidak id:gempa", {"copies": ("no",), "id": ("gempa",)}),
        ("kpk sumber:antara", {}),
        ("kpk sumber:(=A OR antara)", {}),
        ("kpk -sumber:=A", {}),
        ("kpk OR sumber:=A", {}),
        ("judul:=A", {}),
        ("kpk", {}),
        ("", {}),
    ],
)
def test_the_values_chosen_can_be_read_from_the_query(typed: str, found: dict[str, tuple[str, ...]]) -> None:
    assert filters_of(parsed(typed).query) == found


@pytest.mark.parametrize(
    ("typed", "name", "value", "line"),
    [
        ('kpk sumber:="ANTARA News"', "source", None, "kpk"),
        ("kpk sumber:(=A OR =B OR =C)", "source", "B", "(kpk source:(=A OR =C))"),
        ("kpk sumber:(=A OR =B)", "source", "A", "(kpk source:=B)"),
        ("kpk sumber:(=A OR =B)", "source", None, "kpk"),
        ("kpk sumber:=A tanggal:2015", "date", "2015", "(kpk source:=A)"),
        ("kpk bahasa:inggris", "language", "en", "kpk"),
        ("sumber:=A", "source", "A", "()"),
        ("kpk sumber:=A", "place", None, "(kpk source:=A)"),
        ("kpk sumber:=A", "source", "B", "(kpk source:=A)"),
        ("kpk sumber:antara -sumber:=B", "source", None, "(kpk source:antara -source:=B)"),
        ("+kpk +suap sumber:=A", "source", None, "(+kpk +suap)"),
    ],
)
def test_a_value_can_be_taken_away(typed: str, name: str, value: str | None, line: str) -> None:
    assert str(without_filter(parsed(typed).query, name, value)) == line


values = st.text(min_size=1, max_size=12)
chosen = st.dictionaries(st.sampled_from(sorted(FILTERS)), st.lists(values, max_size=3), max_size=4)


@given(queries, chosen)
def test_any_value_may_be_chosen_beside_any_query(query: Query, filters: dict[str, list[str]]) -> None:
    whole = narrowed(query, filters)
    assert parsed(str(whole)).query == whole


@given(queries)
def test_without_its_filters_a_query_has_none(query: Query) -> None:
    for name in filters_of(query):
        query = without_filter(query, name)
        assert name not in filters_of(query)


@pytest.mark.parametrize(
    ("typed", "narrows"),
    [
        ("sumber:antara", True),
        ("sumber:antara tanggal:2015", True),
        ("(sumber:antara -kpk)^2", True),
        ("sumber:a OR tempat:b", True),
        ("sumber:antara kpk", False),
        ("sumber:(antara judul:kpk)", False),
        ("judul:(kpk sumber:antara)", False),
        ("-sumber:antara", False),
        ("*", False),
        ("kpk", False),
        ("", False),
    ],
)
def test_a_query_of_filters_only_looks_for_nothing_in_the_text(typed: str, narrows: bool) -> None:
    assert is_filter(parsed(typed).query) is narrows
