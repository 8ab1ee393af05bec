"""Why nothing was found: each part of a query is looked for by itself, and what is left out is not."""

from __future__ import annotations

import pytest

from search import Index
from search.index.misses import Miss, missed

# typed, words, filters, results without filters
MISSED = [
    ("gajah", ["gajah"], [], 0),
    ("+koalisi +gajah", ["gajah"], [], 0),
    ("+koalisi +(gajah ATAU badak)", ["gajah", "badak"], [], 0),
    ('"koalisi gajah"', ['"koalisi gajah"'], [], 0),
    ("judul:gajah isi:koalisi", ["title:gajah"], [], 0),
    ("koalisi -Rusia", [], [], 0),
    ("-gajah", [], [], 0),
    ("koalisi sumber:zzz", [], ["source:zzz"], 0),
    ("koalisi sumber:zzz sejak:2020", [], ["source:zzz", "since:2020"], 4),
    ("koalisi sumber:antara tempat:moskow", [], [], 4),
    ("sumber:zzz bahasa:en", [], ["source:zzz", "language:en"], 0),
    ("gajah^2 gajah", ["gajah"], [], 0),
    ("*", [], [], 0),
    ("((", [], [], 0),
    ("", [], [], 0),
]


@pytest.mark.parametrize(("typed", "words", "filters", "unfiltered"), MISSED, ids=[row[0] for row in MISSED])
def test_what_stands_in_the_way_is_named(
    seed_index: Index, typed: str, words: list[str], filters: list[str], unfiltered: int
) -> None:
    assert missed(seed_index, typed) == Miss(tuple(words), tuple(filters), unfiltered)


def test_the_parts_are_asked_as_the_query_was(seed_index: Index) -> None:
    assert missed(seed_index, "+menyusahkan +memerangkan", exact=True).words == ("menyusahkan", "memerangkan")
    assert missed(seed_index, "Perancis", aliases=False).words == ()
    assert missed(seed_index, "NIIS koalisi", aliases=True).words == ()


def test_a_pasted_text_is_not_looked_up_word_by_word_for_ever(seed_index: Index) -> None:
    words = missed(seed_index, " ".join(f"+gajah{place}" for place in range(200))).words
    assert len(words) == 32
