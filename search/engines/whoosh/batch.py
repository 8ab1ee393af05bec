"""The documents of a batch in memory: numbers for terms, row by row, and postings when all of them are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from search.engines.base import Terms
from search.engines.whoosh.postings import Postings, grouped
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints

# Occurrences in memory before they are written to a run: 8 bytes each, 90 while the largest field of them is sorted.
# Indexing 27,901 articles takes 370 MB at the peak with 2 million, 470 with 4 and 620 with 8; the time is the same.
MOST_OCCURRENCES = 2_000_000


class _Numbers(dict[str, int]):
    """Gives each new term the next number."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Rows:
    """The terms of one field, document by document."""

    def __init__(self) -> None:
        self.terms, self.positions = array("I"), array("I")
        self.documents, self.lengths = array("I"), array("I")


class Batch:
    """Gathers documents, whose numbers rise; a batch that was read is not added to."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._rows: dict[str, _Rows] = {}
        self.occurrences = 0

    def add(self, field: str, document: int, terms: Terms) -> None:
        """Take the terms of one field of a document."""
        rows = self._rows.get(field) or self._rows.setdefault(field, _Rows())
        rows.terms.extend(map(self._numbers.__getitem__, terms.terms))
        rows.positions.extend(terms.positions)
        rows.documents.append(document)
        rows.lengths.append(len(terms.terms))
        self.occurrences += len(terms.terms)

    def vocabulary(self) -> list[bytes]:
        """All terms, sorted."""
        return sorted(encoded(term) for term in self._numbers)

    def fields(self, vocabulary: list[bytes]) -> Iterator[tuple[str, Iterable[Postings]]]:
        """The postings of each field, their terms numbered as in the vocabulary."""
        places = {term: place for place, term in enumerate(vocabulary)}
        own = (places[encoded(term)] for term in self._numbers)
        numbers = np.fromiter(own, np.int64, len(vocabulary))
        for field, rows in sorted(self._rows.items()):
            if not rows.terms:
                continue  # as in a merge, of which nobody can tell whether there was an empty field
            documents = np.repeat(np.asarray(rows.documents), np.asarray(rows.lengths))
            terms: Ints = numbers[np.asarray(rows.terms)]
            yield field, [grouped(terms, documents.astype(np.int64), np.asarray(rows.positions).astype(np.int64))]
