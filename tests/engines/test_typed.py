"""Random typed queries find the same in every engine as in the oracle; 5,000 of them: benchmarks/agreement.py."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import FACETS, Engine
from search.query.parser import parsed
from tests.engines.oracle import Oracle
from tests.engines.samples import WEIGHTS, put
from tests.engines.typed import compiled, random_article, random_typed


@pytest.fixture(scope="module")
def articles(new_engine: Callable[[], Engine]) -> Iterator[tuple[Engine, Oracle]]:
    """A hundred random articles in three commits with replacements, in the engine and in the oracle."""
    chance = random.Random(2015)
    engine, oracle = new_engine(), Oracle()
    for _ in range(3):
        batch = [random_article(chance, f"d{chance.randrange(100)}") for _ in range(70)]
        for one in (engine, oracle):
            put(one, *batch)
    yield engine, oracle
    engine.close()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000_000), st.booleans())
def test_typed_queries_agree_with_the_oracle(articles: tuple[Engine, Oracle], seed: int, is_collapsed: bool) -> None:
    text = random_typed(random.Random(seed))
    queries = [compiled(text, one) for one in articles]
    assert queries[0] == queries[1], "the words of patterns"
    ours, theirs = (
        one.search(query, weights=WEIGHTS, limit=1000, facets=FACETS, is_collapsed=is_collapsed)
        for one, query in zip(articles, queries, strict=True)
    )
    assert {one.id: one.is_complete for one in ours.found} == {one.id: one.is_complete for one in theirs.found}, text
    assert (ours.total, ours.complete, ours.facets) == (theirs.total, theirs.complete, theirs.facets), text


@given(st.integers(0, 1_000_000))
def test_random_typed_queries_come_back_as_they_print(seed: int) -> None:
    query = parsed(random_typed(random.Random(seed))).query
    assert parsed(str(query)).query == query
