"""Short forms and the words they stand for: tests/mining/acronyms.tsv."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search.mining.acronym import LINKING, is_acronym, is_short_form, long_form_length, stands_for
from tests.conftest import cases

CASES = cases("../mining/acronyms.tsv", columns=4)


@pytest.mark.parametrize(("short", "words", "length", "why"), CASES, ids=[f"{row[0]}: {row[1]}" for row in CASES])
def test_the_letters_decide(short: str, words: str, length: str, why: str) -> None:
    assert long_form_length(short, words.split()) == int(length), why


@pytest.mark.parametrize("printed", ["26/11", "", "K", "a b c", "Kompas.com", "ISIS, NIIS", "2015", "KPK 2"])
def test_what_is_no_short_form(printed: str) -> None:
    assert not is_short_form(printed)


def test_an_acronym_is_in_capitals() -> None:
    assert [word for word in ("ISIS", "TNI-AL", "Daesh", "I", "F-16", "2015") if is_acronym(word)] == ["ISIS", "TNI-AL"]


@given(st.text(max_size=20), st.lists(st.text(max_size=15), max_size=20))
def test_any_words_can_be_asked_about(short: str, words: list[str]) -> None:
    length = long_form_length(short, words)
    assert 0 <= length <= len(words)
    assert not length or stands_for(short, words[-length:])


@given(st.lists(st.from_regex(r"[B-Z][aiueo][a-z]{2,7}", fullmatch=True), min_size=2, max_size=4))
def test_initials_stand_for_their_words(words: list[str]) -> None:
    assume(not {word.lower() for word in words} & LINKING)
    assert stands_for("".join(word[0] for word in words), words)


def test_a_hard_case_ends_soon() -> None:
    assert long_form_length("A" * 15, ["aaaaaaaaaaaaaaa"] * 200) > 0
    assert long_form_length("A" * 14 + "B", ["aaaaaaaaaaaaaaa"] * 200) == 0
