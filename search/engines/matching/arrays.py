"""The kinds of arrays that an index is made of, and runs within them.

A run is a part of an array: where it starts and how many items it has. Postings of a term are a run of the postings
of a field; positions of a posting are a run of the positions of a term.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.int64]
    AnyInts: TypeAlias = NDArray[np.signedinteger]  # of 32 or 64 bits
    Floats: TypeAlias = NDArray[np.float32]
    Flags: TypeAlias = NDArray[np.bool_]
    Bytes: TypeAlias = NDArray[np.uint8]
    Numbers: TypeAlias = NDArray[np.unsignedinteger]


def starts_of(counts: Ints) -> Ints:
    """Where runs of these lengths start when they stand one after another.

    >>> starts_of(np.array([2, 0, 3])).tolist()
    [0, 2, 2]
    """
    return np.cumsum(counts) - counts


def runs(starts: Ints, counts: Ints) -> Ints:
    """The places of all items of some runs, run by run.

    >>> runs(np.array([5, 1]), np.array([2, 3])).tolist()
    [5, 6, 1, 2, 3]
    """
    return np.repeat(starts - starts_of(counts), counts) + np.arange(counts.sum())


def restarted(sums: Ints, counts: Ints, origins: Ints | None = None) -> Ints:
    """Running sums over all runs, made running sums within each run, from its origin (else 0); in the same memory.

    >>> restarted(np.array([3, 10, 12, 13]), np.array([2, 2]), np.array([0, 100])).tolist()
    [3, 10, 102, 103]
    """
    before = np.zeros(len(counts), np.int64)
    before[1:] = sums[starts_of(counts)[1:] - 1]
    return np.subtract(sums, np.repeat(before if origins is None else before - origins, counts), out=sums)


def firsts(sorted_values: Ints) -> Ints:
    """Where each distinct value of a sorted array stands first.

    >>> firsts(np.array([4, 4, 7, 9, 9])).tolist()
    [0, 2, 3]
    """
    is_new = np.ones(len(sorted_values), bool)
    is_new[1:] = sorted_values[1:] != sorted_values[:-1]
    return np.flatnonzero(is_new)


def lengths_between(starts: Ints, end: int) -> Ints:
    """How long runs are that begin at `starts`, each up to the next and the last up to `end`.

    >>> lengths_between(np.array([0, 2, 3]), 5).tolist()
    [2, 1, 2]
    """
    return np.diff(starts, append=end)


def narrow(values: Ints) -> Numbers:
    """The same numbers, 0 or more, in the fewest bytes each that hold all of them.

    >>> narrow(np.array([7, 300])).dtype.itemsize, narrow(np.array([], int)).dtype.itemsize
    (2, 1)
    """
    return values.astype(narrowest(int(values.max(initial=0))))


def narrowest(most: int) -> np.dtype[np.unsignedinteger]:
    """The kind of the fewest bytes that holds all numbers from 0 to this one.

    >>> narrowest(255).itemsize, narrowest(256).itemsize
    (1, 2)
    """
    return next(kind for kind in KINDS if most <= np.iinfo(kind).max)


def one_after_another(parts: Sequence[AnyInts] | Sequence[Ints | Numbers]) -> Ints:
    """The parts as one array of 64-bit numbers, even where there is none."""
    return np.concatenate([np.empty(0, np.int64), *parts], dtype=np.int64, casting="unsafe")


KINDS = tuple(np.dtype(f"<u{width}") for width in (1, 2, 4, 8))  # little-endian, whatever the machine
