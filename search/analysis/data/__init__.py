"""The word tables of the analysis; lines that open with # say where the words are from and why they are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def entries(name: str) -> Iterator[str]:
    """The lines of a table without comments and empty lines."""
    for line in (FOLDER / name).read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            yield line
