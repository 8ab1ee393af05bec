"""What an engine must know of a commit, so that everything else is the same for all engines.

Documents are numbers from 0 on, in one row; what is said of all of them is an array along that row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import numpy as np

from search.query.bound import Near, Synonyms, Term
from search.query.bound import Sequence as Row

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers

K1 = 1.2  # the best on the development sets was flat from 0.9 to 1.6
B = 0.9  # .019 MRR better than 0.75 on natural questions, no worse elsewhere
Leaf: TypeAlias = Term | Synonyms | Row | Near


class Held(NamedTuple):
    """Documents that hold something, and how often: a stretch of the row with its counts, or a list; None: once each.

    A document is in a list once.
    """

    where: slice | Ints
    counts: Numbers | Ints | None


class Values(NamedTuple):
    """Pairs of a document and a value that it has: the number of one of the names. As small as they go."""

    names: Sequence[str]
    documents: Numbers
    numbers: Numbers


class Clusters(NamedTuple):
    """The live documents that have copies, and the cluster of each; cluster by cluster, the earliest one first."""

    documents: Ints
    numbers: Ints


class Snapshot(Protocol):
    """An open commit, which never changes. Safe to share between threads.

    Attributes:
        count: How many documents there are.
        count_all: How long the row is, with those that were deleted.
        live: Which are not deleted; None where none is.
    """

    count: int
    count_all: int
    live: Flags | None

    def held(self, leaf: Leaf) -> list[Held]:
        """Which documents hold what a leaf names; no document in two of them."""
        ...

    def norms(self, field: str) -> Floats:
        """What a field's length adds to a count in the formula, by document; see `norms_of`."""
        ...

    def days(self, name: str) -> Ints | Numbers:
        """A date of `base.Entry` ("published", "earliest", "latest"), by document."""
        ...

    def values(self, field: str) -> Values:
        """The values of a field, of all documents."""
        ...

    def clusters(self) -> Clusters:
        """Who is a copy of whom."""
        ...

    def id(self, number: int) -> str:
        """The id of a document."""
        ...

    def text(self, number: int) -> str:
        """The stored text of a document."""
        ...

    def id_ranks(self, numbers: Ints) -> Ints | Numbers:
        """Numbers that stand to one another as the ids of some documents do."""
        ...

    def first_by_id(self, numbers: Ints, most: int) -> Ints:
        """The `most` documents of some whose ids come first."""
        ...

    def is_after(self, numbers: Ints, document_id: str) -> Flags:
        """Which documents have an id that comes after this one."""
        ...


def norms_of(lengths: Ints | Numbers, live: Flags | None, count: int) -> Floats:
    """What a field's length adds to a count in the formula of `executor`, by document.

    Args:
        lengths: Of the field, by document.
        count: How many of the documents are live.
    """
    total = lengths.sum(dtype=np.int64) if live is None else lengths[live].sum(dtype=np.int64)
    average = int(total) / count if count and total else 1.0
    return (K1 * (1 - B) + K1 * B / average * lengths).astype(np.float32)


def frequency(holding: list[Held], live: Flags | None) -> int:
    """How many live documents there are in it."""
    count = 0
    for where, counts in holding:
        if isinstance(where, slice):
            assert counts is not None, "a row is its counts"
            count += int(np.count_nonzero(counts if live is None else live[where] & (counts > 0)))
        else:
            count += len(where) if live is None else int(np.count_nonzero(live[where]))
    return count
