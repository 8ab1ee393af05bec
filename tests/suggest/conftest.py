"""The small archive, open."""

from __future__ import annotations

import pytest

from search.suggest import Completions, build
from tests.engines.oracle import Oracle
from tests.suggest.archive import ALIASES, DOCUMENTS, engine_of


@pytest.fixture(scope="session")
def engine() -> Oracle:
    return engine_of(DOCUMENTS)


@pytest.fixture(scope="session")
def completions(engine: Oracle, tmp_path_factory: pytest.TempPathFactory) -> Completions:
    folder = tmp_path_factory.mktemp("completions")
    build(DOCUMENTS, folder)
    return Completions(folder, engine, ALIASES)
