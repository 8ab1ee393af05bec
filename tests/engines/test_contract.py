"""What every engine must do; an engine is ready when it passes.

Compared are ids, totals and complete counts; the order only where a case says so; never scores of two engines.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Engine, Terms
from search.index.entries import entry
from search.model import Document
from search.query.bound import Sequence, Term
from search.query.concepts import bound
from search.query.parser import parsed
from search.query.rewriting import rewritten
from tests.engines.oracle import Oracle
from tests.engines.samples import ALIASES, WEIGHTS, ids, plain, put, random_query, random_text, word

CASES = [
    (file.stem, search)
    for file in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for search in json.loads(file.read_text(encoding="utf-8"))["searches"]
]
assert len(CASES) > 20


@pytest.fixture(scope="module")
def filled(new_engine: Callable[[], Engine]) -> Iterator[Callable[[str], Engine]]:
    engines: dict[str, Engine] = {}

    def of(name: str) -> Engine:
        if name not in engines:
            engines[name] = new_engine()
            text = (Path(__file__).parent / "cases" / f"{name}.json").read_text(encoding="utf-8")
            put(engines[name], *(entry(Document(**kept), ALIASES) for kept in json.loads(text)["documents"]))
        return engines[name]

    yield of
    for engine in engines.values():
        engine.close()


@pytest.mark.parametrize(("name", "search"), CASES, ids=[f"{name}: {case['query']}" for name, case in CASES])
def test_searches_find_what_the_case_says(
    filled: Callable[[str], Engine], name: str, search: dict[str, object]
) -> None:
    query = bound(rewritten(parsed(str(search["query"])).query, ALIASES).wanted)
    ranking = filled(name).search(query, weights=WEIGHTS, offset=0, limit=100)
    assert sorted(one.id for one in ranking.found) == sorted(search["ids"]), search["why"]  # type: ignore[call-overload]
    assert (ranking.total, ranking.complete) == (len(ranking.found), search["complete"])
    if "first" in search:
        assert ranking.found[0].id == search["first"]


def test_an_empty_engine_finds_nothing(engine: Engine) -> None:
    assert ids(engine, word("a")) == []
    assert (engine.count(), dict(engine.digests()), list(engine.stored())) == (0, {}, [])


def test_the_same_id_again_replaces_the_document(engine: Engine) -> None:
    put(engine, plain("x", "lama"), plain("y", "lama"))
    put(engine, plain("x", "baru"))
    assert (ids(engine, word("lama")), ids(engine, word("baru"))) == (["y"], ["x"])
    assert (engine.fetch("x"), engine.count()) == ("baru", 2)


def test_the_same_id_twice_in_one_batch_leaves_the_last(engine: Engine) -> None:
    put(engine, plain("x", "satu"), plain("y", "dua"), plain("x", "tiga"))
    assert dict(engine.digests()) == {"x": "tiga", "y": "dua"}
    assert ids(engine, word("satu")) == []


def test_a_deleted_document_is_gone(engine: Engine) -> None:
    put(engine, plain("x", "a"), plain("y", "a"))
    writer = engine.writer()
    writer.delete("x")
    writer.delete("never there")
    writer.commit()
    assert (ids(engine, word("a")), engine.fetch("x"), engine.count()) == (["y"], None, 1)


def test_nothing_is_seen_before_commit_and_rollback_forgets(engine: Engine) -> None:
    put(engine, plain("x", "a"))
    writer = engine.writer()
    writer.put(plain("y", "a"))
    writer.delete("x")
    assert ids(engine, word("a")) == ["x"]
    writer.rollback()
    writer.rollback()
    assert ids(engine, word("a")) == ["x"]
    put(engine, plain("z", "a"))
    assert sorted(ids(engine, word("a"))) == ["x", "z"]


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


def test_many_small_commits_add_up(engine: Engine) -> None:
    for number in range(12):
        put(engine, plain(f"d{number:02}", f"a b{number}"))
    put(engine, plain("d00", "c"))
    assert ids(engine, word("a")) == [f"d{number:02}" for number in range(1, 12)]
    assert ids(engine, Sequence("title_surface", ("a", "b7"))) == ["d07"]


def test_fields_without_a_term_are_merged_like_all(engine: Engine) -> None:
    for number in range(12):
        bare = plain(f"d{number:02}", "a")
        put(engine, replace(bare, terms={**bare.terms, "about_root": Terms([]), "about_surface": Terms([], [])}))
    assert len(ids(engine, word("a"))) == 12
    assert ids(engine, Term("about_surface", "a")) == []


def test_document_frequency_counts_live_documents(engine: Engine) -> None:
    put(engine, plain("x", "a a"), plain("y", "a"))
    put(engine, plain("y", "b"))
    assert engine.document_frequency("body_surface", "a") == 1
    assert engine.document_frequency("body_surface", "none") == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_random_queries_agree_with_the_oracle(library: tuple[Engine, Oracle], seed: int) -> None:
    engine, oracle = library
    query = random_query(random.Random(seed), depth=3)
    ours = engine.search(query, weights=WEIGHTS, offset=0, limit=1000)
    theirs = oracle.search(query, weights=WEIGHTS, offset=0, limit=1000)
    assert {(one.id, one.is_complete) for one in ours.found} == {(one.id, one.is_complete) for one in theirs.found}
    assert (ours.total, ours.complete) == (theirs.total, theirs.complete)


@pytest.fixture(scope="module")
def library(new_engine: Callable[[], Engine]) -> Iterator[tuple[Engine, Oracle]]:
    """Sixty random documents in three commits with replacements, in the engine and in the oracle."""
    chance = random.Random(2015)
    engine, oracle = new_engine(), Oracle()
    for _ in range(3):
        batch = [plain(f"d{chance.randrange(60)}", random_text(chance)) for _ in range(40)]
        for one in (engine, oracle):
            put(one, *batch)
    yield engine, oracle
    engine.close()
