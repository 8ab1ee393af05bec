"""The terms of a segment that is being made: a batch in memory, runs on the disk, segments to be merged in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.engines.entries import Entries
from search.engines.whoosh.batch import MOST_OCCURRENCES, Batch
from search.engines.whoosh.merging import Source, merged
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.terms import TermFile, write_terms


class Gathered(NamedTuple):
    """What `terms.write_terms` writes."""

    vocabulary: list[bytes]
    fields: Iterable[tuple[str, Iterable[Postings]]]
    document_count: int


class Gathering:
    """Stands where Whoosh has its pool of postings."""

    def __init__(self, storage: FileStorage) -> None:
        self._storage = storage  # for runs; Whoosh deletes it with the writer
        self._batch = Batch()
        self._sources: list[Source] = []
        self._count = 0  # of all documents
        self._own = range(0)  # the documents of the batch

    def add(self, first: int, entries: Entries) -> None:
        """Take the terms of documents whose numbers begin with `first`; write a run where the memory is used up."""
        self._count = first + len(entries)
        self._own = range(self._own.start if self._own else first, self._count)
        self._batch.add(first, entries)
        if self._batch.occurrences > MOST_OCCURRENCES:
            self._write_run()

    def add_source(self, source: Source) -> None:
        """Take the terms of a segment."""
        self._sources.append(source)
        self._count = max(self._count, int(source.documents.max(initial=-1)) + 1)

    def iter_postings(self) -> Gathered:
        """Everything, by a name that Whoosh calls."""
        if not self._sources:
            vocabulary = self._batch.vocabulary()
            return Gathered(vocabulary, self._batch.fields(vocabulary), self._count)
        if self._batch.occurrences:
            self._write_run()
        return Gathered(*merged(self._sources), self._count)

    def cleanup(self) -> None:
        """Let go of all that was gathered, by a name that Whoosh calls."""
        self._batch, self._sources, self._own = Batch(), [], range(0)

    def _write_run(self) -> None:
        names = [f"{len(self._sources)}.{part}" for part in ("terms", "positions")]
        out, positions_out = (SectionWriter(self._storage.create_file(name)) for name in names)
        vocabulary, own = self._batch.vocabulary(), self._own
        # Numbered from 0 in a run: with the numbers of all documents each run would hold a row of these, too.
        fields = self._batch.fields(vocabulary)
        moved = ((name, (_moved(part, -own.start) for part in parts)) for name, parts in fields)
        # By codes alone, which are packed and unpacked in half the time: a run is on the disk for a few seconds.
        write_terms(vocabulary, moved, len(own), out, positions_out, short_bytes=sys.maxsize)
        self._batch, self._own = Batch(), range(0)
        terms, positions = map(self._opened, names)
        self._sources.append(Source(TermFile(terms, positions, len(own)), np.arange(own.start, own.stop)))

    def _opened(self, name: str) -> Sections:
        with self._storage.open_file(name) as file:
            return Sections(file, name)


def _moved(postings: Postings, distance: int) -> Postings:
    return postings._replace(documents=postings.documents + distance)
