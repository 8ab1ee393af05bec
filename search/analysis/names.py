"""The names that stay whole: places, people and institutions whose letters look like affixes around a root.

A name is a type, not a token: what stands in data/names.txt keeps its form in documents and in lower-case queries
alike.
"""

from __future__ import annotations

from functools import cache

from search.analysis.data import entries


@cache
def names() -> frozenset[str]:
    """Every protected name, folded, one word each.

    >>> {"sinai", "bekasi", "kediri", "susi"} <= names(), "malang" in names()
    (True, False)
    """
    return frozenset(word for line in entries("names.txt") for word in line.removeprefix("+").split())


@cache
def names_with_affixes() -> frozenset[str]:
    """The names that count as roots because they take affixes (keindonesiaan): the lines that open with +."""
    return frozenset(word for line in entries("names.txt") if line[0] == "+" for word in line[1:].split())
