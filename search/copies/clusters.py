"""Clusters of copies over all documents of an index, brought up to date batch by batch.

Which documents are together depends on the documents alone, not on the order in which they came; only the name of a
cluster remembers its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from search.copies.heads import Heads
from search.copies.naming import named
from search.copies.sketch import SIZE_BYTES
from search.copies.store import Store
from search.model import UNDATED, PartialDate


class Known(NamedTuple):
    """A document as the index holds it.

    Attributes:
        sketch: As `sketch` gave it.
        date: The number of its date (20151127, 20150000, 0).
        cluster: The name of its cluster, "" for none.
    """

    id: str
    sketch: bytes
    date: int
    cluster: str


class Copies:
    """The clusters of an index: opened with what it holds, told what changes, asked what to write."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._store = Store()
        self._heads = Heads(self._store)
        self._names: dict[str, str] = {}
        self._unsettled = bytearray()  # a flag for each row
        clusters: dict[str, list[int]] = {}
        for document in known:
            row = self._append(document.id, document.sketch, document.date)
            if document.cluster:
                self._names[document.id] = document.cluster
                clusters.setdefault(document.cluster, []).append(row)
        for rows in clusters.values():
            self._heads.gather(rows)

    def take(self, document_id: str, sketch: bytes, published: PartialDate = UNDATED) -> None:
        """A document is new, or has another text or date; the index is taken to hold it without a cluster."""
        self.drop(document_id)
        self._unsettled[self._append(document_id, sketch, published.number)] = True

    def drop(self, document_id: str) -> None:
        """A document has gone; nothing happens where there was none."""
        row = self._store.row(document_id)
        if row is None:
            return
        for orphan in self._heads.leave(row):
            self._unsettled[orphan] = True
        self._unsettled[row] = False
        self._heads.moved.discard(row)
        self._names.pop(document_id, None)
        self._store.drop(row)

    def changed(self) -> Mapping[str, str]:
        """The name of the cluster, "" for none, of each document for which the index holds another.

        Finding copies takes place here, once for all documents taken and dropped; ask at the end of a batch.
        """
        self._heads.settle(np.frombuffer(self._unsettled, np.bool_))
        self._unsettled = bytearray(len(self._store))
        moved, self._heads.moved = self._heads.moved, set()
        heads, named_id = [row for row in moved if self._heads.is_head(row)], self._store.id
        clusters = [[named_id(row) for row in self._heads.cluster(head)] for head in heads]
        others = (head for head, rows in self._heads.followers.items() if rows and head not in moved)
        taken = {self._names.get(named_id(head), "") for head in others}
        new = {
            one: name for one, name in named(clusters, self._names, taken).items() if name != self._names.get(one, "")
        }
        self._names.update(new)
        return new

    def _append(self, document_id: str, sketch: bytes, date: int) -> int:
        if len(sketch) not in (0, SIZE_BYTES):
            raise ValueError(f"{document_id}: a sketch of {len(sketch)} bytes; `sketch` gives none or {SIZE_BYTES}.")
        self._unsettled.append(False)
        return self._store.append(document_id, sketch, date)
