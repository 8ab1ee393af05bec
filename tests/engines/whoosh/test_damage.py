"""A byte changed on the disk: every answer is the right one, or the damage is named."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from search.engines.base import FACETS, Engine, Order
from search.engines.whoosh import WhooshEngine
from search.errors import NotAnIndexError
from search.query.bound import BoundQuery, Dated, Near, Ranked, Sequence, Term
from tests.engines.conftest import made
from tests.engines.samples import WEIGHTS, put, random_entry, word

QUERIES: tuple[BoundQuery, ...] = (
    word("a"),
    Term("title_root", "b"),
    Sequence("body_surface", ("a", "b")),
    Near("title_surface", ("c", "d"), 2),
    Ranked(wanted=(word("e"), word("f")), filters=(Dated(20140101, 20151231),), coverage=0.5),
)


def answers(query: BoundQuery, engine: Engine) -> object:
    best = engine.search(query, weights=WEIGHTS, limit=50, facets=FACETS, is_collapsed=True)
    return best, engine.search(query, weights=WEIGHTS, limit=5, order=Order.NEWEST)


ASKED: list[Callable[[Engine], object]] = [
    *(partial(answers, query) for query in QUERIES),
    lambda engine: engine.fetch("d7"),
    lambda engine: dict(engine.digests()),
    lambda engine: sorted(engine.stored()),
    lambda engine: list(engine.vocabulary("body_root")),
    lambda engine: sorted(engine.sketches()),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments with deleted documents in the first."""
    path = tmp_path_factory.mktemp("whole")
    chance = random.Random(11)
    with made(path) as engine:
        put(engine, *(random_entry(chance, f"d{number}") for number in range(400)))
        put(engine, *(random_entry(chance, f"d{chance.randrange(500)}") for _ in range(60)))
    assert len(list(path.glob("*.terms"))) == 2
    return path


def test_no_answer_is_ever_wrong(folder: Path, tmp_path: Path) -> None:
    with WhooshEngine(folder) as engine:
        right = [ask(engine) for ask in ASKED]
    chance, named, unharmed = random.Random(5), 0, 0
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    files = sorted(path for path in copy.iterdir() if path.stat().st_size)
    for number in range(60):
        path = files[number % len(files)]
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ chance.randrange(1, 256)]) + whole[place + 1 :])
        for ask, expected in zip(ASKED, right, strict=True):
            try:
                with WhooshEngine(copy) as engine:
                    assert ask(engine) == expected, f"{path.suffix}, byte {place}"
                unharmed += 1
            except NotAnIndexError:
                named += 1
        path.write_bytes(whole)
    assert named > 100
    assert unharmed > 100
