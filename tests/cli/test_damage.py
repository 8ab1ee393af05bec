"""A damaged index on the command line: one line on stderr, and 2."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.runs import called

COMMANDS = [("Rusia",), ("index", "stats"), ("index", "sync"), ("show", "1"), ("export",)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("damage", ["lost", "cut"])
def test_a_damaged_index_is_one_line(
    seed_index_path: Path, tmp_path: Path, command: tuple[str, ...], damage: str
) -> None:
    index = Path(shutil.copytree(seed_index_path, tmp_path / "index"))
    for file in index.glob("*.terms"):
        file.unlink() if damage == "lost" else os.truncate(file, 100)
    done = called("-i", index, *command)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert "this index is damaged" in line
    assert ".terms" in line
