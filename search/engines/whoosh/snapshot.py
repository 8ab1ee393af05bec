"""A commit as it is searched: its segments side by side, one row of document numbers, statistics of live documents.

It never changes, holds little but views of files, and serves any number of threads.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import Storage

from search.engines.base import CLUSTER, Sketched
from search.engines.matching import Clusters
from search.engines.matching.copies import clusters
from search.engines.matching.impacts import Impacts
from search.engines.matching.snapshot import FREQUENCIES, norms_of
from search.engines.whoosh.counts import LiveCounts
from search.engines.whoosh.held import held
from search.engines.whoosh.part import Part
from search.engines.whoosh.schema import digest_of
from search.engines.whoosh.segment import ArraySegment
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.values import values
from search.engines.whoosh.vocabulary import decoded, encoded

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers


class Snapshot:
    """An open commit."""

    def __init__(self, storage: Storage, segments: list[ArraySegment], generation: int) -> None:
        """Raises FileNotFoundError, DamagedFileError."""
        self.generation = generation
        names = [str(generation), *(segment.segment_id() for segment in segments)]  # of a segment: by chance, once made
        self.version = blake2b("/".join(names).encode(), digest_size=8).hexdigest()
        self.count_all: int = sum(segment.doc_count_all() for segment in segments)
        self.count: int = sum(segment.doc_count() for segment in segments)
        self.parts: list[Part] = []
        self._bases: list[int] = []
        self.live: Flags | None = None if self.count == self.count_all else np.ones(self.count_all, bool)
        self._counts: list[LiveCounts] = []
        base = 0
        for segment in segments:
            part = Part(base, segment.terms(storage), segment.documents(storage))
            self.parts.append(part)
            self._bases.append(base)
            own = None
            if self.live is not None and segment.has_deletions():
                own = self.live[base : base + segment.doc_count_all()]
                own[segment.deleted_docs()] = False
            self._counts.append(LiveCounts(part.terms, own))
            base += segment.doc_count_all()
        self.impacts = Impacts()
        # Made when they are first asked for, and kept as long as the commit is the latest.
        self.norms, self.days = cache(self._norms), cache(self._days)
        self.held = partial(held, self.parts)
        self.values, self.clusters = cache(partial(values, self.parts)), cache(self._clusters)
        self.frequency = lru_cache(FREQUENCIES)(self._frequency)

    def number(self, document_id: str) -> int | None:
        """The number of a document."""
        for part in self.parts:
            entry = part.terms.entry(UNIQUE, document_id)
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
            chosen += own[np.argsort(terms.id_order[own - base])[:most]].tolist()
        return np.array(sorted(chosen, key=self.id)[:most], np.int64)

    def is_after(self, numbers: Ints, document_id: str) -> Flags:
        """Which documents have an id that comes after this one; without reading any of theirs."""
        is_after = np.zeros(len(numbers), bool)
        for base, terms, documents in self.parts:
            own = np.flatnonzero((numbers >= base) & (numbers < base + documents.count))
            is_after[own] = terms.id_order[numbers[own] - base] >= terms.vocabulary.place(encoded(document_id) + b"\0")
        return is_after

    def id_ranks(self, numbers: Ints) -> Ints | Numbers:
        """Numbers that stand to one another as the ids of some documents do."""
        if len(self.parts) == 1:
            return self.parts[0].terms.id_order[numbers]
        ids = [self.id(number) for number in numbers.tolist()]
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

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

    def vocabulary(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field with this prefix that live documents hold, in order, each with how many these are."""
        streams = [counts.all(field, encoded(prefix)) for counts in self._counts]
        # By hand, because a pattern walks through 100,000 terms: groupby() and sum() take as long again as the merging.
        last, total = b"", 0
        for term, count in streams[0] if len(streams) == 1 else heapq.merge(*streams):
            if term == last:
                total += count
                continue
            if total:
                yield decoded(last), total
            last, total = term, count
        if total:
            yield decoded(last), total

    def _frequency(self, field: str, term: str) -> int:
        """How many live documents hold a term."""
        return sum([counts.of(field, term) for counts in self._counts])

    def digests(self) -> dict[str, str]:
        """The digests of all live documents, by id."""
        return {name: digest_of(digest) for _, name, digest in self._bytes("digest")}

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of all live documents."""
        names, documents, numbers = self.values(CLUSTER)
        named = dict(zip(documents.tolist(), numbers.tolist(), strict=True))
        published = self.days("published")
        for number, name, sketch in self._bytes("sketch"):
            cluster = names[named[number]] if number in named else ""
            yield Sketched(name, sketch, int(published[number]), cluster)

    def _bytes(self, name: str) -> Iterator[tuple[int, str, bytes]]:
        """The number and id of each live document, and what a column of bytes says of it."""
        for base, terms, documents in self.parts:
            column = documents.column(name, VarBytesColumn())
            for number, document_id in enumerate(terms.ids()):
                if self.live is None or self.live[base + number]:
                    yield base + number, document_id, column[number]

    def _norms(self, field: str) -> Floats:
        """What a field's length adds to a count in the formula, by document."""
        lengths = np.concatenate([np.empty(0, np.uint8), *(part.documents.lengths(field) for part in self.parts)])
        return norms_of(lengths, self.live, self.count)

    def _clusters(self) -> Clusters:
        """Who is a copy of whom."""
        return clusters(self.values(CLUSTER), self.live, self.days("published"), self.id_ranks)

    def _days(self, name: str) -> Numbers:
        """A column of days, by document."""
        columns = [part.documents.numbers(name) for part in self.parts]
        return columns[0] if len(columns) == 1 else np.concatenate([np.empty(0, np.uint32), *columns])

    def _part(self, number: int) -> Part:
        return self.parts[bisect_right(self._bases, number) - 1]
