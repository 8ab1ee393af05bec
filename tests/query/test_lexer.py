"""Tokens stand where they were typed, and every word of a text that analysis knows is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import query_tokens
from search.query.lexer import is_word, lexed, printable
from search.query.shapes import Kind
from tests.query.strategies import PRINTED, typed


@pytest.mark.parametrize(
    "word", [*PRINTED, "dan", "and", "Or", "judul", "2-1", "10^x", "a~b", "k*", "*teror", "~2015", "..2014", "%"]
)
def test_this_is_one_word(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "...", "-", "🔥", "kpk suap", "kpk\tsuap", "kpk\x00", "kpk,", "kpk:", "(kpk)", '"kpk"', "'kpk'"],
        *["AND", "DAN", "OR", "ATAU", "NOT", "TANPA", "BUKAN", "+kpk", "-kpk", "judul:kpk", "penerbit:kpk"],
    ],
)
def test_this_is_no_word(text: str) -> None:
    assert not is_word(text)


@given(typed)
def test_tokens_stand_in_order_and_do_not_overlap(text: str) -> None:
    tokens, _ = lexed(text)
    places = [place for token in tokens for place in (token.start, token.end)]
    assert places == sorted(places)
    assert all(printable(text)[t.start : t.end] == t.text for t in tokens if t.kind is Kind.WORD)


@given(st.one_of(st.text(), typed))
def test_every_word_that_analysis_finds_is_in_a_token_or_a_notice(text: str) -> None:
    tokens, notices = lexed(text)
    covered = {place for part in (*tokens, *notices) for place in range(part.start, part.end)}
    assert all(covered & set(range(token.start, token.end)) for token in query_tokens(printable(text)))
