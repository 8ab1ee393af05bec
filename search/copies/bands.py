"""Pairs worth comparing: documents that agree in both bytes of at least one band of their sketches.

A sketch has 56 bands of two slots. Two texts with a Jaccard likeness of .3, as a copy has that lost half of its
paragraphs and was edited, are met with 99.5 % of chance; two of .05 with 13 %, and strangers with 0.1 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from search.copies.likeness import Answers, Rows, Table, are_copies
from search.copies.sketch import SLOTS, VERSION

BANDS = SLOTS // 2
Keys = NDArray[np.uint16] | NDArray[np.uint32]
# In a band shared by more documents than this, each is compared with so many of its neighbours by date; and a document
# that has met so many copies looks for no more.
CROWD = 128
# Documents with the very same words are pairs of the first of them, and of so many neighbours by date.
CROWD_OF_ONE_TEXT = 16
Pair = tuple[int, int]


def pairs(table: Table, fresh: Answers, place: Callable[[int], tuple[int, str]]) -> set[Pair]:
    """All pairs of copies of which at least one is a fresh row, the smaller row first.

    Args:
        place: A row's place in the order of `precedence`.
    """
    is_valid = table.sketches["version"] == VERSION
    fresh = fresh & is_valid
    found = _Found(table, fresh)
    digests = table.sketches["digest"]
    # By date and content, never by arrival: so a crowd has the same neighbours whatever came first.
    order: Rows = np.lexsort((digests, table.last))
    order = order[is_valid[order]]
    for keys in _keys(table):
        looking = order[found.partners[order] < CROWD]
        for left, right in _neighbours(keys, _sharing(keys, fresh, looking), CROWD):
            others = digests[left] != digests[right]
            found.judge(left[others], right[others])
    rows = _repeated(digests, _sharing(digests, fresh, order), place)
    found.judge(*_with_first(digests, rows))
    for left, right in _neighbours(digests, rows, CROWD_OF_ONE_TEXT):
        found.judge(left, right)
    return found.pairs


class _Found:
    """The pairs of copies met so far, and with how many others each row has been met."""

    def __init__(self, table: Table, fresh: Answers) -> None:
        self.pairs: set[Pair] = set()
        self.partners = np.zeros(len(fresh), np.int32)
        self._table, self._fresh = table, fresh

    def judge(self, left: Rows, right: Rows) -> None:
        """Keep those of the pairs that are copies, if one of the two is fresh."""
        wanted = self._fresh[left] | self._fresh[right]
        left, right = left[wanted], right[wanted]
        alike = are_copies(self._table, left, right)
        left, right = left[alike], right[alike]
        met = zip(np.minimum(left, right).tolist(), np.maximum(left, right).tolist(), strict=True)
        if new := set(met) - self.pairs:
            self.pairs |= new
            np.add.at(self.partners, np.array(list(new)).ravel(), 1)


def _keys(table: Table) -> Iterator[Keys]:
    bands = table.sketches["slots"].view("<u2")
    return (np.ascontiguousarray(bands[:, band]) for band in range(BANDS))


def _sharing(keys: Keys, fresh: Answers, order: Rows) -> Rows:
    """The rows that share a key with a fresh one, key by key, in each in the order given."""
    wanted = keys[fresh]
    if len(wanted) < len(order):
        order = order[np.isin(keys[order], wanted, kind="table" if keys.dtype.itemsize == 2 else None)]
    found: Rows = order[keys[order].argsort(kind="stable")]
    return found


def _neighbours(keys: Keys, rows: Rows, crowd: int) -> Iterator[tuple[Rows, Rows]]:
    """Rows with one key, each with the next, then each with the next but one, and so on."""
    ordered = keys[rows]
    at = np.arange(len(rows))
    for distance in range(1, crowd + 1):
        at = at[: np.searchsorted(at, len(rows) - distance)]
        at = at[ordered[at] == ordered[at + distance]]
        if not len(at):
            return
        yield rows[at], rows[at + distance]


def _repeated(digests: Keys, rows: Rows, place: Callable[[int], tuple[int, str]]) -> Rows:
    """The rows whose digest is not theirs alone, digest by digest, the earliest first."""
    _, inverse, counts = np.unique(digests[rows], return_inverse=True, return_counts=True)
    repeated = rows[counts[inverse] > 1].tolist()
    return np.array(sorted(repeated, key=lambda row: (digests[row], place(row))), np.intp)


def _with_first(digests: Keys, rows: Rows) -> tuple[Rows, Rows]:
    """Every row with the first of its digest: so a thousand copies of one page meet, however large the crowd."""
    ordered = digests[rows]
    is_first = np.ones(len(rows), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    first = rows[np.maximum.accumulate(np.where(is_first, np.arange(len(rows)), 0))]
    return first[~is_first], rows[~is_first]
