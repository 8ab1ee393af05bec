"""Terms and places survive the form in which tantivy takes them."""

from __future__ import annotations

import re
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.samples import NO_TANTIVY

pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.wording import LONGEST, MARK, NOBODY, decoded, encoded, joined, keys, parts, rows, words_of

WHITE_SPACE = re.compile("[ \t\n\f\r]")  # as tantivy's tokenizer sees it
terms = st.text(max_size=8) | st.sampled_from(["", " ", "\n", "\x1a", "\x1e", "\x1f", "\ud800", "\x1a0020", "su24"])


@st.composite
def placed(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """Terms with places that never fall and are below the number of terms."""
    own = draw(st.lists(terms, min_size=1, max_size=12))
    return own, sorted(draw(st.lists(st.integers(0, len(own) - 1), min_size=len(own), max_size=len(own))))


@given(terms)
def test_a_word_gives_its_term_back_and_is_one_word(term: str) -> None:
    assert decoded(encoded(term)) == term
    assert WHITE_SPACE.split(encoded(term)) == [encoded(term)]
    assert parts(encoded(term)) == [encoded(term)]


def test_words_of_long_terms_differ_where_the_terms_do() -> None:
    long, longer = "x" * LONGEST * 2, "x" * LONGEST * 2 + "y"
    assert len({encoded(long), encoded(longer)}) == 2
    assert len(encoded(long)) <= LONGEST


@given(st.lists(st.lists(terms)))
def test_a_text_has_a_word_for_each_term(own: list[list[str]]) -> None:
    words = words_of([term for some in own for term in some]).tolist()
    texts = joined(words, list(map(len, own)))
    assert [WHITE_SPACE.split(text) for text in texts] == [list(map(encoded, some)) or [""] for some in own]


@given(st.lists(placed(), min_size=1, max_size=4))
def test_rows_have_as_many_words_as_terms_and_each_in_its_place(drawn: list[tuple[list[str], list[int]]]) -> None:
    counts = [len(own) for own, _ in drawn]
    starts = [end - count for end, count in zip(accumulate(counts), counts, strict=True)]
    absolute = [start + place for start, (_, positions) in zip(starts, drawn, strict=True) for place in positions]
    words = words_of([term for own, _ in drawn for term in own])
    found = rows(words, np.arange(len(words)), np.array(absolute))
    for text, (own, positions) in zip(joined(found.words.tolist(), counts), drawn, strict=True):
        row = WHITE_SPACE.split(text)
        assert len(row) == len(own)
        met = {(part, place) for place, word in enumerate(row) if word != NOBODY for part in parts(word)}
        assert met == {(encoded(term), place) for term, place in zip(own, positions, strict=True)}
    assert found.stacks == {place: word for place, word in enumerate(found.words) if MARK in word}


@given(placed())
def test_who_looks_for_a_part_of_a_stack_finds_the_stack(drawn: tuple[list[str], list[int]]) -> None:
    own, positions = drawn
    for stack in rows(words_of(own), np.arange(len(own)), np.array(positions)).stacks.values():
        for part in parts(stack):
            assert stack.startswith(f"{part}{MARK}") or f"{part}{MARK}{stack}" in keys(stack).split(" ")
