"""The kinds of arrays that engines pass on, and runs of equal values within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float32]
    Flags: TypeAlias = NDArray[np.bool_]
    Numbers: TypeAlias = NDArray[np.unsignedinteger]

KINDS = tuple(np.dtype(f"<u{width}") for width in (1, 2, 4, 8))  # little-endian, whatever the machine


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
    most = int(values.max(initial=0))
    return values.astype(next(kind for kind in KINDS if most <= np.iinfo(kind).max))
