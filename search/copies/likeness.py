"""Which pairs of documents are copies of one another, judged by their sketches and dates.

The answer depends on the two documents alone and is the same both ways.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.copies.sketch import SLOTS

Rows = NDArray[np.intp]
Answers = NDArray[np.bool_]

# Of the shorter text's shingles, how many the longer one must hold. Of copies that were cut and edited 98 in 100 hold
# more; of pairs of bulletins of one series 99 in 100 share .60 or less, follow-ups on one event about .6
# (docs/copies.md).
CONTAINED = 0.66
# The Jaccard likeness below which nothing is a copy, so that a copy keeps at least a fifth. Without it a text of 30
# words is "contained" in one of 1,000 as soon as three slots agree by chance.
LEAST_LIKENESS = 0.2
# Of the words with a digit: two outlets print the same numbers, today's prices and yesterday's do not. A wrong merge
# hides an article and a missed one repeats it, so this is strict: at .6 a fifth of 3,000 undated reports of earthquakes
# were merged, at .75 a fiftieth; of 707 real pairs it parts 41, most of them bulletins (docs/copies.md).
SAME_NUMBERS = 0.75
FEWEST_NUMBERS = 5  # in both texts; of fewer, two other dates are half, and dates are what outlets change
# Days. Of 721 pairs of near copies in the development corpora 95 of 100 were printed within two, 99 within seven.
DAYS_APART = 7
_CHANCE = 1 / 256  # two bytes of different origin are equal
_BATCH = 1 << 15  # pairs judged at once: some 8 MB
_BITS = np.array([number.bit_count() for number in range(256)], np.uint8)


@dataclass(frozen=True, slots=True)
class Table:
    """The documents to compare, a row each.

    Attributes:
        sketches: RECORDs; rows of version 0 stand for documents that are gone.
        first, last: The days that each one's date may mean.
    """

    sketches: NDArray[np.void]
    first: NDArray[np.int32]
    last: NDArray[np.int32]


def are_copies(table: Table, left: Rows, right: Rows) -> Answers:
    """For each pair of rows, whether they are copies of one another."""
    out = np.zeros(len(left), np.bool_)
    for start in range(0, len(left), _BATCH):
        part = slice(start, start + _BATCH)
        out[part] = _judged(table, left[part], right[part])
    return out


def _judged(table: Table, left: Rows, right: Rows) -> Answers:
    out = are_same(table, left, right)
    # The dates come first: they are cheap, and in an archive of years they settle nearly every pair met by chance.
    open_pairs = (~out & _are_near(table, left, right)).nonzero()[0]
    left, right = left[open_pairs], right[open_pairs]
    out[open_pairs] = _are_contained(table, left, right) & _have_same_numbers(table, left, right)
    return out


def are_same(table: Table, left: Rows, right: Rows) -> Answers:
    """Whether the words are the same, one for one; then no date keeps two documents apart."""
    digests, counts = table.sketches["digest"], table.sketches["shingles"]
    same: Answers = (digests[left] == digests[right]) & (counts[left] == counts[right])
    chosen = same.nonzero()[0]
    slots = table.sketches["slots"]
    same[chosen] = (slots[left[chosen]] == slots[right[chosen]]).all(axis=1)
    return same


def _are_near(table: Table, left: Rows, right: Rows) -> Answers:
    earlier_end = np.minimum(table.last[left], table.last[right])
    later_start = np.maximum(table.first[left], table.first[right])
    near: Answers = later_start - earlier_end <= DAYS_APART
    return near


def _are_contained(table: Table, left: Rows, right: Rows) -> Answers:
    """Whether the shorter text stands in the longer one: copies lose their last paragraphs, and stay copies.

    Equal slots estimate the Jaccard likeness J of the shingles, give or take .045 where J = .5; with the number of
    shingles of both that is the share of the shorter: J (a + b) / ((1 + J) min(a, b)).
    """
    slots, counts = table.sketches["slots"], table.sketches["shingles"]
    equal = (slots[left] == slots[right]).sum(axis=1, dtype=np.int32) / SLOTS
    likeness = np.maximum(0.0, (equal - _CHANCE) / (1 - _CHANCE))
    a, b = counts[left].astype(np.float64), counts[right].astype(np.float64)
    contained: Answers = likeness * (a + b) >= CONTAINED * (1 + likeness) * np.minimum(a, b)
    contained &= likeness >= LEAST_LIKENESS
    return contained


def _have_same_numbers(table: Table, left: Rows, right: Rows) -> Answers:
    numbers = table.sketches["numbers"]
    a, b = numbers[left], numbers[right]
    fewer = np.minimum(_bits(a), _bits(b))
    same: Answers = (fewer < FEWEST_NUMBERS) | (_bits(a & b) >= SAME_NUMBERS * fewer)
    return same


def _bits(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits are set in each number; `np.bitwise_count` is of numpy 2."""
    counted: NDArray[np.int64] = _BITS[numbers.view(np.uint8).reshape(-1, 8)].sum(axis=1, dtype=np.int64)
    return counted
