"""What an engine must know of a commit, so that everything else is the same for all engines.

Documents are numbers from 0 on, in one row; what is said of all of them is an array along that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from search.engines.base import Sketched
from search.engines.matching.held import Held, Leaf
from search.engines.matching.impacts import Impacts

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers

K1 = 1.2  # the best on the development sets was flat from 0.9 to 1.6
B = 0.9  # .019 MRR better than 0.75 on natural questions, no worse elsewhere
# Terms whose frequency is remembered, 3 MB at most: suggestions ask for 200 of a document, the same again and again.
FREQUENCIES = 1 << 14
DAYS = ("published", "earliest", "latest")  # as `base.Entry` names them


class Values(NamedTuple):
    """Pairs of a document and a value that it has: the number of one of the names. As small as they go."""

    names: Sequence[str]
    documents: Numbers
    numbers: Numbers


class Clusters(NamedTuple):
    """The live documents that have copies; cluster by cluster, the earliest one first.

    Attributes:
        numbers: For each the number of its cluster.
        days: For each its date, as `Entry.published`.
    """

    documents: Ints
    numbers: Ints
    days: Ints | Numbers


class Snapshot(Protocol):
    """An open commit, which never changes. Safe to share between threads.

    Attributes:
        count: How many documents there are.
        count_all: How long the row is, with those that were deleted.
        live: Which are not deleted; None where none is.
        impacts: What is remembered of parts of queries.
        version: See `base.Reader`.
    """

    count: int
    count_all: int
    live: Flags | None
    impacts: Impacts
    version: str

    def held(self, leaves: Sequence[Leaf]) -> list[list[Held]]:
        """For each leaf which documents hold what it names; of one leaf, no document in two of them."""
        ...

    def norms(self, field: str) -> Floats:
        """What a field's length adds to a count in the formula, by document; see `norms_of`."""
        ...

    def days(self, name: str) -> Ints | Numbers:
        """One of the DAYS, by document."""
        ...

    def values(self, field: str) -> Values:
        """The values of a field, of all documents."""
        ...

    def clusters(self) -> Clusters:
        """Who is a copy of whom."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """How many live documents hold the term in the field."""
        ...

    def vocabulary(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """See `base.Reader`."""
        ...

    def number(self, document_id: str) -> int | None:
        """The number of a live document."""
        ...

    def id(self, number: int) -> str:
        """The id of a document."""
        ...

    def text(self, number: int) -> str:
        """The stored text of a document."""
        ...

    def texts(self) -> Iterator[str]:
        """The stored texts of all live documents."""
        ...

    def digests(self) -> Mapping[str, str]:
        """The digests of all live documents, by id."""
        ...

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of all live documents."""
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
