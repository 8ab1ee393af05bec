"""What is the Whoosh engine's own: locks, commits by others, threads, damage."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from search.engines.entries import Entries
from search.engines.whoosh import WhooshEngine
from search.errors import IndexLockedError, IndexMissingError, NotAnIndexError
from tests.engines.conftest import made
from tests.engines.samples import ids, plain, put, word


def test_a_second_writer_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with made(tmp_path) as engine, WhooshEngine(tmp_path) as other:
        writer = engine.writer()
        with pytest.raises(IndexLockedError, match="another process is writing"):
            other.writer()
        writer.put(plain("x", "a"))
        writer.commit()
        other.writer().rollback()
        assert ids(other, word("a")) == ["x"]


def test_a_writer_keeps_the_lock_over_a_flush(tmp_path: Path) -> None:
    with made(tmp_path) as engine, WhooshEngine(tmp_path) as other:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        writer.flush()
        with pytest.raises(IndexLockedError):
            other.writer()
        writer.commit()
        other.writer().rollback()


def test_an_index_held_open_notices_what_others_commit(tmp_path: Path) -> None:
    with made(tmp_path) as reader, WhooshEngine(tmp_path) as other:
        assert ids(reader, word("a")) == []
        put(other, plain("x", "a"))
        assert ids(reader, word("a")) == ["x"]


def test_a_commit_into_a_folder_that_has_long_been_unchanged_is_noticed(tmp_path: Path) -> None:
    with made(tmp_path) as reader, WhooshEngine(tmp_path) as other:
        for number in range(3):
            os.utime(tmp_path, ns=(0, number + 1))  # as if the last commit were long ago: the folder is no more listed
            assert [ids(reader, word("a")) for _ in range(3)] == [[f"d{place}" for place in range(number)]] * 3
            put(other, plain(f"d{number}", "a"))
            assert ids(reader, word("a")) == [f"d{place}" for place in range(number + 1)]


def test_an_index_that_is_gone_is_missed_at_the_next_question(tmp_path: Path) -> None:
    with made(tmp_path / "index") as reader:
        put(reader, plain("x", "a"))
        os.utime(tmp_path / "index", ns=(0, 1))
        assert [ids(reader, word("a")) for _ in range(3)] == [["x"]] * 3
        shutil.rmtree(tmp_path / "index")
        with pytest.raises(IndexMissingError):
            ids(reader, word("a"))


def test_an_index_made_anew_in_the_same_place_has_another_version(tmp_path: Path) -> None:
    versions = set()
    for name in ("one", "two"):
        with made(tmp_path / name) as engine:
            put(engine, plain("x", "a"))
            versions.add(engine.version())
    with WhooshEngine(tmp_path / "two") as again:
        versions.add(again.version())
    assert len(versions) == 2


def test_a_reader_outlives_the_files_of_its_commit(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d{number}", "a") for number in range(9)))
        with engine.reader() as reader:
            files = {path.name for path in tmp_path.glob("*.documents")}
            put(engine, *(plain(f"d{number}", "b") for number in range(9)))
            assert not files & {path.name for path in tmp_path.glob("*.documents")}, "merged away"
            assert [one.stored for one in reader.search(word("a"), weights={}, limit=9).found] == ["a"] * 9
            assert len(list(reader.stored())) == 9


def test_readers_never_fail_while_a_writer_commits(tmp_path: Path) -> None:
    errors: list[BaseException] = []
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with WhooshEngine(tmp_path) as fresh:
                    counts.append(fresh.count())
                counts.append(len(ids(engine, word("a"))))
        except BaseException as error:  # noqa: BLE001  whatever it is, the test must see it
            errors.append(error)

    with made(tmp_path) as engine:
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(25):
            put(engine, plain(f"d{number}", "a"))
        done.set()
        for thread in threads:
            thread.join()
        assert errors == []
        assert counts
        assert set(counts) <= set(range(26))


def test_threads_share_one_engine(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d{number}", f"a w{number % 7}") for number in range(200)))
        expected = {number: ids(engine, word(f"w{number}")) for number in range(7)}
        wrong: list[int] = []

        def ask(number: int) -> None:
            wrong.extend(number for _ in range(20) if ids(engine, word(f"w{number}")) != expected[number])

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(7)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []


def test_a_failed_commit_lets_the_next_writer_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as engine:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        with monkeypatch.context() as patched:
            # The disk is full when the table of contents is written.
            patched.setattr("whoosh.index.TOC.write", _full)
            with pytest.raises(OSError, match="No space left"):
                writer.commit()
        writer.rollback()
        put(engine, plain("y", "a"))
        assert ids(engine, word("a")) == ["y"]


def test_a_failed_flush_lets_the_next_writer_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as engine:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        with monkeypatch.context() as patched:
            patched.setattr("whoosh.index.TOC.write", _full)
            with pytest.raises(OSError, match="No space left"):
                writer.flush()
        writer.rollback()
        put(engine, plain("y", "a"))
        assert ids(engine, word("a")) == ["y"]


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_batch_that_has_ended_takes_no_more(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        writer.commit()
        with pytest.raises(ValueError, match="has ended"):
            writer.put(plain("y", "a"))
        assert ids(engine, word("a")) == ["x"]


def test_documents_put_one_by_one_and_many_at_once_stay_in_their_order(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        writer = engine.writer()
        writer.put(plain("x", "a"))
        writer.put(plain("y", "a"))
        writer.put_all(Entries.of([plain("x", "b"), plain("z", "b")]))
        writer.put(plain("z", "a"))
        writer.delete("y")
        writer.put(plain("w", "b"))
        writer.flush()
        assert (ids(engine, word("a")), ids(engine, word("b"))) == (["z"], ["w", "x"])
        writer.commit()


def test_a_folder_without_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="no index here yet"):
        WhooshEngine(tmp_path)


def test_a_damaged_table_of_contents_is_named(tmp_path: Path) -> None:
    made(tmp_path).close()
    for toc in tmp_path.glob("*.toc"):
        toc.write_bytes(b"not a table of contents, but long enough to be read as one " * 3)
    with pytest.raises(NotAnIndexError, match="damaged"):
        WhooshEngine(tmp_path)
