"""What a text is cut into: the tables of tests/cases, and what stands around the tokens."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Piece, pieces, query_pieces, tokens
from search.analysis.chunks import Case
from search.analysis.tokenizer import LONGEST_TERM, cut
from tests.conftest import cases


def placed(found: list[Piece]) -> list[tuple[str, int]]:
    """Each surface with its position."""
    position = -1
    result = []
    for piece in found:
        position += piece.step
        result.append((piece.surface, position))
    return result


@pytest.mark.parametrize(("text", "expected"), cases("tokens.tsv", columns=2))
def test_gold_tokens_stand_where_the_table_says(text: str, expected: str) -> None:
    found = tokens(text)
    places = placed([token.piece for token in found])
    assert [[token.start, token.end, *place] for token, place in zip(found, places, strict=True)] == json.loads(
        expected
    )


@pytest.mark.parametrize(("text", "expected", "why"), cases("token-rules.tsv", columns=3))
def test_tokens_follow_the_rules(text: str, expected: str, why: str) -> None:
    assert " ".join(f"{term}@{position}" for term, position in placed(pieces(text))) == expected, why


@pytest.mark.parametrize("word", [word for (word,) in cases("tokens-unchanged.txt", columns=1)])
def test_plain_words_stay_as_they_are(word: str) -> None:
    assert [(token.start, token.end, token.piece.surface) for token in tokens(word)] == [(0, len(word), word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amerika Serikat", [False, True]),
        ("Amerika\nSerikat", [False, True]),
        ("Amerika-Serikat", [False, False, True]),  # the joined form, its first part, its second part
        ("Amerika, Serikat", [False, False]),
        ("Amerika (Serikat)", [False, False]),
        ("Amerika - Serikat", [False, False]),
        ("Amerika/Serikat", [False, False]),
        ("“Amerika Serikat”", [False, True]),
        ("U.S. Army", [False, True]),  # the last dot belongs to the initials
        ("IS, Su-24", [False, False, False, True]),
        ("bom Su-24", [False, True, True, True]),
        ("Rp1,5 triliun", [False, True, True]),
        ("pesawat \u200b Sukhoi", [False, False]),  # an invisible chunk is a sign
    ],
)
def test_only_blanks_and_hyphens_join_two_tokens(text: str, expected: list[bool]) -> None:
    assert [piece.joins for piece in pieces(text)] == expected


def test_a_joined_form_covers_its_parts() -> None:
    assert [(piece.surface, piece.covers) for piece in pieces("Jean-Marc-André")] == [
        ("jeanmarcandre", 3),
        ("jean", 1),
        ("marc", 1),
        ("andre", 1),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IS", Case.CAPITALS),
        ("A.S.", Case.CAPITALS),
        ("MH370", Case.CAPITALS),
        ("KPK-nya", Case.CAPITALS),
        ("Solo", Case.CAPITALIZED),
        ("iPhone", Case.LOWER),
        ("370", Case.LOWER),
        ("高雄", Case.LOWER),
    ],
)
def test_the_case_is_that_of_the_printed_word(text: str, expected: Case) -> None:
    assert pieces(text)[0].case == expected


def test_headlines_in_capitals_tell_nothing_about_case() -> None:
    found = pieces("PRESIDEN AS KE MOSKOW\nPresiden AS tiba.\nISIS\n")
    assert [piece.case for piece in found[:4]] == [None] * 4
    assert [(piece.surface, piece.case) for piece in found[4:]] == [
        ("presiden", Case.CAPITALIZED),
        ("as", Case.CAPITALS),
        ("tiba", Case.LOWER),
        ("isis", Case.CAPITALS),  # one word alone is an acronym
    ]


def test_queries_in_lower_case_tell_nothing_about_case() -> None:
    assert [piece.case for piece in query_pieces("presiden as")] == [None, None]
    assert [piece.case for piece in query_pieces("presiden AS")] == [Case.LOWER, Case.CAPITALS]
    assert [piece.case for piece in query_pieces("PRESIDEN AS")] == [Case.CAPITALS, Case.CAPITALS]


def test_terms_have_a_longest_length_and_tokens_have_none() -> None:
    (token,) = tokens("a" * 1_000)
    assert (token.start, token.end, token.piece.surface) == (0, 1_000, "a" * LONGEST_TERM)


@given(st.text("0123456789.,:-/%", min_size=1, max_size=12))
def test_a_number_by_itself_is_cut_as_among_other_signs(text: str) -> None:
    assert cut(text).parts == cut(f"{text}!").parts
