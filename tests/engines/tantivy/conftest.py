"""An empty tantivy engine for each test; each file skips itself where tantivy is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.registry import named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty index."""
    path = tmp_path / "index"
    path.mkdir()
    named("tantivy").create(path)
    return path


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the index each time it is called, as another process would."""
    engines: list[Engine] = []

    def again() -> Engine:
        engines.append(named("tantivy").opened(folder))
        return engines[-1]

    yield again
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Callable[[], Engine]) -> Engine:
    """The index, open."""
    return opened()
