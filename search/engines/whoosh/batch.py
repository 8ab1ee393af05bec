"""The documents of a batch: numbers for terms, row by row, and postings when all of them are asked for.

Each occurrence is sorted once: what does not fit in memory lies aside as it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.entries import Column, Entries, Numbers
from search.engines.growing import Growing
from search.engines.whoosh.aside import Groups, Rows, joined
from search.engines.whoosh.fieldrows import FieldRows
from search.engines.whoosh.postings import Postings, grouped
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.whoosh.aside import Numbers32

# Occurrences in memory, 12 bytes each at most, before those of the largest fields are laid aside.
MOST_WAITING = 1_000_000
WORTH_A_FILE = 16  # the share of them that is: a sixteenth. Most fields have fewer, and stay.


class Batch:
    """Gathers documents, whose numbers rise; a batch that was read is not added to.

    Attributes:
        occurrences: All terms of all documents.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is for files, which somebody else deletes."""
        self._folder = folder
        self._numbers = Numbers()
        self._groups, self._group_of = Groups(), np.empty(0, np.uint8)  # of the terms by number
        self._fields: dict[str, FieldRows] = {}
        # The vocabulary of the documents that came last, and the number here of each of its terms.
        self._known: tuple[Sequence[str], Growing[Sequence[str]]] = ((), Growing((), self._numbers.of))
        self.occurrences = self._waiting = self._files = 0

    def add(self, first: int, entries: Entries) -> None:
        """Take the terms of documents whose numbers begin with `first`."""
        if entries.vocabulary is not self._known[0]:
            self._known = entries.vocabulary, Growing(entries.vocabulary, self._numbers.of)
        numbers = self._known[1].array()
        documents = np.arange(first, first + len(entries), dtype=np.int32)
        for field, column in entries.columns.items():
            self._take(field, column, numbers[column.numbers], documents)
        ids = self._numbers.of(entries.ids)
        self._take(UNIQUE, Column(ids, np.ones(len(ids), np.int64)), ids, documents)
        if self._waiting > MOST_WAITING:
            self._lay_aside()

    def amend(self, document: int, terms: Mapping[str, Sequence[str]]) -> None:
        """Give a document other terms in some fields that keep no positions."""
        for field, own in terms.items():
            self._fields.setdefault(field, FieldRows()).amended[document] = self._numbers.of(own)

    def _take(self, field: str, column: Column, terms: Numbers32, documents: Numbers32) -> None:
        if len(terms):
            rows = Rows(terms, np.repeat(documents, column.counts), column.positions.astype(np.int32))
            self._fields.setdefault(field, FieldRows()).waiting.append(rows)
            self.occurrences += len(terms)
            self._waiting += len(terms)

    def _lay_aside(self) -> None:
        groups = self._groups_of_terms()
        for field in self._fields.values():
            if sum(len(rows.terms) for rows in field.waiting) > MOST_WAITING // WORTH_A_FILE:
                field.lay_aside(self._folder / f"{self._files}.aside", groups)
                self._files += 1
        self._waiting = sum(len(rows.terms) for field in self._fields.values() for rows in field.waiting)

    def _groups_of_terms(self) -> NDArray[np.uint8]:
        new = islice(self._numbers, len(self._group_of), None)
        self._group_of = np.concatenate((self._group_of, self._groups.of(new)))
        return self._group_of

    def postings(self) -> tuple[list[bytes], Iterator[tuple[str, Iterable[Postings]]]]:
        """The terms that some document holds, sorted, and the postings of each field in parts, their terms rising."""
        self._known = (), Growing((), self._numbers.of)
        groups = self._groups_of_terms()
        is_held = np.zeros(len(self._numbers), bool)
        for field in self._fields.values():
            field.close()
            field.mark(is_held, groups)
        held = sorted(compress(self._numbers, is_held.tolist()))  # as their bytes stand in UTF-8
        places = np.zeros(len(self._numbers), np.int32)
        places[self._numbers.of(held)] = np.arange(len(held))
        self._numbers.clear()  # it is the largest of what a batch has in memory
        parts_of = ((name, field.parts(groups)) for name, field in sorted(self._fields.items()))
        return list(map(encoded, held)), ((name, _grouped(parts, places)) for name, parts in parts_of)


def _grouped(parts: Iterable[list[Rows]], places: Numbers32) -> Iterator[Postings]:
    """The postings of a field."""
    for some in parts:
        rows = joined(some)
        if len(rows.terms):
            yield grouped(places[rows.terms], rows.documents, rows.positions)
