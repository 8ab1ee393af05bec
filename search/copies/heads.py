"""Which document heads which: everyone follows the earliest head it is a copy of, or else is a head itself.

So a chain never reaches beyond the copies of its head, and the answer is the same in whatever order documents come:
the heads are the first maximal independent set of the graph of copies, in the order of `precedence`. What comes or
goes can only change what stands after it, as a rule one or two (Censor-Hillel, Haramaty, Karnin: Optimal Dynamic
Distributed MIS, PODC 2016).
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

import numpy as np

from search.copies.graph import Graph
from search.copies.likeness import Answers
from search.copies.store import Store


class Heads:
    """The followers of each head; most rows have none and are not mentioned.

    Attributes:
        followers: For a head, the rows that follow it.
        moved: Rows that follow, or are followed by, others than before.
    """

    def __init__(self, store: Store) -> None:
        self.followers: dict[int, set[int]] = {}
        self.moved: set[int] = set()
        self._store = store
        self._head: dict[int, int] = {}

    def gather(self, rows: Iterable[int]) -> None:
        """Take a cluster as it stands in the index: its earliest row heads it."""
        members = set(rows)
        head = min(members, key=self._store.place)
        self.followers[head] = members - {head}
        self._head.update(dict.fromkeys(self.followers[head], head))

    def is_head(self, row: int) -> bool:
        """Whether a row follows nobody."""
        return row not in self._head

    def cluster(self, head: int) -> list[int]:
        """A head and its followers, the earliest first."""
        return sorted((head, *self.followers.get(head, ())), key=self._store.place)

    def leave(self, row: int) -> set[int]:
        """Take a row out; gives those that have lost their head."""
        self._follow(row, row)
        orphans = self.followers.pop(row, set())
        for orphan in orphans:
            del self._head[orphan]
        self.moved |= orphans
        return orphans

    def settle(self, unsettled: Answers) -> None:
        """Find the heads of rows that are new or have lost theirs, and of those that this makes move."""
        graph = Graph(self._store)
        graph.look_up(unsettled)
        waiting = {row for row in graph.linked() if unsettled[row]}
        heap = [(self._store.place(row), row) for row in waiting]
        heapify(heap)
        while heap:  # no row comes back: each calls only those after it
            place, row = heappop(heap)
            if not graph.is_known(row):
                graph.look_up(self._flags(waiting))
            waiting.discard(row)
            was_head = self.is_head(row) and not unsettled[row]
            self._follow(row, self._chosen(row, graph))
            if was_head != self.is_head(row):
                later = [(self._store.place(other), other) for other in graph.near(row) if other not in waiting]
                for entry in later:
                    if entry[0] > place:
                        waiting.add(entry[1])
                        heappush(heap, entry)

    def _flags(self, rows: set[int]) -> Answers:
        flags = np.zeros(len(self._store), np.bool_)
        flags[list(rows)] = True
        return flags

    def _chosen(self, row: int, graph: Graph) -> int:
        """The earliest head before a row that it is a copy of; itself where there is none."""
        candidates = [other for other in graph.near(row) if self.is_head(other)]
        return min((*candidates, row), key=self._store.place)

    def _follow(self, row: int, head: int) -> None:
        before = self._head.pop(row, row)
        if before != row:
            self.followers[before].discard(row)
        if head != row:
            self._head[row] = head
            self.followers.setdefault(head, set()).add(row)
        if before != head:
            self.moved |= {row, before, head}
