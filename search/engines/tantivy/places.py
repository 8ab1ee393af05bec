"""Words near each other, by their places.

A place is one number, the document in its upper half and where in the document in its lower half: so places of one
document are near each other, and those of two never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints

    Places: TypeAlias = Mapping[str, Ints]  # of each term its places, rising

ROOM = 1 << 30  # in front of each document, for a row that would begin before it


def placed(documents: Ints, positions: Ints) -> Ints:
    """The places of occurrences."""
    return (documents << 32) + ROOM + positions


def in_a_row(places: Places, steps: Sequence[tuple[int, str]]) -> tuple[Ints, Ints]:
    """The documents where all terms are met, each so many steps behind the start, and how often.

    >>> di, paris = placed(np.array([7, 7]), np.array([0, 3])), placed(np.array([7, 7, 8]), np.array([1, 4, 1]))
    >>> [column.tolist() for column in in_a_row({"di": di, "paris": paris}, [(0, "di"), (1, "paris")])]
    [[7], [2]]
    """
    return _counted(reduce(np.intersect1d, [places[term] - step for step, term in steps]))


def near(places: Places, terms: Sequence[str], width: int) -> tuple[Ints, Ints]:
    """The documents where all terms are met within so many places, and how often; see `query.bound.Near`.

    >>> bom, paris = placed(np.array([7, 7]), np.array([0, 9])), placed(np.array([7, 7]), np.array([2, 8]))
    >>> [column.tolist() for column in near({"bom": bom, "paris": paris}, ["bom", "paris"], 3)]
    [[7], [2]]
    """
    starts = np.unique(np.concatenate([places[term] for term in places]))
    for term, times in Counter(terms).items():
        # The last for those who find no more.
        own = np.append(places[term], [np.iinfo(np.int64).max] * times)
        starts = starts[own[np.searchsorted(own, starts) + times - 1] < starts + width]
    return _counted(starts)


def _counted(places: Ints) -> tuple[Ints, Ints]:
    owners = places >> 32
    first = firsts(owners)
    return owners[first], lengths_between(first, len(owners))
