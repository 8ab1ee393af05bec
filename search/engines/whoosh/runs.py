"""Runs of bytes one behind another, by their numbers: the postings of terms, their positions, compressed blocks.

One run in BLOCK has its place in full, the others how far behind that one they begin: two bytes each and not four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import narrow
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints

BLOCK = 64  # runs; most are so short that all of them are within 64 KB
STEPS, BLOCKS = ".steps", ".blocks"


class Runs:
    """The runs of an array of a file, read where they lie."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._data = sections.pieces(name)
        self._steps, self._blocks = sections.view(name + STEPS), sections.view(name + BLOCKS)

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, number: int) -> Bytes:
        """The bytes of a run. Raises DamagedFileError."""
        return self._data[self._start(number) : self._start(number + 1)]

    def between(self, first: int, last: int) -> Bytes:
        """The bytes of the runs from `first` up to `last`. Raises DamagedFileError."""
        return self._data[self._start(first) : self._start(last)]

    def sizes(self, first: int, last: int) -> Ints:
        """How many bytes each of the runs from `first` up to `last` has."""
        numbers = np.arange(first, last)
        starts = np.asarray(self._blocks)[numbers // BLOCK].astype(np.int64)
        starts += np.asarray(self._steps)[first:last]
        return np.diff(starts, append=self._start(last))

    def _start(self, number: int) -> int:
        """Where a run begins; behind the last one, where that ends."""
        if number == len(self._steps):
            return len(self._data)
        return int(self._blocks[number // BLOCK] + self._steps[number])


def write_starts(starts: Ints, name: str, out: SectionWriter) -> None:
    """Write where the runs begin of an array that is written."""
    blocks = starts[::BLOCK]
    out.append(name + STEPS, narrow(starts - np.repeat(blocks, BLOCK)[: len(starts)]))
    out.append(name + BLOCKS, narrow(blocks))
