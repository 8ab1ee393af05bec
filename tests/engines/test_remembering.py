"""What is remembered of the parts of a query, on every engine: no answer is another for it, and it has bounds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from search.engines.base import Engine
from search.engines.matching.impacts import ENTRY_BYTES, MOST_WEIGHTS, Impact, Impacts
from search.query.bound import AnyOf, Boosted, BoundQuery, Ranked, Synonyms, Term
from tests.engines.samples import WEIGHTS, plain, put, word

TEXTS = [f"a {'b ' * (number % 7)}{'c' if number % 11 == 0 else 'd'}" for number in range(100)]
BOTH = AnyOf((Term("title_root", "c"), Term("body_root", "b"), Synonyms("body_surface", ("c", "d"))))
QUERIES = [
    word("a"),
    BOTH,
    Ranked(wanted=(word("a"), word("b"), word("c")), coverage=0.5),
    Ranked(wanted=(BOTH, Boosted(BOTH, 3.0)), filters=(BOTH,), excluded=(word("c"),)),
    Ranked(required=(Ranked(wanted=(word("b"), BOTH)),), optional=(word("d"),)),
]


def scores(engine: Engine, query: BoundQuery, weights: Mapping[str, float]) -> dict[str, float]:
    return {one.id: one.score for one in engine.search(query, weights=weights, limit=200).found}


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_part_brings_the_same_when_it_is_remembered(engine: Engine, query: BoundQuery) -> None:
    put(engine, *(plain(str(number), text) for number, text in enumerate(TEXTS)))
    total = engine.search(query, weights={}, limit=0).total
    first = scores(engine, query, WEIGHTS)
    other = scores(engine, query, {})
    assert scores(engine, query, WEIGHTS) == first
    assert scores(engine, query, {}) == other != first
    assert engine.search(query, weights=WEIGHTS, limit=0).total == total == len(first) == len(other)


def test_what_is_written_later_is_found_by_what_was_asked_before(engine: Engine) -> None:
    put(engine, *(plain(str(number), text) for number, text in enumerate(TEXTS)))
    before = scores(engine, BOTH, WEIGHTS)
    put(engine, plain("100", "b b c"))
    after = scores(engine, BOTH, WEIGHTS)
    assert set(after) == {*before, "100"}
    assert after["1"] != before["1"]


def test_what_nobody_has_asked_for_the_longest_is_forgotten_first() -> None:
    kept = Impacts(most_bytes=2 * (ENTRY_BYTES + 100))
    keys = [(0, Term("body_root", name)) for name in ("gempa", "banjir", "longsor")]
    for key in keys[:2]:
        kept.keep(key, Impact(np.arange(5), np.ones(5, np.float32)))
    assert kept.known(keys[:1]) != [None]
    kept.keep(keys[2], Impact(np.arange(5), np.ones(5, np.float32)))
    assert [one is None for one in kept.known(keys)] == [False, True, False]


def test_no_weights_are_ever_taken_for_others() -> None:
    kept = Impacts()
    every = [(("body_root", float(number)),) for number in range(3 * MOST_WEIGHTS)]
    numbers = [kept.number(weights) for weights in (None, *every)]
    assert len(set(numbers)) == len(numbers)
    assert kept.number(every[-1]) == numbers[-1]
    assert kept.number(None) not in numbers[1:]
