"""The folder of an index: what is refused, what survives a kill, and what Whoosh itself reads in it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from whoosh import fields
from whoosh import index as whoosh_index
from whoosh.query import And, Phrase
from whoosh.query import Term as WhooshTerm

from search.engines.entries import Entries
from search.engines.whoosh import WhooshEngine, gathering
from search.engines.whoosh.folder import IndexFolder, sealed
from search.errors import NotAnIndexError
from tests.conftest import ROOT
from tests.engines.conftest import made
from tests.engines.samples import ids, plain, put, word


def test_segments_of_stock_whoosh_are_refused(tmp_path: Path) -> None:
    index = whoosh_index.create_in(str(tmp_path), fields.Schema(body=fields.TEXT))
    with index.writer() as writer:
        writer.add_document(body="perang")
    with pytest.raises(NotAnIndexError, match=r"written by another codec of Whoosh's"):
        WhooshEngine(tmp_path)


class _Programme:
    """Unpickled, it would write a file."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("ran",)


def test_a_table_of_contents_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index").mkdir()
    with made(tmp_path / "index") as engine:
        put(engine, plain("x", "a"))
    contents = next((tmp_path / "index").glob("*.toc"))
    data = contents.read_bytes()
    segments = data.index(b"\x80", data.rindex(b"ArraySegment") - 200)
    contents.write_bytes(sealed(data[:segments] + pickle.dumps([_Programme()])))
    with pytest.raises(NotAnIndexError, match="which has no place there"):
        WhooshEngine(tmp_path / "index")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("part", [".documents", ".terms", ".positions"])
@pytest.mark.parametrize("damage", ["cut", "emptied", "changed at the end"])
def test_a_damaged_segment_is_named(tmp_path: Path, part: str, damage: str) -> None:
    with made(tmp_path) as engine:
        put(engine, plain("x", "a b"))
    path = next(tmp_path.glob(f"*{part}"))
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-5], "emptied": b"", "changed at the end": data[:-1] + b"?"}[damage])
    with WhooshEngine(tmp_path) as engine, pytest.raises(NotAnIndexError, match="damaged"):
        engine.count()


def test_a_changed_text_is_named_when_it_is_read(tmp_path: Path) -> None:
    with made(tmp_path) as engine:
        put(engine, *(plain(f"d{number}", f"perang {number} " * 200) for number in range(40)))
    path = next(tmp_path.glob("*.documents"))
    data = bytearray(path.read_bytes())
    for place in range(20, 900):
        data[place] ^= 255
    path.write_bytes(data)
    with WhooshEngine(tmp_path) as engine, pytest.raises(NotAnIndexError, match="damaged"):
        engine.fetch("d0")


def test_whoosh_searches_our_segments(tmp_path: Path) -> None:
    """Slowly, and with its own scores; but it is a Whoosh index."""
    with made(tmp_path) as engine:
        put(engine, plain("x", "koalisi rusia"), plain("y", "rusia koalisi"), plain("z", "rusia rusia"))
        put(engine, plain("z", "koalisi"))
    with IndexFolder(tmp_path).searcher() as searcher:

        def found(query: object) -> set[str]:
            return {str(hit["stored"]) for hit in searcher.search(query)}

        assert found(WhooshTerm("body_root", "rusia")) == {"koalisi rusia", "rusia koalisi"}
        assert found(Phrase("body_surface", ["koalisi", "rusia"])) == {"koalisi rusia"}
        assert found(And([WhooshTerm("body_root", "koalisi"), WhooshTerm("id", "z")])) == {"koalisi"}
        reader = searcher.reader()
        assert list(reader.field_terms("title_surface")) == ["koalisi", "rusia"]
        assert reader.doc_frequency("body_root", "rusia") == 3  # with the deleted one
        assert reader.field_length("body_root") == 7
        assert reader.column_reader("digest")[0] == b"\0koalisi rusia"


