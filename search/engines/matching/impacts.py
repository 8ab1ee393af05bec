"""What terms bring to the scores of their documents, remembered as long as a commit is the latest.

A term's part of a score is the same in every query but for its weight. Few terms are most of the postings that queries
read: of 1,500 development queries, with 16 MB a third of the terms and four fifths of the postings were there already.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import one_after_another

if TYPE_CHECKING:
    from search.engines.matching.arrays import Floats, Ints, Numbers
    from search.engines.matching.held import Held, Leaf

MOST_BYTES = 16 << 20  # half of the 30 MB that a searcher may take for itself
FREQUENT_SHARE = 1 / 32  # of the documents: what is rarer is read faster than it is worth remembering
ENTRY_BYTES = 1_000  # what a leaf and two arrays take besides their numbers
ROW_SHARE = 1 / 8  # from here on a number for every document is added faster than one for each that has it


class Impact(NamedTuple):
    """Scores without weight: of the listed documents, or of all of them."""

    where: slice | Ints
    scores: Floats


def impact(holding: Sequence[Held], norms: Floats, scale: float) -> Impact:
    """The scores of what is held: `scale` * tf / (tf + norm)."""
    size = sum(len(counts) for _, counts in holding)
    if size > len(norms) * ROW_SHARE:
        row = np.zeros(len(norms), np.float32)
        for where, counts in holding:
            row[where] = scored(counts, norms[where], scale)
        return Impact(slice(None), row)
    lists = [_listed(where, counts) for where, counts in holding]
    listed = one_after_another([where for where, _ in lists])
    return Impact(listed, scored(one_after_another([counts for _, counts in lists]), norms[listed], scale))


def _listed(where: slice | Ints, counts: Numbers | Ints) -> tuple[Ints, Numbers | Ints]:
    """A row as a list: what most of a small segment holds may be little beside the others."""
    if not isinstance(where, slice):
        return where, counts
    own = np.flatnonzero(counts)
    return own + where.start, counts[own]


def scored(counts: Numbers | Ints, norms: Floats, scale: float | Floats) -> Floats:
    """`scale` * tf / (tf + norm) for each posting."""
    frequencies = counts.astype(np.float32)
    # One division for each posting; in place, because memory that is new costs as much as the sum.
    scores: Floats = norms + frequencies
    np.divide(frequencies, scores, out=scores)
    return np.multiply(scores, scale, out=scores)


class Impacts:
    """Remembers the impacts that were asked for last, for any number of threads."""

    def __init__(self, *, most_bytes: int = MOST_BYTES, least_share: float = FREQUENT_SHARE) -> None:
        """Remember what at least this share of all documents holds, as much as there is room for."""
        self._most_bytes, self._least_share = most_bytes, least_share
        self._lock, self._size_bytes = Lock(), 0
        self._kept: OrderedDict[Leaf, Impact] = OrderedDict()

    def is_wanted(self, count: int, of: int) -> bool:
        """Is it worth remembering what so many of so many documents hold?"""
        return count >= of * self._least_share

    def known(self, leaves: Iterable[Leaf]) -> list[Impact | None]:
        """What is remembered of some leaves."""
        with self._lock:
            found = []
            for leaf in leaves:
                one = self._kept.get(leaf)
                if one is not None:
                    self._kept.move_to_end(leaf)
                found.append(one)
            return found

    def keep(self, leaf: Leaf, impact: Impact) -> None:
        """Remember an impact, and forget those that nobody has asked for the longest."""
        with self._lock:
            if leaf not in self._kept:
                self._size_bytes += _size_bytes(impact)
                self._kept[leaf] = impact
            while self._size_bytes > self._most_bytes:
                self._size_bytes -= _size_bytes(self._kept.popitem(last=False)[1])


def _size_bytes(impact: Impact) -> int:
    return ENTRY_BYTES + impact.scores.nbytes + (0 if isinstance(impact.where, slice) else impact.where.nbytes)
