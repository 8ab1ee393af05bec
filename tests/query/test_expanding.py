"""Patterns and misspelt words stand for words of the archive, and never for too many."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import expanding
from search.query.expanding import Expansion, Spelling, Vocabulary, expander, unexpanded

WORDS = {"hollande": 9, "holland": 2, "holder": 1, "koalisi": 8, "koalisinya": 3, "kolusi": 5, "korupsi": 7, "ko": 1}
FIELDS = ("title_surface", "body_surface")


def vocabulary_of(words: dict[str, int]) -> Vocabulary:
    return lambda field, prefix: iter(sorted(pair for pair in words.items() if pair[0].startswith(prefix)))


def terms(text: str, edits: int = 0) -> tuple[str, ...]:
    return expander(vocabulary_of(WORDS))(Spelling(text, edits, FIELDS)).terms


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("koalis*", "koalisi koalisinya"),
        ("ko*si", "koalisi korupsi kolusi"),
        ("ko?*", "koalisi korupsi kolusi koalisinya"),
        ("kol?si", "kolusi"),
        ("ko*s*n*", "koalisinya"),
        ("ko*", "koalisi korupsi kolusi koalisinya ko"),
        ("koalis?i", ""),
        ("zebra*", ""),
    ],
)
def test_a_pattern_stands_for_the_words_that_fit_the_most_frequent_first(pattern: str, found: str) -> None:
    assert " ".join(terms(pattern)) == found


@pytest.mark.parametrize(
    ("word", "edits", "found"),
    [
        ("holande", 1, "hollande"),
        ("holande", 2, "hollande holland"),
        ("hollnade", 1, "hollande"),
        ("hollande", 1, "hollande holland"),
        ("koalsi", 1, "koalisi"),
        ("olande", 2, ""),
        ("kolusy", 1, "kolusi"),
    ],
)
def test_a_misspelt_word_stands_for_words_so_many_mistakes_away(word: str, edits: int, found: str) -> None:
    assert " ".join(terms(word, edits)) == found


def test_a_spelling_named_again_is_looked_up_once_and_uses_up_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "MOST_TERMS_OF_A_QUERY", 3)
    walks: list[str] = []

    def vocabulary(field: str, prefix: str) -> Iterator[tuple[str, int]]:
        walks.append(field)
        return vocabulary_of(WORDS)(field, prefix)

    expand = expander(vocabulary)
    both = [expand(Spelling("koalis*", 0, FIELDS)) for _ in range(2)]
    assert both == [Expansion(("koalisi", "koalisinya"))] * 2
    assert walks == list(FIELDS)


def test_without_an_archive_a_pattern_stands_for_nothing() -> None:
    assert unexpanded(Spelling("ko*", 0, FIELDS)) == Expansion()


def distance(one: str, other: str) -> int:
    """Damerau's, with each pair of letters moved once: the definition, slow and plain."""
    rows = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            is_other = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + is_other)
            if i > 1 and j > 1 and (one[i - 1], one[i - 2]) == (other[j - 2], other[j - 1]):
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


letters = st.text("abc", min_size=1, max_size=7)


@given(letters, st.integers(1, 2), st.sets(letters, max_size=40))
def test_the_walk_finds_what_the_definition_says(word: str, edits: int, words: set[str]) -> None:
    found = expander(vocabulary_of(dict.fromkeys(words, 1)))(Spelling(word, edits, FIELDS)).terms
    assert set(found) == {other for other in words if other[0] == word[0] and distance(word, other) <= edits}


@given(st.text("ab*?", min_size=1, max_size=8).map("a".__add__), st.sets(letters, max_size=40))
def test_patterns_are_those_of_file_names(pattern: str, words: set[str]) -> None:
    found = expander(vocabulary_of(dict.fromkeys(words, 1)))(Spelling(pattern, 0, FIELDS)).terms
    assert set(found) == {other for other in words if fnmatchcase(other, pattern)}


def endless(field: str, prefix: str) -> Iterator[tuple[str, int]]:
    number = 0
    while True:
        yield f"{prefix}{number:09}", 1
        number += 1


def test_no_walk_is_endless_and_no_query_has_more_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "MOST_WALKED", 10_000)
    expand = expander(endless)
    first, *others = (expand(Spelling(f"ko{number}*", 0, FIELDS)) for number in range(9))
    assert first.is_cut
    assert len(first.terms) == expanding.MOST_TERMS
    assert all(expansion.is_cut for expansion in others)
    assert sum(len(expansion.terms) for expansion in (first, *others)) <= expanding.MOST_TERMS_OF_A_QUERY


def test_all_patterns_of_a_query_share_one_number_of_words() -> None:
    beginnings = ("ka", "ki", "ku", "ke", "ko")
    many = {f"{begin}{number:04}": 1 for begin in beginnings for number in range(2_000)}
    expand = expander(vocabulary_of(many))
    found = [len(expand(Spelling(f"{begin}*", 0, ("body_surface",))).terms) for begin in beginnings]
    assert found == [1_024, 1_024, 1_024, 1_024, 0]


def test_many_stars_cost_no_more_than_one() -> None:
    words = dict(islice(((f"a{'b' * 60}{number}", 1) for number in range(200)), 200))
    assert expander(vocabulary_of(words))(Spelling("a" + "*b" * 1_000 + "*x", 0, FIELDS)).terms == ()
