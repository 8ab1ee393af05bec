"""Where two texts differ: whole words, in order, and nothing between them differs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import tokens
from search.copies import Difference, differences
from search.copies.differences import LONGEST
from tests.conftest import cases

CASES = cases("../copies/differences.tsv", columns=3)
WORDS = ("Polisi", "menangkap,", "dua", "pelaku.", "(di)", "Medan-nya", "27/11", "“malam”", "\n", "é", "-")
TEXTS = st.lists(st.sampled_from(WORDS)).map(" ".join)


def shown(first: str, second: str) -> str:
    found = differences(first, second)
    return " ; ".join(
        f"{first[one.first_start : one.first_end] or '-'} > {second[one.second_start : one.second_end] or '-'}"
        for one in found
    )


@pytest.mark.parametrize(("first", "second", "expected"), CASES)
def test_texts_differ_in(first: str, second: str, expected: str) -> None:
    assert shown(first, second) == expected


@given(st.one_of(TEXTS, st.text()), st.one_of(TEXTS, st.text()))
@example("", "%0")
def test_what_stands_between_differences_is_the_same(first: str, second: str) -> None:
    found = differences(first, second)
    if not found:
        assert words(first, 0, len(first)) == words(second, 0, len(second))
    at = Difference(0, 0, 0, 0)
    for one in [*found, Difference(len(first), len(first), len(second), len(second))]:
        assert at.first_end <= one.first_start <= one.first_end <= len(first)
        assert at.second_end <= one.second_start <= one.second_end <= len(second)
        assert words(first, at.first_end, one.first_start) == words(second, at.second_end, one.second_start)
        at = one


def words(text: str, start: int, end: int) -> list[str]:
    """The words of a text between two characters, as the whole text has them: "%0" is no "persen 0"."""
    found = [token for token in tokens(text) if token.piece.step]
    return [token.piece.surface for token in found if start <= token.start and token.end <= end]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text.upper()) == ()


def test_of_a_long_text_the_part_beyond_the_bound_is_one_difference() -> None:
    first = [f"a{number}" for number in range(2 * LONGEST)]
    second = ["mulai", *first[1:-1], "akhir"]
    second[LONGEST + 50] = "lain"
    found = differences(" ".join(first), " ".join(second))
    assert len(found) == 2
    assert found[0] == Difference(0, 2, 0, 5)
    assert " ".join(second)[found[1].second_start :].startswith(f"a{LONGEST}")
