"""Positions as bytes, and back: of each posting the steps from one position to the next.

A step is a byte of 255 for each 255 of it, and a smaller one: nearly always one byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import restarted, starts_of

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints, Numbers

GO_ON = 255  # a byte that is not the last of its number


class Placed(NamedTuple):
    """The positions of some postings of a term, packed as they lie.

    Attributes:
        data: The bytes of all postings of the term.
        starts, sizes: Where the bytes of each of these postings begin, and how many they are.
        counts: How many positions each has.
    """

    data: Bytes
    starts: Ints
    sizes: Ints
    counts: Ints

    def between(self, first: int, last: int, origins: Ints) -> Ints:
        """The positions of the postings from `first` up to `last`, one posting after another, each from its origin."""
        sizes = self.sizes[first:last]
        ends = sizes.cumsum()
        bytes_at = (self.starts[first:last] - ends + sizes).repeat(sizes)
        bytes_at += np.arange(len(bytes_at))
        data = self.data.take(bytes_at, mode="clip")  # without a check of each place
        sums = _sums(data)
        # Restarted in each posting, and its origin added.
        before = -origins
        before[1:] += sums[ends[:-1] - 1]
        sums -= before.repeat(sizes)
        found: Ints = sums[data != GO_ON]
        return found


def packed_positions(positions: Ints, counts: Ints) -> tuple[Bytes, Ints]:
    """The positions of postings as bytes, and how many bytes each position takes; the first step is from 0."""
    steps = np.diff(positions, prepend=0)
    first = starts_of(counts)
    steps[first] = positions[first]
    sizes = steps // GO_ON + 1
    data = np.full(sizes.sum(), GO_ON, np.uint8)
    data[np.cumsum(sizes) - 1] = steps % GO_ON
    return data, sizes


def placed(data: Bytes, counts: Ints | Numbers, chosen: Ints) -> Placed:
    """The positions of some postings, of all that have `counts` of them.

    >>> data, _ = packed_positions(np.array([3, 300, 0, 510, 7]), np.array([2, 1, 1, 1]))
    >>> some = placed(data, np.array([2, 1, 1, 1]), np.array([0, 2, 3]))
    >>> some.between(0, 2, np.array([0, 1000])).tolist(), some.between(2, 3, np.array([0])).tolist()
    ([3, 300, 1510], [7])
    """
    # A byte for each position, and for few of them more: it is those that are looked for.
    more = (data == GO_ON).nonzero()[0]
    ends = counts.astype(np.int32).cumsum(dtype=np.int32)
    owners = ends.searchsorted((more - np.arange(len(more))).astype(np.int32), side="right")
    own = counts[chosen].astype(np.int64)
    # Of the chosen ones, the bytes more of each, and of all postings up to its end.
    nearest = chosen.searchsorted(owners)
    is_own = chosen.take(nearest, mode="clip") == owners
    added = np.bincount(nearest[is_own], minlength=len(chosen))
    before = np.bincount(nearest, minlength=len(chosen) + 1)[:-1].cumsum() - added
    return Placed(data, ends[chosen] - own + before, own + added, own)


def unpacked_positions(data: Bytes, counts: Ints) -> Ints:
    """The positions of postings that have `counts` of them.

    >>> data, _ = packed_positions(np.array([3, 300, 0, 510]), np.array([2, 1, 1]))
    >>> data.tolist(), unpacked_positions(data, np.array([2, 1, 1])).tolist()
    ([3, 255, 42, 0, 255, 255, 0], [3, 300, 0, 510])
    """
    return restarted(_sums(data)[data != GO_ON], counts)


def _sums(data: Bytes) -> Ints:
    return data.astype(np.int64).cumsum()  # made wide first: numpy adds up narrow numbers at half the speed