def test_everything_is_on_the_disk_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as engine:
        steps: list[str] = []
        sync, rename = os.fsync, os.rename

        def noted_sync(number: int) -> None:
            steps.append(Path(f"/proc/self/fd/{number}").resolve().suffix)
            sync(number)

        def noted_rename(old: str, new: str) -> None:
            steps.append("named")
            rename(old, new)

        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", noted_sync)
            patched.setattr("os.rename", noted_rename)
            put(engine, plain("x", "a"))
    before = set(steps[: steps.index("named")])
    assert before >= {".documents", ".terms", ".positions"}
    assert len(before) == 4  # and the table of contents, which has no name yet
    assert steps[-1] == "", "the folder itself comes last"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def named(engine: WhooshEngine) -> set[str]:
    """The files of the latest commit."""
    current = engine.current()
    files = {sections.name for part in current.parts for sections in part.terms.sections}
    return {f"_MAIN_{current.generation}.toc", *files, *(f"{Path(name).stem}.documents" for name in files)}


def test_a_rollback_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_DOCUMENTS", 5)
    with made(tmp_path) as engine:
        put(engine, plain("x", "lama"))
        before = names(tmp_path)
        writer = engine.writer()
        writer.rollback()
        assert names(tmp_path) == before
        writer = engine.writer()
        for number in range(20):
            writer.put_all(Entries.of([plain(f"d{number}", "baru")]))
        assert names(tmp_path) > before
        writer.rollback()
        assert names(tmp_path) == before == {"MAIN_WRITELOCK", *named(engine)}
        assert ids(engine, word("lama")) == ["x"]


def test_a_commit_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as engine:
        put(engine, plain("x", "lama"))
        before = names(tmp_path)
        for place in ("whoosh.index.TOC.write", "search.engines.whoosh.sections.SectionWriter.close"):
            writer = engine.writer()
            writer.put(plain("y", "baru"))
            with monkeypatch.context() as patched:
                patched.setattr(place, full)
                with pytest.raises(OSError, match="No space left"):
                    writer.commit()
            assert names(tmp_path) == before


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import os, signal, sys
from pathlib import Path
from search.engines.whoosh import WhooshEngine, sections
from tests.engines.samples import plain, put

left = int(sys.argv[2])

def counted(call):
    def wrapper(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return wrapper

engine = WhooshEngine(Path(sys.argv[1]))
for owner, name in [(sections.SectionWriter, "append"), (sections.SectionWriter, "close"),
                    (os, "fsync"), (os, "rename"), (os, "remove"), (os, "mkdir"), (os, "rmdir")]:
    setattr(owner, name, counted(getattr(owner, name)))
put(engine, *(plain(f"d{number}", "baru") for number in range(20, 60)))
print(left)
"""


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    old, new = {f"d{number}" for number in range(40)}, {f"d{number}" for number in range(60)}
    seen, orphans = set(), set()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for steps in (*range(0, 90, 9), 93, 96, 97, 98, 99, 100, 101, 102, 103, 10_000):
        folder = tmp_path / str(steps)
        with made(folder) as engine:
            put(engine, *(plain(f"d{number}", "lama") for number in range(40)))
        command = [sys.executable, "-W", "ignore", "-c", KILLED, str(folder), str(steps)]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode in (0, -9), done.stderr
        with WhooshEngine(folder) as engine:
            is_old = not ids(engine, word("baru"))
            seen.add((is_old, done.returncode))
            assert set(engine.digests()) == (old if is_old else new)
            assert len(ids(engine, word("lama"))) == (40 if is_old else 20)
            orphans |= names(folder) - named(engine)
            engine.writer().rollback()
            assert names(folder) == {"MAIN_WRITELOCK", *named(engine)}, "who opens it for writing next tidies up"
            put(engine, plain("x", "lagi"))
            assert ids(engine, word("lagi")) == ["x"]
    assert {Path(name).suffix for name in orphans} >= {".documents", ".terms", ".positions", ".tmp"}, "some were left"
    assert {(True, -9), (False, 0)} <= seen
