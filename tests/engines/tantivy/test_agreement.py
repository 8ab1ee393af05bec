"""tantivy beside the oracle, where their ways are furthest apart: shared places, gaps, high counts, deletions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import FACETS, FIELDS, Engine, Order
from search.engines.entry import Entry, Terms
from search.engines.registry import named
from search.query.bound import Sequence
from tests.engines.oracle import Oracle
from tests.engines.samples import NO_TANTIVY, WEIGHTS, ids, plain, put, random_entry, random_query, word

pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.counting import kept_lengths


def crowded(chance: random.Random, document_id: str) -> Entry:
    """A random entry some of whose terms share a place, with places where none stands."""
    one = random_entry(chance, document_id)
    terms = dict(one.terms)
    for field in (name for name, has_positions in FIELDS.items() if has_positions):
        own = terms[field].terms
        terms[field] = Terms(own, sorted(chance.randrange(len(own)) for _ in own))
    return replace(one, terms=terms)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Oracle]]:
    """The same documents in both, in several commits, some replaced and some deleted."""
    path, chance, oracle = tmp_path_factory.mktemp("pair"), random.Random(7), Oracle()
    named("tantivy").create(path)
    with named("tantivy").opened(path) as engine:
        for _ in range(4):
            batch = [crowded(chance, f"d{chance.randrange(80)}") for _ in range(30)]
            for one in (engine, oracle):
                put(one, *batch)
        for one in (engine, oracle):
            writer = one.writer()
            for number in range(0, 80, 9):
                writer.delete(f"d{number}")
            writer.commit()
        yield engine, oracle


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 100_000))
def test_random_queries_agree_with_the_oracle(pair: tuple[Engine, Oracle], seed: int) -> None:
    chance = random.Random(seed)
    query, facets = random_query(chance, depth=3), chance.sample(FACETS, 2)
    order, is_collapsed = chance.choice(list(Order)), chance.random() < 0.5
    ours, theirs = (
        one.search(query, weights=WEIGHTS, limit=1000, order=order, facets=facets, is_collapsed=is_collapsed)
        for one in pair
    )
    assert (ours.total, ours.complete, ours.facets) == (theirs.total, theirs.complete, theirs.facets)
    scores = {one.id: one.score for one in ours.found}
    for one in theirs.found:
        assert scores[one.id] == pytest.approx(one.score, rel=1e-5, abs=1e-6)
    if order is not Order.RELEVANCE:
        assert [one.id for one in ours.found] == [one.id for one in theirs.found]
    kept = {one.id: (one.is_complete, one.copies, one.published) for one in ours.found}
    assert kept == {one.id: (one.is_complete, one.copies, one.published) for one in theirs.found}


@pytest.mark.parametrize("field", ["body_surface", "body_root", "source"])
@pytest.mark.parametrize("prefix", ["", "a"])
def test_the_vocabulary_is_the_oracle_s(pair: tuple[Engine, Oracle], field: str, prefix: str) -> None:
    ours, theirs = (list(one.vocabulary(field, prefix)) for one in pair)
    assert ours == theirs
    assert ours
    assert [pair[0].document_frequency(field, term) for term, _ in ours] == [count for _, count in theirs]


def test_what_tells_copies_is_the_oracle_s(pair: tuple[Engine, Oracle]) -> None:
    ours, theirs = (sorted(one.sketches()) for one in pair)
    assert ours == theirs
    assert dict(pair[0].digests()) == dict(pair[1].digests())


@pytest.mark.parametrize("times", [1, 2, 3, 7, 39, 40, 41, 100, 333, 1000])
def test_counts_are_read_back_from_scores(engine: Engine, times: int) -> None:
    oracle = Oracle()
    texts = {"many": "a b " * times, "some": "a c d e f", "none": "b " * 57}
    for one in (engine, oracle):
        put(one, *(plain(name, text) for name, text in texts.items()))
    for query in (word("a"), Sequence("body_surface", ("a", "b"))):
        ours, theirs = (one.search(query, weights=WEIGHTS, limit=9).found for one in (engine, oracle))
        assert [one.id for one in ours] == [one.id for one in theirs]
        assert [one.score for one in ours] == pytest.approx([one.score for one in theirs], rel=1e-6)


def test_lengths_are_kept_to_an_eighth_as_tantivy_keeps_them() -> None:
    # From the table in tantivy's fieldnorm/code.rs; between two of its lengths the lower one counts.
    table = [*range(40), 40, 42, 44, 46, 48, 50, 52, 54, 56, 60, 64, 68, 72, 76, 80, 84, 88, 96, 104, 112, 120, 128]
    lengths = np.arange(130)
    assert kept_lengths(lengths).tolist() == [max(one for one in table if one <= length) for length in lengths]


def test_a_term_in_very_many_stacks_is_found_in_a_row(engine: Engine) -> None:
    # More than tantivy takes as a pattern: the rows are read instead.
    many = 4_000
    stacked = Terms(
        [term for number in range(many) for term in ("al", f"al{number}", "kata")],
        [place for number in range(many) for place in (2 * number, 2 * number, 2 * number + 1)],
    )
    put(engine, Entry("many", "", "", {"body_surface": stacked}), plain("one", "al kata"), plain("other", "kata al"))
    assert sorted(ids(engine, Sequence("body_surface", ("al", "kata")))) == ["many", "one"]
    assert ids(engine, Sequence("body_surface", ("al7", "kata"))) == ["many"]
