"""The graph of copies, looked up for the rows that are asked for and no others."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from search.copies.bands import pairs
from search.copies.likeness import Answers
from search.copies.store import Store


class Graph:
    """Rows, and for each the rows that it is a copy of. Valid as long as the store does not change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._near: dict[int, set[int]] = {}
        self._known: Answers = np.zeros(len(store), np.bool_)

    def look_up(self, rows: Answers) -> None:
        """Find the neighbours of rows, all at once: it takes a pass over all sketches, whether for one or for all.

        Args:
            rows: A flag for each row of the store.
        """
        fresh = rows & ~self._known
        if not fresh.any():
            return
        self._known |= fresh
        for left, right in pairs(self._store.table(), fresh, self._store.place):
            self._near.setdefault(left, set()).add(right)
            self._near.setdefault(right, set()).add(left)

    def is_known(self, row: int) -> bool:
        """Have the row's neighbours been looked up?"""
        return bool(self._known[row])

    def linked(self) -> Collection[int]:
        """The rows that have neighbours, as far as these were looked up."""
        return self._near.keys()

    def near(self, row: int) -> Collection[int]:
        """The neighbours of a row that has been looked up."""
        return self._near.get(row, ())
