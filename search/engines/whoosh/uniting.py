"""Several vocabularies as one, for a merge: a term at a time, so that none is in memory whole."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.spool import Spool

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS_AT_ONCE = 1 << 14  # of terms, in memory


class United:
    """The terms of several vocabularies, sorted, as one is written: it is gone through once.

    >>> lists = United([[b"di", b"gempa"], [b"di", b"palu"]], Path())
    >>> list(lists), [numbers.tolist() for numbers in lists.numbers()]
    ([b'di', b'gempa', b'palu'], [[0, 1], [0, 2]])
    """

    def __init__(self, vocabularies: Sequence[Iterable[bytes]], folder: Path) -> None:
        """`folder` is for files."""
        self._vocabularies = vocabularies
        self._numbers = [Spool(folder, np.uint32) for _ in vocabularies]
        self._count = 0

    def __len__(self) -> int:
        """How many terms have been gone through."""
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        # One sweep through all of them, which are sorted; no term is kept, for a merge may have millions.
        waiting, last, number = [array("I") for _ in self._numbers], b"", -1
        for term, source in merge(*map(zip, self._vocabularies, map(repeat, range(len(waiting))))):
            if term != last or number < 0:
                last, number = term, number + 1
                yield term
                if not number % NUMBERS_AT_ONCE:
                    self._keep(waiting)
            waiting[source].append(number)
        self._keep(waiting)
        self._count = number + 1

    def numbers(self) -> list[NDArray[np.uint32]]:
        """For each of the old numbers of each vocabulary its new one; known when all terms have been gone through."""
        return [numbers.array() for numbers in self._numbers]

    def _keep(self, waiting: list[array[int]]) -> None:
        for numbers, own in zip(self._numbers, waiting, strict=True):
            numbers.append(np.array(own, np.uint32))
            del own[:]
