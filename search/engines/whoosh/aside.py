"""Occurrences of terms that wait in a file until all of their field are known.

They lie in groups by the first letters of their terms: the groups stand in the order of the terms, so that each is
sorted alone, and no more than one is in memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Numbers32: TypeAlias = NDArray[np.int32]

# Where a group begins: of the words of the development corpora each has 4 to 11 %.
_BOUNDS = ("ao", "bf", "db", "dj", "gv", "iu", "kf", "lb", "mf", "pf", "rf", "sf", "tb", "uo")
GROUPS = range(len(_BOUNDS) + 1)


class Rows(NamedTuple):
    """Occurrences, document by document; of a field that keeps no positions there are none."""

    terms: Numbers32
    documents: Numbers32
    positions: Numbers32


class Groups(dict[str, int]):
    """Gives for the beginning of a term its group.

    >>> Groups().of(["gempa", "2015", "bank", "di", "Śiwa"]).tolist()
    [4, 0, 1, 3, 14]
    """

    def __missing__(self, beginning: str) -> int:
        number = self[beginning] = bisect_right(_BOUNDS, beginning)
        return number

    def of(self, terms: Iterable[str]) -> NDArray[np.uint8]:
        """The group of each term."""
        return np.array([self[term[:2]] for term in terms], np.uint8)


class Aside:
    """Some occurrences in a file."""

    def __init__(self, path: Path, rows: Rows, groups: NDArray[np.uint8]) -> None:
        """Write them; `groups` has a number for each."""
        self._path, self._has_positions = path, len(rows.positions) > 0
        self._ends = [0, *np.cumsum(np.bincount(groups, minlength=len(GROUPS))).tolist()]
        order = np.argsort(groups, kind="stable")
        with path.open("wb") as file:
            for column in rows:
                if len(column):
                    column[order].tofile(file)

    def rows(self, group: int) -> Rows:
        """The occurrences of a group, in the order in which they came."""
        terms, documents = self._read(0, group), self._read(1, group)
        return Rows(terms, documents, self._read(2, group) if self._has_positions else np.empty(0, np.int32))

    def _read(self, column: int, group: int) -> Numbers32:
        first, last, size = self._ends[group], self._ends[group + 1], self._ends[-1]
        return np.fromfile(self._path, np.int32, last - first, offset=4 * (column * size + first))


def joined(parts: Iterable[Rows]) -> Rows:
    """Occurrences one behind another; at least one."""
    return Rows(*map(np.concatenate, zip(*parts, strict=True)))
