"""Which documents hold what a leaf of a query names, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from search.query.bound import Near, Synonyms, Term
from search.query.bound import Sequence as Row

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints, Numbers

Leaf: TypeAlias = Term | Synonyms | Row | Near


class Held(NamedTuple):
    """Documents and counts: a stretch of the row of documents with a count for each, or a list.

    A document is in a list once.
    """

    where: slice | Ints
    counts: Numbers | Ints


def frequency(holding: list[Held], live: Flags | None) -> int:
    """How many live documents there are in it.

    Args:
        live: Which documents are not deleted; None where none is.
    """
    count = 0
    for where, counts in holding:
        if isinstance(where, slice):
            count += int(np.count_nonzero(counts if live is None else live[where] & (counts > 0)))
        else:
            count += len(where) if live is None else int(np.count_nonzero(live[where]))
    return count
