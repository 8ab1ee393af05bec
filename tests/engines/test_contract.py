"""What every engine must do: write, forget, and find what the case tables say; an engine is ready when it passes.

Compared are ids, totals and complete counts; the order only where a case says so; never scores of two engines.
`test_leaves.py` asks for each kind of query, `test_rankings.py` for orders, copies and facets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import CLUSTER, Engine, Reader, Sketched
from search.engines.entry import Entry, Terms
from search.model import Document, PartialDate
from search.query.bound import Sequence, Term
from search.query.concepts import bound
from search.query.expanding import expander
from search.query.parser import parsed
from search.query.rewriting import rewritten
from tests.engines.samples import ALIASES, MAKING, WEIGHTS, ids, plain, put, word

CASES = [
    (file.stem, search)
    for file in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for search in json.loads(file.read_text(encoding="utf-8"))["searches"]
]
assert len(CASES) > 120
TODAY = date(2015, 11, 27)


def _entry(kept: dict[str, Any]) -> Entry:
    """A document of a case; `published` is a year, a month and a day as far as known, `copy_of` names its cluster."""
    rest = {name: value for name, value in kept.items() if name not in ("published", "copy_of")}
    document = Document(**rest, published=PartialDate(*kept.get("published", ())))
    return MAKING.entry(document, kept.get("copy_of", ""))


@pytest.fixture(scope="module")
def filled(new_engine: Callable[[], Engine]) -> Iterator[Callable[[str], Engine]]:
    engines: dict[str, Engine] = {}

    def of(name: str) -> Engine:
        if name not in engines:
            engines[name] = new_engine()
            text = (Path(__file__).parent / "cases" / f"{name}.json").read_text(encoding="utf-8")
            put(engines[name], *map(_entry, json.loads(text)["documents"]))
        return engines[name]

    yield of
    for engine in engines.values():
        engine.close()


@pytest.mark.parametrize(("name", "search"), CASES, ids=[f"{name}: {case['query']}" for name, case in CASES])
def test_searches_find_what_the_case_says(
    filled: Callable[[str], Engine], name: str, search: dict[str, Any]
) -> None:
    engine, facets = filled(name), search.get("facets", {})
    expand = expander(engine.vocabulary)
    asked = rewritten(parsed(str(search["query"])).query, ALIASES, expand=expand, today=TODAY).wanted
    ranking = engine.search(
        bound(asked), weights=WEIGHTS, limit=100, facets=tuple(facets), is_collapsed=search.get("collapse", False)
    )
    assert sorted(one.id for one in ranking.found) == sorted(search["ids"]), search["why"]
    assert (ranking.total, ranking.complete) == (len(ranking.found), search["complete"])
    assert ranking.facets == facets, search["why"]
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


def test_a_flush_shows_what_there_is_so_far_and_the_batch_goes_on(engine: Engine) -> None:
    put(engine, plain("w", "a"))
    writer = engine.writer()
    writer.put(plain("x", "a"))
    writer.put(plain("y", "a"))
    writer.flush()
    assert ids(engine, word("a")) == ["w", "x", "y"]
    writer.put(plain("x", "b"))
    writer.delete("w")
    assert ids(engine, word("a")) == ["w", "x", "y"]
    writer.flush()
    assert (ids(engine, word("a")), ids(engine, word("b"))) == (["y"], ["x"])
    writer.delete("y")
    writer.rollback()
    assert ids(engine, word("a")) == ["y"], "what was flushed stays"
    put(engine, plain("z", "a"))
    assert ids(engine, word("a")) == ["y", "z"]


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


def test_frequencies_are_those_of_the_latest_commit(engine: Engine) -> None:
    for times in range(1, 4):
        put(engine, plain(f"x{times}", "a"))
        assert engine.document_frequency("body_surface", "a") == times


def test_the_vocabulary_holds_what_live_documents_hold(engine: Engine) -> None:
    put(engine, plain("x", "perang perangai \U0001f30b"), plain("y", "perang per persen"))
    put(engine, plain("z", "perang peran"))
    put(engine, plain("y", "hujan"))
    assert list(engine.vocabulary("body_root", "peran")) == [("peran", 1), ("perang", 2), ("perangai", 1)]
    everything = ["hujan", "peran", "perang", "perangai", "\U0001f30b"]
    assert [term for term, _ in engine.vocabulary("body_root")] == everything
    assert list(engine.vocabulary("title_surface", "q")) == list(engine.vocabulary(CLUSTER)) == []


def test_a_reader_stays_at_its_commit_whatever_comes_after_it(engine: Engine) -> None:
    put(engine, plain("x", "lama", published=PartialDate(2015)), plain("y", "lama", copy_of="one"))
    with engine.reader() as reader:
        before = everything_of(reader)
        put(engine, plain("x", "baru"), plain("z", "lama"))
        writer = engine.writer()
        writer.delete("y")
        writer.commit()
        assert everything_of(reader) == before
        assert everything_of(engine) != before
    with engine.reader() as reader:
        assert everything_of(reader) == everything_of(engine)


def everything_of(reader: Reader) -> list[object]:
    """All that can be asked about the word "lama"."""
    return [
        reader.search(word("lama"), weights=WEIGHTS, limit=9, facets=("source", "year"), is_collapsed=True),
        [reader.fetch(name) for name in "xyz"],
        dict(reader.digests()),
        sorted(reader.stored()),
        reader.document_frequency("body_surface", "lama"),
        list(reader.vocabulary("body_root")),
        set(reader.sketches()),
        [reader.cluster(name) for name in "xyz"],
        reader.count(),
        reader.version(),
    ]


def test_each_commit_has_a_version_of_its_own(engine: Engine) -> None:
    seen = [engine.version()]
    for text in ("a", "b", "a"):
        put(engine, plain("x", text))
        seen.append(engine.version())
        assert engine.version() == seen[-1]
    assert len(set(seen)) == len(seen)


def test_what_is_rolled_back_leaves_the_version(engine: Engine) -> None:
    put(engine, plain("x", "a"))
    before = engine.version()
    writer = engine.writer()
    writer.put(plain("y", "a"))
    assert engine.version() == before
    writer.rollback()
    assert engine.version() == before


def test_a_batch_that_changes_nothing_leaves_the_version(engine: Engine) -> None:
    put(engine, plain("x", "a"))
    before = engine.version()
    writer = engine.writer()
    writer.delete("never there")
    writer.flush()
    writer.commit()
    assert engine.version() == before
    put(engine, plain("y", "a"))
    assert ids(engine, word("a")) == ["x", "y"]


def test_sketches_come_back_with_dates_and_clusters(engine: Engine) -> None:
    put(engine, plain("x", "a", published=PartialDate(2015, 2), copy_of="one"), plain("y", "b"), plain("z", "c"))
    put(engine, plain("y", "d"), replace(plain("z", "e"), sketch=bytes(range(256))))
    assert set(engine.sketches()) == {
        Sketched("x", b"x", 20150200, "one"),
        Sketched("y", b"y", 0, ""),
        Sketched("z", bytes(range(256)), 0, ""),
    }


def test_a_document_of_a_batch_is_amended_or_has_to_be_put_again(engine: Engine) -> None:
    put(engine, plain("w", "a"))
    writer = engine.writer()
    entries = {name: plain(name, "a") for name in ("x", "y", "z", "w")}
    for name in ("x", "y", "z"):
        writer.put(entries[name])
    for cluster in ("one", "two"):
        terms = {CLUSTER: (cluster,), "copies": ("yes", cluster)}
        for name in ("x", "z", "w"):
            if not writer.amend(name, terms):
                changed = {field: Terms(own) for field, own in terms.items()}
                writer.put(replace(entries[name], terms={**entries[name].terms, **changed}))
    writer.put(entries["z"])
    assert not writer.amend("nobody", {CLUSTER: ("one",)})
    writer.commit()
    assert [engine.cluster(name) for name in ("w", "x", "y", "z")] == ["two", "two", "", ""]
    assert list(engine.vocabulary("copies")) == [("a", 2), ("two", 2), ("yes", 2)]
    found = engine.search(Term(CLUSTER, "two"), weights={}, limit=5, facets=["copies"])
    assert ({one.id for one in found.found}, found.facets) == ({"w", "x"}, {"copies": {"yes": 2, "two": 2}})
    scores = engine.search(Term("body_root", "a"), weights={}, limit=5).found
    assert len({one.score for one in scores}) == 1


def test_a_document_says_which_cluster_it_is_in(engine: Engine) -> None:
    put(engine, plain("x", "a", copy_of="one"), plain("y", "b", copy_of="one"), plain("z", "c"))
    put(engine, plain("y", "b", copy_of="two"), plain("v", "d", copy_of="two"))
    assert [engine.cluster(name) for name in ("x", "y", "z", "v", "nobody")] == ["one", "two", "", "two", ""]
