"""Terms and places survive the form in which tantivy takes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.samples import NO_TANTIVY

pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.reading import places
from search.engines.tantivy.wording import LONGEST, bag, decoded, encoded, parts, row

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
    assert bag([long, "kata"]).split(" ") == [encoded(long), "kata"]


@given(st.lists(terms))
def test_a_bag_has_a_word_for_each_term(own: list[str]) -> None:
    assert WHITE_SPACE.split(bag(own)) == (list(map(encoded, own)) or [""])


@given(placed())
def test_a_row_has_as_many_words_as_terms_and_each_in_its_place(drawn: tuple[list[str], list[int]]) -> None:
    own, positions = drawn
    text, _ = row(own, positions)
    words = WHITE_SPACE.split(text)
    assert len(words) == len(own)
    assert places(text, {word: sorted(set(parts(word))) for word in words if parts(word) != ["\x1e"]}) == {
        encoded(term): sorted({place for other, place in zip(own, positions, strict=True) if other == term})
        for term in own
    }


@given(placed())
def test_who_looks_for_a_part_of_a_stack_finds_the_stack(drawn: tuple[list[str], list[int]]) -> None:
    text, keys = row(*drawn)
    for stack in {word for word in text.split(" ") if len(parts(word)) > 1}:
        for part in parts(stack):
            assert stack.startswith(f"{part}\x1f") or f"{part}\x1f{stack}" in keys
