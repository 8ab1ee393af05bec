"""The documents of a batch in memory: numbers for terms, row by row, and postings when all of them are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from search.engines.entries import Column, Entries
from search.engines.growing import Growing
from search.engines.matching.arrays import one_after_another
from search.engines.whoosh.postings import Postings, grouped
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import AnyInts, Ints

# Occurrences in memory before they are written to a run: 12 bytes each at most, 90 while the largest field of them is
# sorted. With 2 million, indexing 27,901 articles takes 50 MB more at the peak; the time is the same.
MOST_OCCURRENCES = 1_000_000


class _Numbers(dict[str, int]):
    """Gives each new term the next number."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number

    def of(self, terms: Sequence[str]) -> NDArray[np.int32]:
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


class _Rows:
    """The terms of one field, document by document, in parts."""

    def __init__(self) -> None:
        self.terms: list[AnyInts] = []
        self.documents: list[AnyInts] = []
        self.positions: list[AnyInts] = []


class Batch:
    """Gathers documents, whose numbers rise; a batch that was read is not added to."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._rows: dict[str, _Rows] = {}
        # The vocabulary of the documents that came last, and the number here of each of its terms.
        self._known: tuple[Sequence[str], Growing[Sequence[str]]] = ((), Growing((), self._numbers.of))
        self.occurrences = 0

    def add(self, first: int, entries: Entries) -> None:
        """Take the terms of documents whose numbers begin with `first`."""
        if entries.vocabulary is not self._known[0]:
            self._known = entries.vocabulary, Growing(entries.vocabulary, self._numbers.of)
        numbers = self._known[1].array()
        documents = np.arange(first, first + len(entries), dtype=np.int32)
        for field, column in entries.columns.items():
            self._take(field, column._replace(numbers=numbers[column.numbers]), documents)
        ids = Column(self._numbers.of(entries.ids), np.ones(len(entries), np.int64))
        self._take(UNIQUE, ids, documents)

    def _take(self, field: str, column: Column, documents: NDArray[np.int32]) -> None:
        if not len(column.numbers):
            return  # as in a merge, of which nobody can tell whether there was an empty field
        rows = self._rows.setdefault(field, _Rows())
        rows.terms.append(column.numbers)
        rows.documents.append(np.repeat(documents, column.counts))
        rows.positions.append(column.positions.astype(np.int32))
        self.occurrences += len(column.numbers)

    def vocabulary(self) -> list[bytes]:
        """All terms that some document holds, sorted."""
        return sorted(self._held)

    @cached_property
    def _held(self) -> dict[bytes, int]:
        is_held = np.zeros(len(self._numbers), bool)
        for rows in self._rows.values():
            for terms in rows.terms:
                is_held[terms] = True
        return {encoded(term): number for term, number in compress(self._numbers.items(), is_held.tolist())}

    def fields(self, vocabulary: list[bytes]) -> Iterator[tuple[str, Iterable[Postings]]]:
        """The postings of each field, their terms numbered as in the vocabulary."""
        places: Ints = np.zeros(len(self._numbers), np.int64)
        own = np.fromiter(map(self._held.__getitem__, vocabulary), np.int64, len(vocabulary))
        places[own] = np.arange(len(vocabulary))
        for field, rows in sorted(self._rows.items()):
            terms, documents, positions = map(one_after_another, (rows.terms, rows.documents, rows.positions))
            yield field, [grouped(places[terms], documents, positions)]
