"""Ids as numbers, 0, 1, 2 and so on as they come: a fifth of the memory of a dictionary, for an archive in one batch.

A dictionary of a million ids and their numbers takes 200 MB, texts included. Here their letters stand one behind
another, and a table of numbers, two thirds full at the most, tells where to look; a look takes a microsecond.
"""

from __future__ import annotations

from array import array

_FEWEST = 1 << 16  # places of the table, 256 KB


class Ids:
    """Gives each id a number and back.

    >>> ids = Ids()
    >>> ids.add("gempa.txt"), ids.add("banjir.txt"), ids.add("gempa.txt"), ids.find("banjir.txt"), ids.find("asap.txt")
    (0, 1, 0, 1, None)
    >>> ids[1], len(ids)
    ('banjir.txt', 2)
    """

    def __init__(self) -> None:
        self._joined, self._ends = bytearray(), array("Q", [0])
        self._table = array("i", [-1]) * _FEWEST

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return self._joined[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def find(self, document_id: str) -> int | None:
        """The number of an id; None where it was not added."""
        number = self._table[self._place(document_id, document_id.encode("utf-8", "surrogatepass"))]
        return None if number < 0 else number

    def add(self, document_id: str) -> int:
        """The number of an id, which is a new one where it was not added before."""
        data = document_id.encode("utf-8", "surrogatepass")
        place = self._place(document_id, data)
        number = self._table[place]
        if number < 0:
            number = self._table[place] = len(self._ends) - 1
            self._joined += data
            self._ends.append(len(self._joined))
            if number * 3 > len(self._table) * 2:
                self._widen()
        return number

    def _place(self, document_id: str, data: bytes) -> int:
        """Where the number of an id stands in the table, or should stand."""
        table, last = self._table, len(self._table) - 1
        place = hash(document_id) & last
        if table[place] >= 0:
            joined, ends = self._joined, self._ends
            while (number := table[place]) >= 0 and joined[ends[number] : ends[number + 1]] != data:
                place = (place + 1) & last
        return place

    def _widen(self) -> None:
        """Make the table twice as large."""
        table = self._table = array("i", [-1]) * (2 * len(self._table))
        last = len(table) - 1
        for number in range(len(self)):  # all differ, so none has to be compared
            place = hash(self[number]) & last
            while table[place] >= 0:
                place = (place + 1) & last
            table[place] = number
