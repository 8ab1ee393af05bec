"""The occurrences of one field of a batch: those that wait in memory, those that lie aside, those that are amended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.aside import GROUPS, Aside, Rows, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.whoosh.aside import Numbers32


class FieldRows:
    """The occurrences of one field.

    Attributes:
        amended: For some documents the terms that they have instead of theirs.
    """

    def __init__(self) -> None:
        self.waiting: list[Rows] = []
        self.aside: list[Aside] = []
        self.amended: dict[int, Numbers32] = {}
        self._laid = np.empty(0, bool)  # by term: is it in what lies aside?

    def lay_aside(self, path: Path, groups: NDArray[np.uint8]) -> None:
        """Put what waits into a file."""
        rows, self.waiting = joined(self.waiting), []
        self.aside.append(Aside(path, rows, groups[rows.terms]))
        self._laid = np.concatenate((self._laid, np.zeros(len(groups) - len(self._laid), bool)))
        self._laid[rows.terms] = True

    def mark(self, is_held: NDArray[np.bool_], groups: NDArray[np.uint8]) -> None:
        """Set those of the terms that stand here."""
        if self.amended:
            for rows in chain.from_iterable(self.parts(groups)):
                is_held[rows.terms] = True
            return
        is_held[: len(self._laid)] |= self._laid
        for rows in self.waiting:
            is_held[rows.terms] = True

    def close(self) -> None:
        """Put what was amended behind the rest; nothing is added any more."""
        if self.amended:
            documents = np.fromiter(self.amended, np.int32, len(self.amended))
            terms = list(self.amended.values())
            self.waiting = list(map(self._unamended, self.waiting))
            amended = np.concatenate(terms), np.repeat(documents, list(map(len, terms)))
            self.waiting.append(Rows(*amended, np.empty(0, np.int32)))

    def parts(self, groups: NDArray[np.uint8]) -> Iterator[list[Rows]]:
        """The occurrences by groups of terms that rise; all in one where none lies aside."""
        if not self.aside:
            yield self.waiting
            return
        own = [groups[rows.terms] for rows in self.waiting]
        for group in GROUPS:
            waiting = (_chosen(rows, numbers == group) for rows, numbers in zip(self.waiting, own, strict=True))
            yield [*(self._unamended(aside.rows(group)) for aside in self.aside), *waiting]

    def _unamended(self, rows: Rows) -> Rows:
        if not self.amended:
            return rows
        return _chosen(rows, ~np.isin(rows.documents, np.fromiter(self.amended, np.int32, len(self.amended))))


def _chosen(rows: Rows, chosen: NDArray[np.bool_]) -> Rows:
    positions = rows.positions[chosen] if len(rows.positions) else rows.positions
    return Rows(rows.terms[chosen], rows.documents[chosen], positions)
