"""How far apart spellings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggest.spelling import HABIT, MOST_VARIANTS, alike, distance, first_letters, variants

WORDS = st.text("abcdefoujtyz", min_size=1, max_size=12)

# Two spellings of one word.
HABITS = [
    ("soekarno", "sukarno"),
    ("djakarta", "jakarta"),
    ("tjokroaminoto", "cokroaminoto"),
    ("jogjakarta", "yogyakarta"),
    ("achmad", "akhmad"),
    ("propinsi", "provinsi"),
    ("nopember", "november"),
    ("muhammad", "muhamad"),
    ("azas", "asas"),
    ("qurban", "kurban"),
    ("ramadhan", "ramadan"),
    ("soerabaja", "surabaya"),
]
# Typed, printed, edits.
EDITS = [
    ("gempa", "gempa", 0),
    ("gemapa", "gempa", 1),
    ("gmpa", "gempa", 1),
    ("gemba", "gempa", 1),
    ("gepma", "gempa", 1),
    ("agempa", "gempa", 1),
    ("gmepaa", "gempa", 2),
    ("mgepa", "gempa", 2),
    ("gempa", "lempar", 2),
    ("gempa", "tsunami", 3),
]


@pytest.mark.parametrize(("typed", "printed"), HABITS)
def test_habits_are_less_than_a_slip(typed: str, printed: str) -> None:
    assert distance(typed, printed, 2) == distance(printed, typed, 2) == HABIT
    assert printed in variants(typed) or distance(typed, printed, 1) <= 1


@pytest.mark.parametrize(("typed", "printed", "edits"), EDITS)
def test_edits_are_counted(typed: str, printed: str, edits: int) -> None:
    assert distance(typed, printed, 2) == distance(printed, typed, 2) == edits


@given(WORDS, WORDS)
def test_words_that_are_near_are_alike(first: str, second: str) -> None:
    for most in (1, 2):
        if HABIT < distance(first, second, most) <= most:
            assert alike(first, most)(second)


@given(WORDS)
def test_variants_are_bounded_and_new(word: str) -> None:
    found = list(variants(word))
    assert len(found) == len(set(found)) <= MOST_VARIANTS
    assert word not in found


@given(st.text("abcdef", min_size=2, max_size=8))
def test_an_edit_of_the_first_letter_is_one_edit(word: str) -> None:
    assert all(distance(word, other, 2) <= 1 for other in first_letters(word) if other)
