"""The normal form: what is built from parts means the same as the parts, written in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.building import either, grouped, is_only_excluded, on_field
from search.query.tree import EMPTY, Boosted, Clause, Fielded, Group, Occur, Or, Query, Word
from tests.query.strategies import queries

A, B, C = Word("aceh"), Word("banjir"), Word("cuaca")
WITHOUT_C = Group((Clause(Occur.EXCLUDED, C),))


def wanted(*queries: Query) -> list[Clause]:
    return [Clause(Occur.WANTED, query) for query in queries]


def required(*queries: Query) -> list[Clause]:
    return [Clause(Occur.REQUIRED, query) for query in queries]


@pytest.mark.parametrize(
    ("clauses", "line"),
    [
        ([], "()"),
        (wanted(A), "aceh"),
        (required(A), "aceh"),
        (wanted(A, EMPTY), "aceh"),
        (wanted(A, WITHOUT_C), "(+aceh -cuaca)"),
        (wanted(A, grouped(wanted(B, C))), "(aceh banjir cuaca)"),
        (required(A, grouped(required(B, C))), "(+aceh +banjir +cuaca)"),
        (required(A, grouped(wanted(B, C))), "(+aceh +(banjir cuaca))"),
        (wanted(A, grouped(required(B, C))), "(aceh (+banjir +cuaca))"),
        (wanted(grouped(required(A, B)), WITHOUT_C), "(+aceh +banjir -cuaca)"),
        ([Clause(Occur.EXCLUDED, grouped(wanted(A, B)))], "(-(aceh banjir))"),
        ([Clause(Occur.EXCLUDED, WITHOUT_C)], "(-cuaca)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_clauses_side_by_side_have_one_form(clauses: list[Clause], line: str) -> None:
    assert str(grouped(clauses)) == line


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ([], "()"),
        ([A], "aceh"),
        ([A, EMPTY], "aceh"),
        ([A, Or((B, C))], "(aceh OR banjir OR cuaca)"),
        ([A, B, WITHOUT_C], "(+(aceh OR banjir) -cuaca)"),
        ([WITHOUT_C], "(-cuaca)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_alternatives_have_one_form(parts: list[Query], line: str) -> None:
    assert str(either(parts)) == line


@pytest.mark.parametrize(
    ("query", "line"),
    [
        (A, "title:aceh"),
        (EMPTY, "()"),
        (Fielded("body", A), "body:aceh"),
        (Or((A, B)), "title:(aceh OR banjir)"),
        (WITHOUT_C, "(-title:cuaca)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_field_goes_no_further_than_it_means(query: Query, line: str) -> None:
    assert str(on_field("title", query)) == line


def inner(query: Query) -> list[Query]:
    """The query's parts at any depth, without itself."""
    match query:
        case Fielded(_, part) | Boosted(part, _):
            parts: tuple[Query, ...] = (part,)
        case Group(clauses):
            parts = tuple(clause.query for clause in clauses)
        case Or():
            parts = query.parts
        case _:
            parts = ()
    return [*parts, *(deeper for part in parts for deeper in inner(part))]


@given(queries)
def test_no_part_of_a_tree_is_empty_or_only_excluded(query: Query) -> None:
    assert not any(part == EMPTY or is_only_excluded(part) for part in inner(query))


@given(queries)
def test_no_field_is_named_twice_for_one_thing_and_no_or_holds_an_or(query: Query) -> None:
    for part in (query, *inner(query)):
        assert not (isinstance(part, Fielded) and isinstance(part.query, Fielded))
        assert not (isinstance(part, Or) and any(isinstance(alternative, Or) for alternative in part.parts))


@given(st.lists(st.builds(Clause, st.sampled_from(Occur), queries), max_size=4))
def test_building_a_group_again_changes_nothing(clauses: list[Clause]) -> None:
    query = grouped(clauses)
    assert not isinstance(query, Group) or grouped(query.clauses) == query


def test_positions_do_not_count_in_comparisons() -> None:
    assert Word("aceh", 3, 7) == Word("aceh")
