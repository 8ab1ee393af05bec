"""What several texts hold: the same as the analysis gives text by text, however many texts came before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import AliasTable, alias_table, root_terms, shipped_rules
from search.analysis import pieces
from search.bulk import held
from search.bulk.held import Held, HeldTerm
from search.ingest import Record, document, records
from tests.conftest import ROOT

SHIPPED = alias_table([shipped_rules()])
KNOWN = Held(SHIPPED)  # with what all tests have read so far
SEEDS = [document(record) for record in records([ROOT / "seeds"]) if isinstance(record, Record)]
TEXTS = [(one.body, one.language) for one in SEEDS]
ALL = 100_000
# Names that go on, forms on one position, capitals that mean nothing, letters of others, nothing at all.
ODD = ["Dewan Keamanan PBB", "Su-24 Su-24", "ISIS DI SURIAH DAN IRAK", "pemboman bom", "Ünïcödé", "", "!", "a, b"]


def slowly(texts: Sequence[tuple[str, str]], table: AliasTable, least: int) -> list[HeldTerm]:
    """The same, text by text and token by token."""
    analyzed = [pieces(text, language) for text, language in texts]
    counts = Counter(term for own in analyzed for term in set(root_terms(own, table)))
    printed = Counter((piece.root, piece.surface) for own in analyzed for piece in own)
    found = []
    for term, count in counts.items():
        surfaces = [(-times, surface) for (root, surface), times in printed.items() if root == term]
        if count >= least:
            found.append(HeldTerm(term, min(surfaces, default=(0, ""))[1], count))
    return sorted(found)


@pytest.mark.parametrize("least", [1, 2, 3, 5, 6])
def test_seeds_hold_what_the_analysis_finds(least: int) -> None:
    found = sorted(Held(SHIPPED).terms(TEXTS, least=least, most=ALL))
    assert found == slowly(TEXTS, SHIPPED, least)
    assert bool(found) is (least < 6)
    assert any(one.term.startswith("=") for one in found) is (least < 6), "names are folded"


@given(st.lists(st.tuples(st.sampled_from(ODD) | st.text(max_size=40), st.sampled_from(["id", "en"])), max_size=5))
def test_any_texts_are_taken_whatever_was_read_before(texts: list[tuple[str, str]]) -> None:
    assert sorted(KNOWN.terms(texts, least=1, most=ALL)) == slowly(texts, SHIPPED, 1)


def test_words_that_were_forgotten_are_analyzed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST_CHUNKS", 100)
    small = Held(SHIPPED)
    for text in TEXTS:
        assert sorted(small.terms([text], least=1, most=ALL)) == slowly([text], SHIPPED, 1)


def test_threads_may_share_it() -> None:
    shared, expected = Held(SHIPPED), [slowly([text], SHIPPED, 1) for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: sorted(shared.terms([text], least=1, most=ALL)), TEXTS * 16))
    assert found == expected * 16


def test_of_many_terms_those_that_most_texts_hold_are_given_and_all_that_are_as_good() -> None:
    texts = [("gempa bumi Aceh", "id"), ("gempa Palu Poso", "id"), ("gempa bumi Palu", "id")]
    counts = {"gempa": 3, "bumi": 2, "palu": 2, "aceh": 1, "poso": 1}
    for most, expected in [(1, 1), (2, 3), (3, 3), (4, 5), (9, 5)]:
        found = Held(AliasTable()).terms(texts, least=1, most=most)
        assert {one.term: one.texts for one in found} == dict(list(counts.items())[:expected])
    others = Held(AliasTable()).terms(texts, least=1, most=1, without=["gempa", "banjir"])
    assert {one.term for one in others} == {"bumi", "palu"}
    assert Held(AliasTable()).terms(texts, least=4, most=9) == Held(AliasTable()).terms([], least=0, most=9) == []
