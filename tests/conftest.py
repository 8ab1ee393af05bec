"""What every test may ask for: the seeds, an index of them, the data kept beside the project, case tables.

A test that needs ../shared skips where it is absent and says so; nothing else is ever skipped in silence.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from search import Index

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"

# No deadline: the first call of an analyzer loads its dictionary, and the machines of CI are shared.
settings.register_profile("ci", deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=25)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# A job in the background begins with Ctrl+C ignored, and so would every process that a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def cases(name: str, *, columns: int | None = None) -> list[tuple[str, ...]]:
    """The rows of tests/cases/`name`, a table with one tab between columns, ready for `parametrize`.

    Lines that open with "# " are comments. Missing columns at the end of a row are "".

    Args:
        columns: How many a row may have; None for as many as the longest has.
    """
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    rows = {
        number: line.split("\t")
        for number, line in enumerate(lines, start=1)
        if line and line != "#" and not line.startswith("# ")
    }
    assert rows, f"{name} holds no rows"
    width = columns or max(map(len, rows.values()))
    assert not [number for number, row in rows.items() if len(row) > width], (
        f"{name}: a row of more than {width} columns"
    )
    return [(*row, *[""] * (width - len(row))) for row in rows.values()]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data and evaluation corpora beside the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_index_path(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The folder of an index of the five seeds; read it, never write to it."""
    from search import open_index

    path = tmp_path_factory.mktemp("seeds") / "index"
    with open_index(path, create_missing=True) as index:
        report = index.add([seeds])
    assert report.added == 5
    assert not report.problems
    return path


@pytest.fixture(scope="session")
def seed_index(seed_index_path: Path) -> Iterator[Index]:
    """An open index of the five seeds; search it, never write to it."""
    from search import open_index

    with open_index(seed_index_path) as index:
        yield index
