"""The words by which a language is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import plain
from search.analysis.markers import FEWEST_POINTS, may_be_a_neighbour, points
from search.analysis.spelled import spelled, without_addresses

ANY = st.text(st.characters(exclude_categories=()))
OF_NEWS = st.lists(
    st.sampled_from(
        ["anak", "-", "--", " ", "\n", "“", "Été", "’", "ke", "2", "@", "://", ".co.id", "ора", "ﬁ", "½", "(", "\ud800"]
    )
).map("".join)
# Words of Indonesian, of the languages beside it, and of both.
NEIGHBOURS = (
    *("di", "universitas", "kerana", "ora", "boleh"),
    *("ialah", "nindakake", "disajikeun", "lake", "bahwa"),
)


def slowly(text: str) -> list[str]:
    """The same by one pattern, letter by letter."""
    folded = plain(without_addresses(re.sub("[“”‘’–—…•]", " ", text.lower()))).text.lower()
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded)


@given(ANY | OF_NEWS)
def test_words_are_runs_of_letters_and_single_hyphens(text: str) -> None:
    assert spelled(text).split() == slowly(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anak-anak -- kata dia- ke-2", "anak-anak kata dia ke"),
        ("lihat www.kompas.com atau tulis ke redaksi@kompas.com", "lihat atau tulis ke"),
        ("“Jum’at” di Besançon", "jum at di besancon"),
    ],
)
def test_words_of_a_text(text: str, words: str) -> None:
    assert spelled(text).split() == words.split()


@given(st.lists(st.sampled_from(NEIGHBOURS)))
def test_where_no_neighbour_may_be_none_has_points_enough(words: list[str]) -> None:
    found = points(frozenset(words))
    if not may_be_a_neighbour(" ".join(words), words):
        assert max(found[language] for language in ("ms", "jv", "su")) < FEWEST_POINTS
