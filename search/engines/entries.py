"""Many documents as an engine takes them: the terms of each field as numbers of one vocabulary, document by document.

An engine may take over the arrays as they are, or go through the documents one by one (`for entry in entries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.entry import Entry, Terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import AnyInts

NO_POSITIONS = np.empty(0, np.int64)


class Column(NamedTuple):
    """The terms of one field of some documents, document by document.

    Attributes:
        numbers: Of the terms, in a vocabulary.
        counts: How many of them each document has.
        positions: The place of each in its document, or none at all, as in `Terms`.
    """

    numbers: AnyInts
    counts: AnyInts
    positions: AnyInts = NO_POSITIONS


class Numbers(dict[str, int]):
    """Gives each new term the next number.

    >>> numbers = Numbers()
    >>> [numbers[term] for term in ("gempa", "di", "gempa")]
    [0, 1, 0]
    """

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number

    def of(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """The number of each term."""
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Documents, each attribute in their order; what it means `Entry` says.

    Attributes:
        columns: By field; a field that no document has may be missing.
        vocabulary: The terms by number; it may hold more than the documents do, and may grow.
    """

    ids: Sequence[str]
    digests: Sequence[str]
    stored: Sequence[str]
    published: Sequence[int]
    earliest: Sequence[int]
    latest: Sequence[int]
    sketches: Sequence[bytes]
    columns: Mapping[str, Column]
    vocabulary: Sequence[str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Entries:
        """The same documents given one by one."""
        numbers = Numbers()
        fields = dict.fromkeys(chain.from_iterable(entry.terms for entry in entries))
        columns = {field: _placed([entry.terms.get(field, _NONE) for entry in entries], numbers) for field in fields}
        return cls(
            ids=[entry.id for entry in entries],
            digests=[entry.digest for entry in entries],
            stored=[entry.stored for entry in entries],
            published=[entry.published for entry in entries],
            earliest=[entry.earliest for entry in entries],
            latest=[entry.latest for entry in entries],
            sketches=[entry.sketch for entry in entries],
            columns=columns,
            vocabulary=list(numbers),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Entry]:
        columns = {field: _terms(column, self.vocabulary) for field, column in self.columns.items()}
        plain = (self.ids, self.digests, self.stored, self.published, self.earliest, self.latest, self.sketches)
        for id_, digest, stored, published, earliest, latest, sketch in zip(*plain, strict=True):
            terms = {field: next(column) for field, column in columns.items()}
            yield Entry(id_, digest, stored, terms, published, earliest, latest, sketch)

    def __reduce__(self) -> tuple[object, ...]:
        """To another process with those terms only that its documents hold."""
        numbers = np.concatenate([np.empty(0, np.int64), *(column.numbers for column in self.columns.values())])
        used, places = np.unique(numbers, return_inverse=True)
        ends = np.cumsum([len(column.numbers) for column in self.columns.values()])
        own: Iterator[AnyInts] = (part.astype(np.int32) for part in np.split(places, ends[:-1]))
        columns = {field: column._replace(numbers=next(own)) for field, column in self.columns.items()}
        words = list(map(self.vocabulary.__getitem__, used.tolist()))
        plain = (self.ids, self.digests, self.stored, self.published, self.earliest, self.latest, self.sketches)
        return Entries, (*plain, columns, words)


_NONE = Terms(())


def column(rows: Sequence[Sequence[str]], number: Callable[[str], int]) -> Column:
    """The column of a field that keeps no positions, of the terms of each document."""
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    return Column(np.fromiter(map(number, chain.from_iterable(rows)), np.int64, counts.sum()), counts)


def _placed(rows: Sequence[Terms], numbers: Numbers) -> Column:
    without = column([row.terms for row in rows], numbers.__getitem__)
    positions = chain.from_iterable(row.positions for row in rows)
    return without._replace(positions=np.fromiter(positions, np.int64))


def _terms(column: Column, vocabulary: Sequence[str]) -> Iterator[Terms]:
    words = list(map(vocabulary.__getitem__, column.numbers.tolist()))
    positions, start = column.positions.tolist(), 0
    for count in column.counts.tolist():
        yield Terms(words[start : start + count], positions[start : start + count])
        start += count
