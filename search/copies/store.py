"""The documents of an index as far as copies ask for them: ids, sketches and days, a row each.

A row is never used again; one whose document has gone holds an empty sketch.
"""

from __future__ import annotations

from array import array

import numpy as np

from search.copies.dates import days
from search.copies.likeness import Table
from search.copies.sketch import RECORD, SIZE_BYTES

_GONE = bytes(SIZE_BYTES)


class Store:
    """Rows to append to; about 330 bytes each with an id of 13 characters (docs/copies.md)."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.rows: dict[str, int] = {}
        self._sketches = bytearray()
        self._first, self._last = array("i"), array("i")

    def __len__(self) -> int:
        return len(self.ids)

    def append(self, document_id: str, sketch: bytes, date_number: int) -> int:
        """Keep a document; gives its row. An empty sketch is like none."""
        row = self.rows[document_id] = len(self.ids)
        self.ids.append(document_id)
        self._sketches += sketch or _GONE
        span = days(date_number)
        self._first.append(span.first)
        self._last.append(span.last)
        return row

    def drop(self, row: int) -> None:
        """Forget a row's document."""
        del self.rows[self.ids[row]]
        self._sketches[row * SIZE_BYTES : (row + 1) * SIZE_BYTES] = _GONE

    def place(self, row: int) -> tuple[int, str]:
        """A row's place in the order of `precedence`."""
        return self._last[row], self.ids[row]

    def table(self) -> Table:
        """The rows as arrays, which share their memory: let go of it before the next row."""
        return Table(
            np.frombuffer(self._sketches, RECORD),
            np.frombuffer(self._first, np.intc),
            np.frombuffer(self._last, np.intc),
        )
