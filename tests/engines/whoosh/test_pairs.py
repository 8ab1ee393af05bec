"""Pairs of frequent words: a phrase of two of them is the same by the pair as by positions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from search.engines.entry import Terms
from search.engines.whoosh import WhooshEngine, frequent, gathering, pairwriting
from search.query.bound import Sequence
from tests.engines.conftest import made
from tests.engines.oracle import Oracle
from tests.engines.samples import plain, put, random_entry
from tests.engines.whoosh.test_scores import batches, same_answer

PHRASES = [Sequence("body_surface", pair) for pair in product("abcdefghz", repeat=2)]
ROWS = [*product("abcdef", repeat=3), *product("abcd", ["c", None], "abcd", "abc")]
LONGER = [Sequence("body_surface", row) for row in ROWS]


def known(engine: WhooshEngine) -> set[tuple[str, str]]:
    """The pairs that the segments of an index keep."""
    terms = [part.terms for part in engine.current().parts]
    named = [(str(first), str(second)) for first, second in (phrase.terms for phrase in PHRASES)]
    return {pair for pair in named if any(one.pair("body_surface", *pair) for one in terms)}


@pytest.mark.parametrize(("often", "at_once"), [(0, 1), (0, 7), (1 / 8, 1 << 13)])
def test_phrases_are_the_same_by_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, often: float, at_once: int
) -> None:
    monkeypatch.setattr(frequent, "LEAST_DOCUMENTS", 0)
    monkeypatch.setattr(pairwriting, "OFTEN_SHARE", often)
    monkeypatch.setattr(pairwriting, "DOCUMENTS_AT_ONCE", at_once)
    monkeypatch.setattr(pairwriting, "POSTINGS_AT_ONCE", at_once)
    oracle = Oracle()
    with made(tmp_path) as engine:
        for batch in batches(random.Random(at_once), 60, 6, 30):
            for one in (engine, oracle):
                put(one, *batch)
        assert len(known(engine)) > 10
        assert sum(same_answer(engine, oracle, phrase) for phrase in PHRASES) > 100
        assert sum(same_answer(engine, oracle, phrase) for phrase in LONGER) > 20


def test_terms_that_share_a_place_are_each_followed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frequent, "LEAST_DOCUMENTS", 0)
    stacked = Terms(["a", "b", "c", "d", "e", "a"], [0, 0, 0, 1, 1, 2])
    entries = [replace(plain(f"d{number}", "a"), terms={"body_surface": stacked}) for number in range(9)]
    oracle = Oracle()
    with made(tmp_path) as engine:
        for one in (engine, oracle):
            put(one, *entries)
        together = {(first, second) for first in "abc" for second in "de"} | {("d", "a"), ("e", "a")}
        assert known(engine) == together
        assert sum(same_answer(engine, oracle, phrase) for phrase in PHRASES) == 9 * len(together)


def test_a_small_or_huge_segment_and_words_that_few_documents_have_keep_no_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [plain(f"d{number}", "a b" + " c d" * (number % 20 == 0)) for number in range(60)]
    bounds = (("small", 61, 99, set()), ("large", 60, 60, {("a", "b")}), ("huge", 0, 59, set()))
    for name, least, most, expected in bounds:
        monkeypatch.setattr(frequent, "LEAST_DOCUMENTS", least)
        monkeypatch.setattr(frequent, "MOST_DOCUMENTS", most)
        with made(tmp_path / name) as engine:
            put(engine, *entries)
            assert known(engine) == expected


def test_pairs_are_the_same_bytes_in_one_batch_and_in_merged_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frequent, "LEAST_DOCUMENTS", 0)
    chance = random.Random(2015)
    entries = [random_entry(chance, f"d{number:02}") for number in range(60)]
    found = []
    for name, most in (("one", 1_000_000), ("runs", 300)):
        monkeypatch.setattr(gathering, "MOST_OCCURRENCES", most)
        with made(tmp_path / name) as engine:
            put(engine, *entries)
            sections = engine.current().parts[0].terms.sections[0]
            found.append([sections.array(f"body_surface.pairs{part}").tolist() for part in ("", ".packings", ".data")])
    assert found[0] == found[1]
    assert len(found[0][0]) > 20
