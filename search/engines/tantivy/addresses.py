"""The row of documents: which number stands for which document of which segment.

Segments stand one behind the other, in each the documents in the order in which they were written. (tantivy keeps
segments in the order of a field, if it is told to; that took a seventh of all its time for writing.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from heapq import nsmallest
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import tantivy

from search.engines.matching.arrays import starts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import Flags, Ints

_SEGMENT, _PLACE = attrgetter("segment_ord"), attrgetter("doc")


class Addresses:
    """The live documents of a searcher, in a row.

    Attributes:
        listed: For each number the address.
        has_deleted: Whether segments hold documents that were deleted; these have no number.
    """

    def __init__(self, searcher: tantivy.Searcher, sizes: Sequence[int], id_of: Callable[[int], str]) -> None:
        """Take the addresses of all documents.

        Args:
            sizes: How many documents each segment has, deleted ones with them.
            id_of: Gives the id of a document by its number, in 10 µs; it is remembered.
        """
        everything = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
        # Those of one score come by address; sorted again, because nobody promises it.
        self.listed = sorted((address for _, address in everything.hits), key=attrgetter("segment_ord", "doc"))
        self._id = cache(id_of)
        self._is_single = searcher.num_segments == 1
        segments, places = self._split(self.listed)
        self._bases = starts_of(np.array(sizes, np.int64))
        self._numbers: Ints = np.full(sum(sizes), -1)
        self._numbers[self._bases[segments] + places] = np.arange(len(self.listed))
        self.has_deleted = len(self.listed) < len(self._numbers)

    def numbers(self, addresses: Sequence[tantivy.DocAddress]) -> Ints:
        """The numbers of some documents."""
        segments, places = self._split(addresses)
        found: Ints = self._numbers[self._bases[segments] + places]
        return found

    def numbers_in(self, segments: Sequence[int], counts: Sequence[int], places: Ints) -> Ints:
        """The numbers of documents by their places, so many of each segment named; -1 for deleted ones."""
        found: Ints = self._numbers[places + self._bases[segments].repeat(counts)]
        return found

    def of_live(self, column: NDArray[Any]) -> NDArray[Any]:
        """What a column says of the live documents.

        Args:
            column: Of all documents, segment by segment, deleted ones with them.
        """
        return column[self._numbers >= 0] if self.has_deleted else column

    def first_by_id(self, numbers: Ints, most: int) -> Ints:
        """The `most` documents of some whose ids come first."""
        return np.array(nsmallest(most, numbers.tolist(), key=self._id), np.int64) if len(numbers) > most else numbers

    def is_after(self, numbers: Ints, document_id: str) -> Flags:
        """Which documents have an id that comes after this one."""
        return np.array([self._id(number) > document_id for number in numbers.tolist()], bool)

    def id_ranks(self, numbers: Ints) -> Ints:
        """Numbers that stand to one another as the ids of some documents do."""
        ids = list(map(self._id, numbers.tolist()))
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def _split(self, addresses: Sequence[tantivy.DocAddress]) -> tuple[Ints, Ints]:
        """Segments, and places in them."""
        places = np.fromiter(map(_PLACE, addresses), np.int64, len(addresses))
        if self._is_single:
            return np.zeros_like(places), places
        return np.fromiter(map(_SEGMENT, addresses), np.int64, len(addresses)), places
