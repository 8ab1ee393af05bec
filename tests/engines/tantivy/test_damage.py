"""What tantivy does with a changed byte, a panic in Rust among it, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.errors import DamagedIndexError
from search.query.bound import Sequence, Term
from tests.engines.samples import NO_TANTIVY, WEIGHTS, plain, put, word

pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.damage import is_panic

QUERIES = (word("a"), Term("title_root", "b"), Sequence("body_surface", ("a", "b")))


def changed(file: Path, place: int) -> None:
    """Change a byte, in a new file: who has the old one mapped keeps it."""
    data = bytearray(file.read_bytes())
    data[place] ^= 255
    file.unlink()
    file.write_bytes(data)


def damage(engine: Engine) -> DamagedIndexError | None:
    """What is told of an index that is asked for words, a phrase, a vocabulary and stored texts."""
    try:
        for query in QUERIES:
            assert all(one.stored is not None for one in engine.search(query, weights=WEIGHTS, limit=5).found)
        list(engine.vocabulary("body_root"))
    except DamagedIndexError as error:
        return error
    return None


def test_a_panic_is_told_as_damage_of_the_file(folder: Path, opened: Callable[[], Engine]) -> None:
    put(opened(), *(plain(f"d{number}", "a b c " * number) for number in range(1, 9)))
    panics = 0
    for suffix in (".idx", ".term", ".pos"):
        (file,) = folder.glob(f"*{suffix}")
        for place in range(0, file.stat().st_size, 7):
            changed(file, place)
            try:
                told = damage(opened())
            except DamagedIndexError as error:
                told = error
            if told and told.__cause__ and is_panic(told.__cause__):
                assert f"{file.name} is damaged" in str(told)
                panics += 1
            changed(file, place)
    assert panics


def test_before_anything_is_written_every_file_is_compared(folder: Path, opened: Callable[[], Engine]) -> None:
    put(opened(), plain("x", "a b c"))
    for file in folder.glob("*.*"):
        if file.suffix in (".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"):
            changed(file, 3)
            with pytest.raises(DamagedIndexError, match=f"{file.name} is damaged"):
                opened().writer()
            changed(file, 3)
            opened().writer().rollback()  # the lock was let go
