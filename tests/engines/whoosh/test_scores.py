"""Scores of the Whoosh engine are the formula, and whatever the writer does on its way they stay the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.entries import Entries
from search.engines.entry import Entry
from search.engines.whoosh import WhooshEngine, batch, gathering, merging, phrases, spool, terms
from search.query.bound import BoundQuery, Near, Sequence, Term
from tests.engines.conftest import made
from tests.engines.oracle import Oracle
from tests.engines.samples import WEIGHTS, plain, put, random_entry, random_query, random_text, word

QUERIES = [random_query(random.Random(seed), depth=3) for seed in range(300)]


def batches(chance: random.Random, ids: int, count: int, size: int) -> list[list[Entry]]:
    return [[random_entry(chance, f"d{chance.randrange(ids)}") for _ in range(size)] for _ in range(count)]


def answer(engine: Engine, query: BoundQuery) -> dict[str, tuple[float, bool]]:
    ranking = engine.search(query, weights=WEIGHTS, offset=0, limit=10_000)
    assert ranking.total == len(ranking.found)
    return {one.id: (one.score, one.is_complete) for one in ranking.found}


def same_answers(engine: Engine, oracle: Oracle) -> int:
    """How many scores were compared; each is within 1e-5 of the oracle's."""
    return sum(same_answer(engine, oracle, query) for query in QUERIES)


def same_answer(engine: Engine, oracle: Oracle, query: BoundQuery) -> int:
    """The same for one query."""
    ours, theirs = answer(engine, query), answer(oracle, query)
    assert ours.keys() == theirs.keys(), str(query)
    for document_id, (score, is_complete) in theirs.items():
        assert ours[document_id] == (pytest.approx(score, rel=1e-5, abs=1e-9), is_complete), str(query)
    return len(theirs)


@pytest.mark.parametrize(("ids", "count", "size"), [(40, 1, 60), (60, 5, 30), (300, 12, 9)])
def test_scores_are_the_formula(tmp_path: Path, ids: int, count: int, size: int) -> None:
    oracle = Oracle()
    with made(tmp_path) as engine:
        for some in batches(random.Random(ids), ids, count, size):
            for one in (engine, oracle):
                put(one, *some)
        assert same_answers(engine, oracle) > 1000


def test_spilled_and_merged_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_OCCURRENCES", 300)
    monkeypatch.setattr(batch, "MOST_WAITING", 90)
    monkeypatch.setattr(merging, "PART_BYTES", 16)
    oracle = Oracle()
    with made(tmp_path) as engine:
        for some in batches(random.Random(1), 60, 6, 30):
            for one in (engine, oracle):
                put(one, *some)
        assert same_answers(engine, oracle) > 1000
        assert list(engine.stored()) == [engine.fetch(document_id) for document_id in engine.digests()]


def test_of_documents_put_and_deleted_in_several_runs_the_last_of_each_id_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_DOCUMENTS", 7)
    chance, oracle = random.Random(3), Oracle()
    with made(tmp_path) as engine:
        for _ in range(3):
            writers = engine.writer(), oracle.writer()
            for _ in range(40):
                name, text = f"d{chance.randrange(25)}", random_text(chance)
                is_deleted = chance.random() < 0.2
                for writer in writers:
                    if is_deleted:
                        writer.delete(name)
                    else:
                        writer.put_all(Entries.of([plain(name, text)]))
            for writer in writers:
                writer.commit()
            assert same_answers(engine, oracle) > 100
            assert engine.digests() == oracle.digests()
        assert len(engine.current().parts) == 1


def test_what_lies_aside_is_amended_and_what_lies_in_a_run_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_WAITING", 60)
    monkeypatch.setattr(gathering, "MOST_OCCURRENCES", 150)
    with made(tmp_path) as engine:
        writer = engine.writer()
        for number in range(20):
            writer.put_all(Entries.of([plain(f"d{number:02}", "gempa")]))
        amended = [number for number in range(20) if writer.amend(f"d{number:02}", {"copies": ("yes",)})]
        writer.commit()
        assert 0 < len(amended) < 10, "those behind the last run"
        assert dict(engine.vocabulary("copies")) == {"gempa": 20 - len(amended), "yes": len(amended)}


