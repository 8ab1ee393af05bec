"""The documents of an index as far as copies ask for them: ids, sketches and days, a row each.

A row is never used again; one whose document has gone holds an empty sketch.
"""

from __future__ import annotations

from array import array

import numpy as np

from search.copies.dates import days
from search.copies.ids import Ids
from search.copies.likeness import Table
from search.copies.sketch import RECORD, SIZE_BYTES

_GONE = bytes(SIZE_BYTES)


class Store:
    """Rows to append to; about 190 bytes each with an id of 13 characters (docs/copies.md)."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._named, self._rows = array("i"), array("i")  # the id of each row; the row of each id, -1 for none
        self._sketches = bytearray()
        self._first, self._last = array("i"), array("i")

    def __len__(self) -> int:
        return len(self._named)

    def append(self, document_id: str, sketch: bytes, date_number: int) -> int:
        """Keep a document; gives its row. An empty sketch is like none."""
        number, row = self._ids.add(document_id), len(self)
        if number == len(self._rows):
            self._rows.append(row)
        self._rows[number] = row
        self._named.append(number)
        self._sketches += sketch or _GONE
        span = days(date_number)
        self._first.append(span.first)
        self._last.append(span.last)
        return row

    def drop(self, row: int) -> None:
        """Forget a row's document."""
        self._rows[self._named[row]] = -1
        self._sketches[row * SIZE_BYTES : (row + 1) * SIZE_BYTES] = _GONE

    def id(self, row: int) -> str:
        """The id of a row's document."""
        return self._ids[self._named[row]]

    def row(self, document_id: str) -> int | None:
        """The row of a document; None where it is not held."""
        number = self._ids.find(document_id)
        return None if number is None or self._rows[number] < 0 else self._rows[number]

    def place(self, row: int) -> tuple[int, str]:
        """A row's place in the order of `precedence`."""
        return self._last[row], self.id(row)

    def table(self) -> Table:
        """The rows as arrays, which share their memory: let go of it before the next row."""
        return Table(
            np.frombuffer(self._sketches, RECORD),
            np.frombuffer(self._first, np.intc),
            np.frombuffer(self._last, np.intc),
        )
