"""Roots: the case tables, what must stay, and what holds for every string."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import affixes
from search.analysis.dictionary import roots
from search.analysis.stemmer import LONGEST, Why, explained, fingerprint, root
from tests.conftest import CASES, cases

UNCHANGED = [
    word
    for line in (CASES / "stems-unchanged.txt").read_text(encoding="utf-8").split("\n")
    if not line.startswith("#")
    for word in line.split()
]
# Words made of real parts, right or wrong: where the rules have most to do.
SOUP = st.builds(
    lambda prefixes, base, suffixes: "".join([*prefixes, base, *suffixes]),
    st.lists(
        st.sampled_from(sorted({opening for prefix in affixes.PREFIXES for opening in prefix.openings})), max_size=3
    ),
    st.sampled_from(sorted(roots())),
    st.lists(st.sampled_from([*affixes.SUFFIXES, *affixes.POSSESSIVES, *affixes.PARTICLES]), max_size=3),
)
HYPHENATED = st.text("abeginkmstuy-0189", max_size=30)


@pytest.mark.parametrize(("word", "expected", "why"), cases("stems.tsv", columns=3))
def test_word_meets_its_family_at_the_root(word: str, expected: str, why: str) -> None:
    assert root(word) == expected, why


@pytest.mark.parametrize("word", UNCHANGED)
def test_word_that_is_its_own_root_stays(word: str) -> None:
    assert root(word) == word


def test_both_tables_were_read() -> None:
    assert len(cases("stems.tsv", columns=3)) >= 400
    assert len(UNCHANGED) >= 250


@given(st.one_of(st.text(), SOUP, HYPHENATED))
def test_no_string_raises_or_grows(word: str) -> None:
    found = root(word)
    assert len(found) <= len(word) + 2, "no override adds more letters (tentram: tenteram)"
    assert not any(map(str.isspace, found)) or any(map(str.isspace, word))
    assert bool(found) == bool(word)


@given(st.one_of(SOUP, HYPHENATED))
def test_the_answer_does_not_depend_on_what_was_asked_before(word: str) -> None:
    remembered = root(word)
    root.cache_clear()
    assert root(word) == remembered == explained(word).root


@pytest.mark.parametrize(("word", "expected", "why"), cases("stems.tsv", columns=3))
def test_a_root_is_its_own_root(word: str, expected: str, why: str) -> None:
    assert root(expected) == expected, why


def test_roots_of_made_words_are_their_own_roots_but_for_a_few() -> None:
    """Measured at 0.1 % on 20,000 made words: what is left of an unknown word may look like a word with affixes."""
    chosen = random.Random(7)
    bases, suffixes = sorted(roots()), ["", *affixes.SUFFIXES, *affixes.POSSESSIVES, *affixes.PARTICLES]
    openings = ["", *(prefix.openings[0] for prefix in affixes.PREFIXES)]
    words = {chosen.choice(openings) + chosen.choice(bases) + chosen.choice(suffixes) for _ in range(5_000)}
    unsteady = [word for word in words if root(root(word)) != root(word)]
    assert len(words) > 4_000
    assert len(unsteady) <= 0.005 * len(words), unsteady[:20]


def test_words_too_long_to_be_words_stay() -> None:
    word = "me" + "serang" * 10 + "kan"
    assert len(word) > LONGEST
    assert root(word) == word


@pytest.mark.parametrize(
    ("word", "why", "analysis"),
    [
        ("memperlakukannya", Why.RULE, "me- per- laku -kan -nya"),
        ("kpknya", Why.RULE, "kpk -nya"),
        ("pengawasannya", Why.RULE, "awas -nya"),
        ("pengawasan", Why.OVERRIDE, ""),
        ("sinai", Why.NAME, ""),
        ("perang", Why.DICTIONARY, ""),
        ("negara-negara", Why.REPETITION, ""),
        ("brussels", Why.UNCHANGED, ""),
        ("", Why.UNCHANGED, ""),
    ],
)
def test_explanation_names_the_step_that_answered(word: str, why: Why, analysis: str) -> None:
    assert (explained(word).why, explained(word).analysis) == (why, analysis)


def test_fingerprint_is_short_and_steady() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16
