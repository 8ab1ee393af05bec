"""A commit as it is searched: its segments side by side, one row of document numbers, statistics of live documents.

It never changes, holds little but views of files, and serves any number of threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import Storage

from search.engines.whoosh.documents import DocumentFile
from search.engines.whoosh.schema import digest_of
from search.engines.whoosh.segment import ArraySegment
from search.engines.whoosh.terms import UNIQUE, TermFile
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Flags, Floats, Ints

K1 = 1.2  # the best on the development sets was flat from 0.9 to 1.6
B = 0.9  # .019 MRR better than 0.75 on natural questions, no worse elsewhere


class Part(NamedTuple):
    """A segment, and where its documents begin in the row."""

    base: int
    terms: TermFile
    documents: DocumentFile


class Snapshot:
    """An open commit."""

    def __init__(self, storage: Storage, segments: list[ArraySegment], generation: int) -> None:
        """Raises FileNotFoundError, DamagedFileError."""
        self.generation = generation
        self.count_all: int = sum(segment.doc_count_all() for segment in segments)
        self.count: int = sum(segment.doc_count() for segment in segments)
        self.parts: list[Part] = []
        self.live: Flags | None = None if self.count == self.count_all else np.ones(self.count_all, bool)
        base = 0
        for segment in segments:
            self.parts.append(Part(base, segment.terms(storage), segment.documents(storage)))
            if self.live is not None:
                self.live[[base + number for number in segment.deleted_docs()]] = False
            base += segment.doc_count_all()
        self.norms = lru_cache(None)(self._norms)

    def number(self, document_id: str) -> int | None:
        """The number of a document."""
        for part in self.parts:
            entry = part.terms.entry(UNIQUE, encoded(document_id))
            if entry is not None:
                # A batch that got an id twice holds the earlier one deleted.
                for number in (part.terms.listed(UNIQUE, entry)[0] + part.base).tolist():
                    if self.live is None or self.live[number]:
                        return int(number)
        return None

    def id(self, number: int) -> str:
        """The id of a document."""
        part = self._part(number)
        return part.terms.id(number - part.base)

    def first_by_id(self, numbers: Ints, most: int) -> Ints:
        """The `most` documents of some whose ids come first; without reading all ids, because ties may be many."""
        chosen: list[int] = []
        for base, terms, documents in self.parts:
            own = numbers[(numbers >= base) & (numbers < base + documents.count)]
            chosen += own[np.argsort(terms.id_order()[own - base])[:most]].tolist()
        return np.array(sorted(chosen, key=self.id)[:most], np.int64)

    def text(self, number: int) -> str:
        """The stored text of a document."""
        part = self._part(number)
        return part.documents.text(number - part.base)

    def texts(self) -> Iterator[str]:
        """The stored texts of all live documents."""
        for part in self.parts:
            for number, text in enumerate(part.documents.texts()):
                if self.live is None or self.live[part.base + number]:
                    yield text

    def digests(self) -> dict[str, str]:
        """The digests of all live documents, by id."""
        found = {}
        for part in self.parts:
            column = part.documents.column("digest", VarBytesColumn())
            for number in range(part.documents.count):
                if self.live is None or self.live[part.base + number]:
                    found[part.terms.id(number)] = digest_of(column[number])
        return found

    def _norms(self, field: str) -> Floats:
        """What a field's length adds to a count in the formula, by document."""
        lengths = np.concatenate([part.documents.lengths(field) for part in self.parts])
        total = lengths.sum(dtype=np.int64) if self.live is None else lengths[self.live].sum(dtype=np.int64)
        average = int(total) / self.count or 1.0
        return (K1 * (1 - B) + K1 * B / average * lengths).astype(np.float32)

    def _part(self, number: int) -> Part:
        return next(part for part in reversed(self.parts) if part.base <= number)
