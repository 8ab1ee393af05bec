"""Reading a commit of an index whose postings are arrays: what `base.Reader` promises, for every such engine.

Every thread reads the same snapshot, which never changes; nobody waits for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial

import numpy as np

from search.deadline import look
from search.engines.base import CLUSTER, Found, Order, Place, Ranking, Sketched
from search.engines.matching.best import Ranks
from search.engines.matching.copies import Collapsed, alone, collapsed, counted
from search.engines.matching.executor import Executor
from search.engines.matching.snapshot import Snapshot
from search.errors import TooMuch
from search.query.bound import BoundQuery


class SnapshotReader:
    """Commits of an index folder; see `search.engines.base.Reader`.

    Attributes:
        current: The commit that a question is asked of.
    """

    def __init__(
        self, current: Callable[[], Snapshot], damage_named: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """Read an index folder.

        Args:
            damage_named: Raises DamagedIndexError for what a snapshot raises where its files are damaged.
        """
        self.current, self._damage_named = current, damage_named

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int = 0,
        limit: int,
        order: Order = Order.RELEVANCE,
        is_complete_first: bool = True,
        after: Place | None = None,
        facets: Collection[str] = (),
        is_collapsed: bool = False,
    ) -> Ranking:
        """Rank the matching documents."""
        snapshot = self.current()
        with self._damage_named():
            matches = Executor(snapshot, weights, query).matches(is_scored=limit > 0)
            results = collapsed(matches, snapshot.clusters()) if is_collapsed else alone(matches)
            ranks = Ranks(results.matches, snapshot, order, is_complete_first=is_complete_first)
            chosen = ranks.best(offset, offset + limit, after)
            return Ranking(
                int(np.count_nonzero(results.matches.found)),
                int(np.count_nonzero(results.matches.complete)),
                tuple(self._found(chosen, results, snapshot)),
                {name: counted(snapshot.values(name), matches.found, results) for name in facets},
            )

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        look(TooMuch.HITS)
        snapshot = self.current()
        with self._damage_named():
            number = snapshot.number(document_id)
            return None if number is None else snapshot.text(number)

    def cluster(self, document_id: str) -> str:
        """The value that a document shares with its copies."""
        look(TooMuch.HITS)
        snapshot = self.current()
        with self._damage_named():
            number = snapshot.number(document_id)
            if number is None:
                return ""
            names, documents, numbers = snapshot.values(CLUSTER)
            found = numbers[documents == number]
            return names[int(found[0])] if len(found) else ""

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        with self._damage_named():
            return self.current().digests()

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document, of the commit that is current when the walk begins."""
        with self._damage_named():
            yield from self.current().texts()

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        look(TooMuch.WORDS)
        with self._damage_named():
            return self.current().frequency(field, term)

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with the prefix, in code point order, each with its document frequency."""
        look(TooMuch.WORDS)
        with self._damage_named():
            yield from self.current().vocabulary(field, prefix)

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of every document, in no order."""
        with self._damage_named():
            yield from self.current().sketches()

    def count(self) -> int:
        """How many documents there are."""
        return self.current().count

    def version(self) -> str:
        """What tells the commit from all others."""
        return self.current().version

    def _found(self, chosen: list[int], results: Collapsed, snapshot: Snapshot) -> Iterator[Found]:
        """The documents of these numbers."""
        scores, _, complete = results.matches
        # Of all at once: one number of an array costs as much as ten.
        known = (row[chosen].tolist() for row in (scores, complete, snapshot.days("published")))
        for number, score, is_complete, published in zip(chosen, *known, strict=True):
            copies = tuple(map(snapshot.id, results.copies(number)))
            read = partial(self._text, snapshot, number)
            yield Found(snapshot.id(number), score, is_complete, published, copies, read)

    def _text(self, snapshot: Snapshot, number: int) -> str:
        with self._damage_named():
            return snapshot.text(number)
