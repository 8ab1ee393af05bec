"""What only the tantivy engine can get wrong: its folder, its lock, its commits, its merges."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.entry import Entry, Terms
from search.engines.registry import NAMES, named
from search.errors import EngineUnavailableError, IndexLockedError, IndexMissingError, NotAnIndexError
from search.query.bound import Everything, Near, Sequence, Term
from tests.engines.samples import NO_TANTIVY, WEIGHTS, ids, plain, put, word

tantivy = pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.wording import LONGEST  # noqa: E402


def test_a_second_writer_is_told_that_there_is_one(engine: Engine, opened: Callable[[], Engine]) -> None:
    writer = engine.writer()
    for one in (engine, opened()):
        with pytest.raises(IndexLockedError):
            one.writer()
    writer.rollback()
    put(opened(), plain("x", "a"))
    put(engine, plain("y", "a"))
    assert ids(engine, word("a")) == ["x", "y"]


def test_a_batch_that_ended_takes_nothing_more(engine: Engine) -> None:
    writer = engine.writer()
    writer.commit()
    with pytest.raises(ValueError, match="begin another"):
        writer.put(plain("x", "a"))


def test_an_open_index_notices_what_others_commit(engine: Engine, opened: Callable[[], Engine]) -> None:
    assert engine.count() == 0
    put(opened(), plain("x", "a"))
    assert (engine.count(), ids(engine, word("a"))) == (1, ["x"])


def test_a_walk_that_has_begun_sees_the_commit_it_began_with(engine: Engine) -> None:
    put(engine, plain("x", "a"), plain("y", "b"))
    walk = engine.stored()
    first = next(walk)
    put(engine, plain("x", "c"), plain("y", "c"))
    assert {first, *walk} == {"a", "b"}
    assert set(engine.stored()) == {"c"}


def test_searches_go_on_while_another_thread_commits(engine: Engine, opened: Callable[[], Engine]) -> None:
    put(engine, *(plain(f"d{number}", "a b") for number in range(20)))

    def searched(_: int) -> int:
        return engine.search(Term("body_surface", "a"), weights=WEIGHTS, limit=30).total

    with ThreadPoolExecutor(4) as threads:
        totals = threads.map(searched, range(200))
        for number in range(5):
            put(opened(), plain(f"e{number}", "a"))
        assert set(totals) <= set(range(20, 26))
    assert searched(0) == 25


def test_merged_segments_stand_in_the_order_of_ids(engine: Engine) -> None:
    names = [f"d{number * 7 % 40:02}" for number in range(40)]
    for name in names:
        put(engine, plain(name, "sama"))
    assert ids(engine, word("sama")) == sorted(names)
    assert ids(engine, word("sama"), limit=3) == sorted(names)[:3]


def test_a_closed_engine_may_be_closed_again(engine: Engine) -> None:
    engine.close()
    engine.close()


def test_no_index_is_a_missing_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        named("tantivy").opened(tmp_path)


def test_an_index_of_another_program_is_refused(tmp_path: Path) -> None:
    tantivy.Index(tantivy.SchemaBuilder().add_text_field("text").build(), path=str(tmp_path))
    with pytest.raises(NotAnIndexError, match="another program or an earlier telusur made"):
        named("tantivy").opened(tmp_path)


@pytest.mark.parametrize("suffix", ["meta.json", ".term", ".idx", ".store", ".fast"])
def test_a_damaged_file_is_named_and_not_searched(folder: Path, opened: Callable[[], Engine], suffix: str) -> None:
    put(opened(), plain("x", "a b c"))
    (file,) = (path for path in folder.iterdir() if path.name.endswith(suffix))
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(NotAnIndexError, match="damaged"):
        ids(opened(), word("a"))


def test_without_the_library_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("search.engines.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delattr("search.engines.tantivy", raising=False)
    with pytest.raises(EngineUnavailableError, match=r'pip install "telusur\[tantivy\]"'):
        named("tantivy")


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EngineUnavailableError, match=", ".join(NAMES)):
        named("lucene")


@pytest.mark.parametrize("text", ["ANTARA News", "", "\ud83d", "a\nb", "\x1f", "\x1a0020", "panjang" * 2_000, "ẞ é 雨"])
def test_any_text_is_a_term_and_an_id(engine: Engine, text: str) -> None:
    terms = {"source": Terms([text]), "body_surface": Terms(["kata", text], [0, 1])}
    put(engine, plain("x", "a"), plain(f"id {text}", "a"), Entry("odd", "", "", terms))
    assert engine.fetch(f"id {text}") == "a"
    assert ids(engine, Term("source", text)) == ["odd"]
    assert ids(engine, Sequence("body_surface", ("kata", text))) == ["odd"]
    assert ids(engine, Near("body_surface", (text, "kata"), 0)) == ["odd"]
    assert set(ids(engine, Everything())) == {"x", f"id {text}", "odd"}
    assert dict(engine.vocabulary("body_surface", "kat")) == {"kata": 1}
    if len(text) < LONGEST:
        assert (text, 1) in engine.vocabulary("source", text)
