"""Runs of bytes one behind another, by their numbers: the postings of terms, their positions, compressed blocks.

One run in BLOCK has its place in full, the others how far behind that one they begin: two bytes each and not four.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import narrow, narrowest
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints

BLOCK = 64  # runs; most are so short that all of them are within 64 KB
STARTS_AT_ONCE = BLOCK << 10
STEPS, BLOCKS = ".steps", ".blocks"


class Runs:
    """The runs of an array of a file, read where they lie."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._data, self._at = sections.unchecked(name)
        self._check = sections.check
        self._steps, self._blocks = sections.view(name + STEPS), sections.view(name + BLOCKS)

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, number: int) -> Bytes:
        """The bytes of a run. Raises DamagedFileError."""
        # Both starts by hand: a search reads a hundred runs.
        steps, blocks, after = self._steps, self._blocks, number + 1
        start = blocks[number // BLOCK] + steps[number]
        end = blocks[after // BLOCK] + steps[after] if after < len(steps) else len(self._data)
        self._check(self._at + start, self._at + end)
        return self._data[start:end]

    def between(self, first: int, last: int) -> Bytes:
        """The bytes of the runs from `first` up to `last`. Raises DamagedFileError."""
        start, end = self._start(first), self._start(last)
        self._check(self._at + start, self._at + end)
        return self._data[start:end]

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
    """Write where the runs begin of an array that is written; some at a time, for every term has one."""
    kind = narrowest(max((int(steps.max()) for steps in _steps(starts)), default=0))
    out.append(name + STEPS, np.empty(0, kind))
    for steps in _steps(starts):
        out.append(name + STEPS, steps.astype(kind))
    out.append(name + BLOCKS, narrow(starts[::BLOCK]))


def _steps(starts: Ints) -> Iterator[Ints]:
    for at in range(0, len(starts), STARTS_AT_ONCE):
        some = starts[at : at + STARTS_AT_ONCE]
        yield some - np.repeat(some[::BLOCK], BLOCK)[: len(some)]
