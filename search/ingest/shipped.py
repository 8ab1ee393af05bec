"""The lists shipped with the package: lines of a data file without its comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def shipped(name: str) -> tuple[str, ...]:
    """The filled lines of a file in `search/ingest/data`, without those that open with "#".

    >>> "Xinhua" in shipped("outlets.txt")
    True
    """
    lines = files("search.ingest").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))