@pytest.mark.parametrize("window", [1, 40, 700])
def test_rows_of_words_are_the_same_in_windows_of_any_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    """Windows end between documents: those of a line of some thousand places, with steps beyond a byte."""
    monkeypatch.setattr(phrases, "WINDOW", window)
    chance, oracle = random.Random(window), Oracle()
    gaps = [chance.choice([0, 3, 260, 520]) for _ in range(80)]
    texts = [" ".join([random_text(chance), *["x"] * gap, random_text(chance)]) for gap in gaps]
    queries = [Sequence("body_surface", words) for words in (("a", "b"), ("a", None, "a"), ("a", "a"), ("x", "a", "b"))]
    nearby = [Near("body_surface", words, slop) for words in (("a", "b"), ("c", "a", "a")) for slop in (0, 2, 270)]
    with made(tmp_path) as engine:
        for one in (engine, oracle):
            put(one, *(plain(f"d{number}", text) for number, text in enumerate(texts)))
        assert sum(same_answer(engine, oracle, query) for query in (*queries, *nearby)) > 100


def test_a_row_of_counts_and_a_list_give_the_same(tmp_path: Path) -> None:
    """A term of most documents is packed as a row, one of few as a list; a phrase needs both."""
    oracle = Oracle()
    entries = [plain(f"d{number}", "di " * (number % 4 + 1) + "medan " * (number % 9 == 0)) for number in range(90)]
    with made(tmp_path) as engine:
        for one in (engine, oracle):
            put(one, *entries)
            put(one, plain("d9", "di"), plain("x", "medan"))
        for query in (word("di"), word("medan"), Sequence("body_surface", ("di", "medan")), Term("title_root", "di")):
            theirs = answer(oracle, query)
            assert answer(engine, query) == {key: (pytest.approx(score), full) for key, (score, full) in theirs.items()}


def test_what_all_of_a_small_segment_hold_may_be_rare_beside_the_others(tmp_path: Path) -> None:
    oracle = Oracle()
    with made(tmp_path) as engine:
        for one in (engine, oracle):
            put(one, *(plain(f"d{number}", "di " * (number % 3 + 1)) for number in range(40)))
            put(one, plain("x", "medan"), plain("y", "medan medan di"))
        for query in (word("medan"), Term("title_root", "medan"), word("di")):
            theirs = answer(oracle, query)
            assert answer(engine, query) == {key: (pytest.approx(score), full) for key, (score, full) in theirs.items()}


def test_a_batch_gives_the_same_bytes_however_much_memory_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for name, most in (("a", 8_000_000), ("b", 8_000_000), ("c", 150), ("d", 8_000_000), ("e", 150)):
        monkeypatch.setattr(gathering, "MOST_OCCURRENCES", most)
        if name == "d":
            monkeypatch.setattr(batch, "MOST_WAITING", 150)
            monkeypatch.setattr(spool, "MOST_BYTES", 50)
        if name == "e":
            monkeypatch.setattr(merging, "PART_BYTES", 40)
            monkeypatch.setattr(merging, "MOST_BINS", 3)
            monkeypatch.setattr(terms, "SIZES_AT_ONCE", 7)
        with made(tmp_path / name) as engine:
            put(engine, *(plain(f"d{number}", random_text(random.Random(number))) for number in range(50)))
        parts = (next((tmp_path / name).glob(f"*{part}")) for part in (".documents", ".terms", ".positions"))
        written.append([part.read_bytes() for part in parts])
    assert all(one == written[0] for one in written)


def test_a_segment_of_mostly_deleted_documents_is_written_anew(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d{number}", "lama sekali") for number in range(100)))
        before = size_bytes(tmp_path)
        put(engine, *(plain(f"d{number}", "baru") for number in range(90)))
        assert (engine.count(), engine.document_frequency("body_root", "lama")) == (100, 10)
        assert len(list(tmp_path.glob("*.terms"))) == 1
        assert size_bytes(tmp_path) < before * 1.2


def test_deleting_everything_leaves_an_index_that_can_be_filled_again(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d{number}", "a") for number in range(3)))
        writer = engine.writer()
        for number in range(3):
            writer.delete(f"d{number}")
        writer.commit()
        assert (engine.count(), list(engine.stored()), answer(engine, word("a"))) == (0, [], {})
        put(engine, plain("x", "a"))
        assert set(answer(engine, word("a"))) == {"x"}


def test_what_a_batch_adds_and_deletes_again_is_not_there(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        writer.put(plain("y", "a"))
        writer.delete("x")
        writer.commit()
        assert set(answer(engine, word("a"))) == {"y"}
        assert engine.fetch("x") is None


def test_texts_that_no_encoding_likes_come_back(tmp_path: Path) -> None:
    texts = ["", "\n\n", "\ud800 separuh", "日本 🎉", "x" * 100_000, '{"a": "é"}']
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d\ud800{number}", text) for number, text in enumerate(texts)))
        with WhooshEngine(tmp_path) as fresh:
            assert [fresh.fetch(f"d\ud800{number}") for number in range(len(texts))] == texts
            assert len(answer(fresh, word("separuh"))) == 1


def size_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
