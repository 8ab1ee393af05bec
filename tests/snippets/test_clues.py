"""The sign of a chunk: one byte, made in short, that says the same as its whole analysis."""

from __future__ import annotations

import pytest
from hypothesis import given

from search.analysis.chunks import analysis
from search.analysis.views import root_of
from search.query.concepts import Concept
from search.snippets.clues import MOST_SOUGHT, NOTHING, SEVERAL, Clues, sign_of, signs
from search.snippets.sought import sought
from tests.snippets.strategies import ALIASES, texts

CHUNKS = (
    *("Rusia", "RUSIA,", "“menyerang”", "DiBrussels", "dibawa", "kata-kata", "Su-24", "Jum'at", "2015", "1.000", "0"),
    *("(27/11/2015)", "1990an", "ke-28", "attacks", "…", "-", "%", "Peron\u0301", "A.S.", "x" * 100, "9" * 100),
)


@pytest.mark.parametrize("language", ["id", "en", "mul"])
@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_chunk_has_the_sign_of_its_root(chunk: str, language: str) -> None:
    pieces = analysis(language, is_cased=True).short(chunk).apart
    expected = sign_of(pieces[0].root) if len(pieces) == 1 else SEVERAL if pieces else NOTHING
    assert signs(language)[chunk] == expected


@given(texts)
def test_the_chunks_of_any_text_have_the_signs_of_their_roots(text: str) -> None:
    for chunk in text.split():
        pieces = analysis("id", is_cased=True).short(chunk).apart
        assert signs("id")[chunk] == (sign_of(pieces[0].root) if len(pieces) == 1 else SEVERAL if pieces else NOTHING)


def test_a_pattern_that_stands_for_more_words_than_there_are_signs_misses_none() -> None:
    many = [f"kata{number}" for number in range(MOST_SOUGHT + 1)]
    pattern = Concept("kata*", (), (), expanded=tuple(many))
    found = Clues(sought([pattern], "body", ALIASES), ALIASES, "id")
    assert [number for number, _ in found.met([*many, "lain", "…"])] == list(range(len(many)))


def test_signs_are_no_more_than_a_byte_and_leave_room_for_the_two_that_stand_for_no_root() -> None:
    made = {sign_of(root_of(f"kata{number}")) for number in range(5_000)}
    assert made == set(range(NOTHING + 1, SEVERAL))
