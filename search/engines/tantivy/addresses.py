"""The row of documents: which number stands for which document of which segment.

Segments stand one behind the other, and in a segment documents stand in the order of their ids (the index is sorted
so): in a segment, whose number is lower has the id that comes first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
import tantivy

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints

_SEGMENT, _PLACE = attrgetter("segment_ord"), attrgetter("doc")


class Addresses:
    """The live documents of a searcher, in a row.

    Attributes:
        listed: For each number the address.
    """

    def __init__(self, searcher: tantivy.Searcher, id_of: Callable[[int], str]) -> None:
        """Take the addresses of all documents.

        Args:
            id_of: Gives the id of a document by its number; it is asked for few.
        """
        everything = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
        # Those of one score come by address; sorted again, because nobody promises it.
        self.listed = sorted((address for _, address in everything.hits), key=attrgetter("segment_ord", "doc"))
        self._id = id_of
        self._is_single = searcher.num_segments == 1
        segments, places = self._split(self.listed)
        self._ends = np.searchsorted(segments, np.arange(searcher.num_segments + 1)).tolist()
        sizes = [int(places[end - 1]) + 1 if end > start else 0 for start, end in pairwise(self._ends)]
        self._bases = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
        self._numbers = np.full(int(self._bases[-1]), -1)
        self._numbers[self._bases[segments] + places] = np.arange(len(self.listed))

    def numbers(self, addresses: Sequence[tantivy.DocAddress]) -> Ints:
        """The numbers of some documents."""
        segments, places = self._split(addresses)
        return self._numbers[self._bases[segments] + places]

    def first_by_id(self, numbers: Ints, most: int) -> Ints:
        """The `most` documents of some whose ids come first."""
        rising = np.sort(numbers)
        cuts = np.searchsorted(rising, self._ends).tolist()
        chosen = [number for start, end in pairwise(cuts) for number in rising[start:end][:most].tolist()]
        return np.array(chosen if self._is_single else sorted(chosen, key=self._id)[:most], np.int64)

    def is_after(self, numbers: Ints, document_id: str) -> Flags:
        """Which documents have an id that comes after this one."""
        is_after = np.zeros(len(numbers), bool)
        for start, end in pairwise(self._ends):
            behind = bisect_right(range(start, end), document_id, key=self._id) + start
            is_after |= (numbers >= behind) & (numbers < end)
        return is_after

    def id_ranks(self, numbers: Ints) -> Ints:
        """Numbers that stand to one another as the ids of some documents do."""
        if self._is_single:
            return numbers
        ids = [self._id(number) for number in numbers.tolist()]
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def _split(self, addresses: Sequence[tantivy.DocAddress]) -> tuple[Ints, Ints]:
        """Segments, and places in them."""
        places = np.fromiter(map(_PLACE, addresses), np.int64, len(addresses))
        if self._is_single:
            return np.zeros_like(places), places
        return np.fromiter(map(_SEGMENT, addresses), np.int64, len(addresses)), places
