"""The root of a chunk's one word, found in short, is that of its whole analysis."""

from __future__ import annotations

import pytest
from hypothesis import given

from search.analysis.chunks import analysis
from search.query.concepts import Concept
from search.snippets.clues import MOST_SOUGHT, NOTHING, SEVERAL, Clues, lone_roots
from search.snippets.sought import sought
from tests.snippets.strategies import ALIASES, texts

CHUNKS = (
    *("Rusia", "RUSIA,", "“menyerang”", "DiBrussels", "dibawa", "kata-kata", "Su-24", "Jum'at", "2015", "1.000", "0"),
    *("(27/11/2015)", "1990an", "ke-28", "attacks", "…", "-", "%", "Peron\u0301", "A.S.", "x" * 100, "9" * 100),
)


@pytest.mark.parametrize("language", ["id", "en", "mul"])
@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_chunk_says_the_root_of_its_word(chunk: str, language: str) -> None:
    pieces = analysis(language, is_cased=True).short(chunk).apart
    expected = pieces[0].root if len(pieces) == 1 else SEVERAL if pieces else NOTHING
    assert lone_roots(language)[chunk] == expected


@given(texts)
def test_the_chunks_of_any_text_say_their_roots(text: str) -> None:
    for chunk in text.split():
        pieces = analysis("id", is_cased=True).short(chunk).apart
        assert lone_roots("id")[chunk] == (pieces[0].root if len(pieces) == 1 else SEVERAL if pieces else NOTHING)


def test_a_pattern_that_stands_for_more_words_than_are_looked_up_misses_none() -> None:
    many = [f"kata{number}" for number in range(MOST_SOUGHT + 1)]
    pattern = Concept("kata*", (), (), expanded=tuple(many))
    found = Clues(sought([pattern], "body", ALIASES), ALIASES, "id")
    assert [number for number, _ in found.met([*many, "lain", "…"])] == list(range(len(many)))
