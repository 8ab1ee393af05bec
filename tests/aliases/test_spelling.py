"""Names word by word: the same words that the analyzer gives a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import shipped_rules
from search.aliases.spelling import needed_cases, spellings
from search.analysis import pieces

TABLE = [
    ("ISIS", [["isis"]]),
    ("Amerika  Serikat", [["amerika", "serikat"]]),
    ("Jum’at", [["jumat"]]),
    ("Bashar al-Assad", [["bashar", "al", "assad"], ["bashar", "alassad"]]),
    ("Perserikatan Bangsa-Bangsa", [["perserikatan", "bangsa-bangsa"]]),
    ("Covid-19", [["covid", "19"], ["covid19"]]),
    ("A.S.", [["as"]]),
    ("DiCaprio", [["dicaprio"]]),
    ("!!", []),
]


@pytest.mark.parametrize(("name", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_a_name_is_spelled(name: str, words: list[list[str]]) -> None:
    assert [list(way) for way in spellings(name)] == words


@given(st.one_of(st.text(), st.from_regex(r"[A-Za-z]{1,6}([ -][A-Za-z]{1,6}){0,3}", fullmatch=True)))
def test_names_are_cut_as_texts_are(name: str) -> None:
    surfaces = {piece.surface for piece in pieces(name)}
    assert {word for way in spellings(name) for word in way} <= surfaces
    assert bool(spellings(name)) == bool(surfaces)


def test_shipped_names_are_cut_as_texts_are() -> None:
    names = [name for rule in shipped_rules() for name in rule.names]
    assert len(names) > 600
    for name in names:
        flat = [piece.surface for piece in pieces(name) if piece.covers == 1]
        assert list(spellings(name)[0]) == flat, name


def test_marks_are_met_by_the_folded_word() -> None:
    assert [case.name for case in needed_cases(("pph", "final"), {"PPh"})] == ["CAPITALIZED", "LOWER"]
