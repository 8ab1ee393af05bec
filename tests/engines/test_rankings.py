"""Orders, places, copies and facets on every engine, and random queries beside the oracle."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import FACETS, Engine, Found, Order, Ranking
from search.model import PartialDate
from search.query.bound import AnyOf, BoundQuery, Everything, Ranked
from tests.engines.oracle import Oracle
from tests.engines.samples import WEIGHTS, ids, plain, put, random_query, word


def test_ties_stand_in_the_order_of_their_ids(engine: Engine) -> None:
    names = [f"d{number}" for number in range(30)]
    shuffled = random.Random(7).sample(names, len(names))
    put(engine, *(plain(name, "sama") for name in shuffled))
    assert ids(engine, word("sama")) == sorted(names)
    assert ids(engine, word("sama"), limit=4) == sorted(names)[:4]


def test_pages_together_are_the_whole_ranking(engine: Engine) -> None:
    put(engine, *(plain(f"d{number}", "a " * (number % 5 + 1) + "b") for number in range(23)))
    whole = ids(engine, word("a"))
    pages = [engine.search(word("a"), weights=WEIGHTS, offset=at, limit=5) for at in range(0, 25, 5)]
    assert [one.id for page in pages for one in page.found] == whole
    assert {page.total for page in pages} == {23}


def test_facets_count_each_value_of_each_match(engine: Engine) -> None:
    put(engine, plain("x", "antara bola"), plain("y", "antara"), plain("z", "antara bola"), plain("w", "kompas"))
    writer = engine.writer()
    writer.delete("z")
    writer.commit()
    ranking = engine.search(word("antara"), weights=WEIGHTS, limit=1, facets=("source", "year"))
    assert ranking.facets == {"source": {"antara": 2, "bola": 1}, "year": {"antara": 2, "bola": 1}}
    assert engine.search(word("none"), weights=WEIGHTS, limit=1, facets=("place",)).facets == {"place": {}}
    assert engine.search(word("antara"), weights=WEIGHTS, limit=1).facets == {}


def test_copies_are_one_result_that_the_earliest_stands_for(engine: Engine) -> None:
    put(
        engine,
        plain("late", "a a a", published=PartialDate(2015, 11, 28), copy_of="one"),
        plain("early", "a b c", published=PartialDate(2015, 11, 27), copy_of="one"),
        plain("undated", "a d", copy_of="one"),
        plain("elsewhere", "e", published=PartialDate(2014), copy_of="one"),
        plain("other", "a f g h i"),
    )
    apart = engine.search(word("a"), weights=WEIGHTS, limit=9)
    together = engine.search(word("a"), weights=WEIGHTS, limit=9, facets=("source",), is_collapsed=True)
    assert [(one.id, one.copies) for one in together.found] == [("early", ("late", "undated")), ("other", ())]
    assert together.found[0].score == max(one.score for one in apart.found)
    assert (apart.total, together.total, together.complete) == (4, 2, 2)
    counts = {**dict.fromkeys("bcdfghi", 1), "a": 2}
    assert together.facets["source"] == counts, "each value once for each result"


def test_a_result_is_complete_where_one_of_its_copies_is(engine: Engine) -> None:
    day = PartialDate(2015, 11, 27)
    put(engine, plain("first", "a", published=day, copy_of="one"), plain("second", "a b", copy_of="one"))
    put(engine, plain("third", "a"))
    query = Ranked(wanted=(word("a"), word("b")))
    ranking = engine.search(query, weights=WEIGHTS, limit=9, is_collapsed=True)
    assert [(one.id, one.is_complete) for one in ranking.found] == [("first", True), ("third", False)]
    assert (ranking.total, ranking.complete) == (2, 1)


def test_of_copies_of_one_day_the_one_that_matches_best_stands_for_all(engine: Engine) -> None:
    for name, text in (("first", "a c c"), ("second", "a b"), ("third", "a b")):
        put(engine, plain(name, text, copy_of="one"))
    query = Ranked(wanted=(word("a"), word("b")))
    ranking = engine.search(query, weights=WEIGHTS, limit=9, is_collapsed=True)
    assert [(one.id, one.copies) for one in ranking.found] == [("second", ("first", "third"))]


def test_orders_of_dates_put_the_undated_last(engine: Engine) -> None:
    dated = {"day": PartialDate(2015, 11, 27), "month": PartialDate(2015, 11), "year": PartialDate(2015)}
    put(engine, *(plain(name, "a", published=date) for name, date in dated.items()), plain("b", "a"), plain("a", "a"))
    assert ranked(engine, word("a"), Order.NEWEST) == ["day", "month", "year", "a", "b"]
    assert ranked(engine, word("a"), Order.OLDEST) == ["year", "month", "day", "a", "b"]


def ranked(engine: Engine, query: BoundQuery, order: Order) -> list[str]:
    return [one.id for one in engine.search(query, weights=WEIGHTS, limit=1000, order=order).found]


@pytest.mark.parametrize("is_collapsed", [False, True])
@pytest.mark.parametrize("order", Order)
def test_going_on_after_a_place_gives_the_rest_of_the_ranking(
    library: tuple[Engine, Oracle], order: Order, is_collapsed: bool
) -> None:
    engine, _ = library
    seen = 0
    either = AnyOf((word("a"), word("b")))
    for query in (either, Ranked(wanted=(word("a"), either)), Everything(), random_query(random.Random(7), depth=2)):
        search = partial(engine.search, query, weights=WEIGHTS, order=order, is_collapsed=is_collapsed)
        whole = search(limit=1000)
        for depth, one in enumerate(whole.found, 1):
            rest = search(limit=1000, after=one.place(order))
            assert (rest.found, rest.total, rest.complete) == (whole.found[depth:], whole.total, whole.complete)
            assert search(limit=2, offset=1, after=one.place(order)).found == whole.found[depth + 1 : depth + 3]
            seen += 1
    assert seen > 100


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(Order), st.booleans(), st.booleans())
def test_random_queries_agree_with_the_oracle(
    library: tuple[Engine, Oracle], seed: int, order: Order, is_collapsed: bool, is_complete_first: bool
) -> None:
    query = random_query(random.Random(seed), depth=3)
    ours, theirs = (
        each.search(
            query,
            weights=WEIGHTS,
            limit=1000,
            order=order,
            is_complete_first=is_complete_first,
            facets=FACETS,
            is_collapsed=is_collapsed,
        )
        for each in library
    )
    assert without_scores(ours) == without_scores(theirs), str(query)
    assert (ours.total, ours.complete, ours.facets) == (theirs.total, theirs.complete, theirs.facets), str(query)
    if order is not Order.RELEVANCE:
        assert [one.id for one in ours.found] == [one.id for one in theirs.found]


def without_scores(ranking: Ranking) -> set[Found]:
    return {replace(one, score=0.0) for one in ranking.found}
