"""The documents of a batch: numbers for terms, row by row, and postings when all of them are asked for.

What is laid aside lies as it came. It is read again a range of terms at a time, so that each occurrence is sorted once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.entries import Column, Entries
from search.engines.growing import Growing
from search.engines.whoosh.postings import Postings, grouped
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    from search.engines.matching.arrays import AnyInts

    Numbers32: TypeAlias = NDArray[np.int32]

# Occurrences in memory, 8 bytes each at most, before they are laid aside.
MOST_WAITING = 1_000_000
WORTH_A_FILE = 16  # the share of them that is: a sixteenth. Most fields have fewer, and stay.
# Occurrences that are sorted at once, 60 bytes each.
PART_OCCURRENCES = 1 << 20


class _Numbers(dict[str, int]):
    """Gives each new term the next number."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number

    def of(self, terms: Sequence[str]) -> Numbers32:
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


class _Rows(NamedTuple):
    """The occurrences of one field in some documents: `terms` and `positions` one by one, the rest by document."""

    documents: Numbers32
    counts: AnyInts
    terms: Numbers32
    positions: Numbers32


class Batch:
    """Gathers documents, whose numbers rise; a batch that was read is not added to.

    Attributes:
        occurrences: All terms of all documents.
    """

    def __init__(self, laid_aside: Callable[[Numbers32], Numbers32]) -> None:
        """`laid_aside` gives the same numbers, in a file and not in memory."""
        self._laid_aside = laid_aside
        self._numbers = _Numbers()
        self._rows: dict[str, list[_Rows]] = {}  # by field; the first of them may lie aside
        self._amended: dict[str, dict[int, Numbers32]] = {}  # by field, by document
        # The vocabulary of the documents that came last, and the number here of each of its terms.
        self._known: tuple[Sequence[str], Growing[Sequence[str]]] = ((), Growing((), self._numbers.of))
        self.occurrences = self._waiting = 0

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
            self._amended.setdefault(field, {})[document] = self._numbers.of(own)

    def _take(self, field: str, column: Column, terms: Numbers32, documents: Numbers32) -> None:
        if len(terms):
            rows = _Rows(documents, column.counts, terms, column.positions.astype(np.int32))
            self._rows.setdefault(field, []).append(rows)
            self.occurrences += len(terms)
            self._waiting += len(terms)

    def _lay_aside(self) -> None:
        for field, parts in self._rows.items():
            aside = [rows for rows in parts if isinstance(rows.terms, np.memmap)]
            waiting = parts[len(aside) :]
            if sum(len(rows.terms) for rows in waiting) > MOST_WAITING // WORTH_A_FILE:
                documents, counts, *rest = map(np.concatenate, zip(*waiting, strict=True))
                self._rows[field] = [*aside, _Rows(documents, counts, *map(self._laid_aside, rest))]
        self._waiting = 0

    def postings(self) -> tuple[list[bytes], Iterator[tuple[str, Iterable[Postings]]]]:
        """The terms that some document holds, sorted, and the postings of each field in parts, their terms rising."""
        for field, amended in self._amended.items():
            self._rows[field] = list(_replaced(self._rows.get(field, []), amended))
        is_held = np.zeros(len(self._numbers), bool)
        for parts in self._rows.values():
            for rows in parts:
                is_held[rows.terms] = True
        held = sorted(compress(self._numbers, is_held.tolist()))  # as their bytes stand in UTF-8
        places = np.zeros(len(self._numbers), np.int32)
        places[self._numbers.of(held)] = np.arange(len(held))
        fields = sorted((field, parts) for field, parts in self._rows.items() if parts)
        return list(map(encoded, held)), ((field, _grouped(parts, places, len(held))) for field, parts in fields)


def _replaced(parts: Sequence[_Rows], amended: Mapping[int, Numbers32]) -> Iterator[_Rows]:
    """The occurrences without those of some documents, and then what these have instead."""
    documents = np.fromiter(amended, np.int32, len(amended))
    for rows in parts:
        is_kept = ~np.isin(rows.documents, documents)
        terms = rows.terms[np.repeat(is_kept, rows.counts)]
        yield rows._replace(documents=rows.documents[is_kept], counts=rows.counts[is_kept], terms=terms)
    counts = np.fromiter(map(len, amended.values()), np.int64, len(amended))
    yield _Rows(documents, counts, np.concatenate(list(amended.values())), np.empty(0, np.int32))


def _grouped(parts: Sequence[_Rows], places: Numbers32, size: int) -> Iterator[Postings]:
    """The postings of a field, a range of terms at a time."""
    terms = [places[rows.terms] for rows in parts]
    for low, high in pairwise(_bounds(terms, size)):
        some = [_between(rows, own, low, high) for rows, own in zip(parts, terms, strict=True)]
        yield grouped(*(np.concatenate(column) for column in zip(*some, strict=True)))


def _bounds(terms: Sequence[Numbers32], size: int) -> list[int]:
    """Terms that divide all terms so that between two of them lie about PART_OCCURRENCES; the last is `size`."""
    if sum(map(len, terms)) <= PART_OCCURRENCES:
        return [0, size]
    part_of = np.cumsum(sum(np.bincount(own, minlength=size) for own in terms)) // PART_OCCURRENCES
    return [0, *(np.flatnonzero(np.diff(part_of)) + 1).tolist(), size]


def _between(rows: _Rows, terms: Numbers32, low: int, high: int) -> tuple[AnyInts, AnyInts, AnyInts]:
    """Of occurrences whose terms are at least `low` and less than `high`: terms, documents, positions."""
    chosen = (terms >= low) & (terms < high)
    documents = np.repeat(rows.documents, rows.counts)
    positions = rows.positions[chosen] if len(rows.positions) else rows.positions
    return terms[chosen], documents[chosen], positions
