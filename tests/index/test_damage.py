"""Each file of an index changed, cut short or lost: every action gives an answer, or one line that names the damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from search import Index, open_index
from search.engines.registry import NAMES
from search.errors import DamagedIndexError, IndexMissingError, NotAnIndexError, SearchError
from search.files import MANIFEST
from tests.engines.samples import NO_TANTIVY
from tests.index.archive import archive
from tests.index.writing import lines

QUERIES = ("banjir", '"memerangi banjir"', "judul:gempa", "pem*", "koalisy~", "*", "Rusia -kota", "perang NEAR hujan")


def ask(index: Index) -> None:
    """Words, phrases, patterns, filters; facets, orders and stored texts."""
    for query in QUERIES:
        for hit in index.search(query, facets=["source", "year"], sort="newest").hits:
            assert hit.title is not None
    assert all(document.id for document in index.documents())


def add(index: Index) -> None:
    """A few articles more, from beside the index."""
    index.add([index.path.parent / "lagi.jsonl"])


ACTIONS: dict[str, Callable[[Index], object]] = {
    "open": len,
    "ask": ask,
    "add": add,
    "sync": lambda index: index.sync(),
    "remove": lambda index: index.remove(["d003"]),
}


def flipped(data: bytes, place: int) -> bytes:
    """With one other byte."""
    return data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :]


# Where a byte changes depends on what the file holds, so that not each has it in its first page.
DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "lost": lambda _: None,
    "cut": lambda data: data[: len(data) // 2],
    "flipped": lambda data: flipped(data, crc32(data) % len(data)) if data else None,
    "flipped in front": lambda data: flipped(data, len(data) // 9) if data else None,
}


@pytest.fixture(scope="module", params=NAMES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of two segments, and articles; added, they leave one in three of the second alive.

    So that one is written anew at the commit, as what is mostly deleted is.
    """
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason=NO_TANTIVY)
    folder = tmp_path_factory.mktemp(request.param)
    records = list(archive())[:40]
    with open_index(folder / "index", create_missing=True, engine=request.param) as index:
        index.add([lines(folder / "a.jsonl", records[:25])])
        index.add([lines(folder / "b.jsonl", [{**record, "title": "Lain"} for record in records[22:25]])])
    lines(folder / "lagi.jsonl", [*records[23:25], *records[30:]])
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The files of an index itself, but the locks, which hold nothing."""
    kept = (file for file in folder.iterdir() if file.is_file() and "lock" not in file.name.lower())
    return {file.name: file.read_bytes() for file in kept}


def segments(folder: Path) -> dict[str, bytes]:
    """Of these what a commit consists of, and what a writer would leave half-written."""
    beside = (".json", ".jsonl", ".whole", ".recent")
    own = contents(folder)
    return {name: data for name, data in own.items() if name == "meta.json" or not name.endswith(beside)}


def restore(folder: Path, files: dict[str, bytes]) -> None:
    """Put an index back. As new files: what is cut short while it is mapped ends the process."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def damaged(folder: Path, files: dict[str, bytes], damage: str) -> Iterator[str]:
    """The names of its files, each damaged when it comes."""
    for name, data in files.items():
        other = DAMAGES[damage](data)
        restore(folder, {**files, name: other} if other is not None else {n: d for n, d in files.items() if n != name})
        yield name


def mistake(folder: Path, action: Callable[[Index], object]) -> str:
    """What is said of an index where something cannot be done."""
    try:
        with open_index(folder) as index:
            action(index)
    except SearchError as error:
        return str(error)
    return ""


# What is lost is looked for again for a while, so only one action waits for it.
TABLE = [
    ("open", "cut"),
    ("ask", "lost"),
    ("ask", "flipped"),
    ("add", "cut"),
    ("add", "flipped"),
    ("sync", "flipped"),
    ("remove", "flipped in front"),
]


@pytest.mark.parametrize(("action", "damage"), TABLE)
def test_of_a_damaged_file_there_is_an_answer_or_one_line(
    whole: Path, tmp_path: Path, action: str, damage: str
) -> None:
    shutil.copy(whole / "lagi.jsonl", tmp_path)
    told = 0
    for name in damaged(tmp_path / "index", contents(whole / "index"), damage):
        said = mistake(tmp_path / "index", ACTIONS[action])
        assert "\n" not in said, name
        assert not said or name == MANIFEST or "damaged" in said, name
        told += said != ""
    assert told


@pytest.mark.parametrize("damage", ["lost", "cut"])
def test_a_lost_or_cut_file_is_named(whole: Path, tmp_path: Path, damage: str) -> None:
    files = contents(whole / "index")
    name = next(name for name in files if name.endswith((".terms", ".store")))
    restore(tmp_path / "index", files)
    (tmp_path / "index" / name).unlink()
    if damage == "cut":
        (tmp_path / "index" / name).write_bytes(files[name][:-30])
    with pytest.raises(DamagedIndexError, match=name), open_index(tmp_path / "index") as index:
        index.search("banjir")


def test_damage_that_only_a_merge_meets_leaves_the_last_commit_and_no_file(whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole / "lagi.jsonl", tmp_path)
    folder, files = tmp_path / "index", contents(whole / "index")
    met = 0
    for name in damaged(folder, files, "flipped in front"):
        before = segments(folder)
        if name in before and mistake(folder, add):
            met += name.endswith((".positions", ".pos"))  # without a phrase nothing else reads these
            assert segments(folder) == before, name
            (folder / name).write_bytes(files[name])
            assert not mistake(folder, add), name  # nor is the lock kept
    assert met


def test_a_folder_that_held_no_index_is_still_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="no index here yet"):
        open_index(tmp_path / "index")
    (tmp_path / "surat.txt").write_text("Bukan indeks.", encoding="utf-8")
    with pytest.raises(NotAnIndexError, match="no manifest"):
        open_index(tmp_path)
