"""Frequent words of a field that is being written: what their pairs are counted from, kept until all are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between
from search.engines.whoosh.packing import Packed, Piece
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.spool import Spool

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints

FREQUENT_SHARE = 1 / 8  # of the documents, from which on a word is frequent
LEAST_DOCUMENTS = 1024  # of a segment; of fewer the positions are read as fast
# Of a larger segment counting takes too long: each word is read once for each 8,192 documents.
MOST_DOCUMENTS = 1 << 20


class Frequent(NamedTuple):
    """A frequent term of a field: which one, its postings, and the bytes of its positions."""

    entry: int
    piece: Piece
    positions: Bytes


class FrequentWords:
    """The frequent words of a field: half of all positions, which are in a file where they are many.

    Attributes:
        folder: For files.
        document_count: How many documents there are in the segment.
    """

    def __init__(self, document_count: int, folder: Path) -> None:
        self.document_count, self.folder = document_count, folder
        self._words: list[tuple[int, int, int, int]] = []  # entry, packing, bytes of the postings, of the positions
        self._bytes = Spool(folder, np.uint8)

    def take(self, part: Postings, made: Packed, data: Bytes, places: Ints, entry: int) -> None:
        """Choose those of a part of the field.

        Args:
            made: The part, packed.
            data: Its positions, packed.
            places: Where those of each term begin.
            entry: The first entry of the part.
        """
        if not LEAST_DOCUMENTS <= self.document_count <= MOST_DOCUMENTS:
            return
        frequencies = lengths_between(firsts(part.terms), len(part.terms))
        sizes = lengths_between(made.starts, len(made.data)), lengths_between(places, len(data))
        for term in np.flatnonzero(frequencies >= max(1, FREQUENT_SHARE * self.document_count)).tolist():
            postings_size, positions_size = (int(column[term]) for column in sizes)
            self._bytes.append(made.data[made.starts[term] :][:postings_size])
            self._bytes.append(data[places[term] :][:positions_size])
            self._words.append((entry + term, int(made.packings[term]), postings_size, positions_size))

    def __iter__(self) -> Iterator[Frequent]:
        """All of them, when all have been taken."""
        data, end = self._bytes.array(), 0
        for entry, packing, postings, positions in self._words:
            start, middle, end = end, end + postings, end + postings + positions
            yield Frequent(entry, Piece(data[start:middle], packing), data[middle:end])
