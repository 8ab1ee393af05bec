"""The engines that the common suite runs on. A new engine is one line here."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.registry import named
from search.engines.whoosh import WhooshEngine, create
from tests.engines.oracle import Oracle
from tests.engines.samples import NO_TANTIVY, put, random_entry


def made(path: Path) -> WhooshEngine:
    """An empty Whoosh index in a folder of its own."""
    path.mkdir(parents=True, exist_ok=True)
    create(path)
    return WhooshEngine(path)


def made_tantivy(path: Path) -> Engine:
    """An empty tantivy index in a folder of its own; skips where tantivy is not installed."""
    pytest.importorskip("tantivy", reason=NO_TANTIVY)
    path.mkdir(parents=True, exist_ok=True)
    named("tantivy").create(path)
    return named("tantivy").opened(path)


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "oracle": lambda _: Oracle(),
    "tantivy": made_tantivy,
    "whoosh": made,
}


@pytest.fixture(scope="module", params=sorted(ENGINES))
def new_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Engine]:
    """Makes an empty engine each time it is called."""
    folder = tmp_path_factory.mktemp(request.param)
    numbers = itertools.count()
    return lambda: ENGINES[request.param](folder / str(next(numbers)))


@pytest.fixture
def engine(new_engine: Callable[[], Engine]) -> Iterator[Engine]:
    """An empty engine."""
    with new_engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def library(new_engine: Callable[[], Engine]) -> Iterator[tuple[Engine, Oracle]]:
    """Sixty random documents in three commits with replacements, in the engine and in the oracle."""
    chance = random.Random(2015)
    engine, oracle = new_engine(), Oracle()
    for _ in range(3):
        batch = [random_entry(chance, f"d{chance.randrange(60)}") for _ in range(40)]
        for one in (engine, oracle):
            put(one, *batch)
    yield engine, oracle
    engine.close()
