"""The graph of copies, looked up for the rows that are asked for and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from search.copies.bands import pairs
from search.copies.store import Store


class Graph:
    """Rows, and for each the rows that it is a copy of. Valid as long as the store does not change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._near: dict[int, set[int]] = {}
        self._known: set[int] = set()

    def look_up(self, rows: Iterable[int]) -> None:
        """Find the neighbours of rows, all at once: it takes a pass over all sketches, whether for one or for all."""
        missing = list(set(rows) - self._known)
        if not missing:
            return
        self._known.update(missing)
        fresh = np.zeros(len(self._store), np.bool_)
        fresh[missing] = True
        for left, right in pairs(self._store.table(), fresh, self._store.place):
            self._near.setdefault(left, set()).add(right)
            self._near.setdefault(right, set()).add(left)

    def is_known(self, row: int) -> bool:
        """Have the row's neighbours been looked up?"""
        return row in self._known

    def near(self, row: int) -> Collection[int]:
        """The neighbours of a row that has been looked up."""
        return self._near.get(row, ())
