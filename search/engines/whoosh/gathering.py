"""The terms of a segment that is being made: a batch, runs of batches before it, segments to be merged in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.engines.entries import Entries
from search.engines.whoosh.batch import Batch
from search.engines.whoosh.merging import Source, merged
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.terms import TermFile, write_terms

# Occurrences of a batch, some 30,000 articles. More are a run on the disk, packed, and runs are merged: each costs as
# much again, but what a batch needs while it is written, 4 bytes for each occurrence of its largest field, has an end.
MOST_OCCURRENCES = 16_000_000


class Gathered(NamedTuple):
    """What `terms.write_terms` writes."""

    vocabulary: list[bytes]
    fields: Iterable[tuple[str, Iterable[Postings]]]
    document_count: int


class Gathering:
    """Stands where Whoosh has its pool of postings."""

    def __init__(self, storage: FileStorage) -> None:
        self._storage = storage  # for runs and what batches lay aside; Whoosh deletes it with the writer
        self._batch = self._new_batch()
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

    def amend(self, document: int, terms: Mapping[str, Sequence[str]]) -> bool:
        """Give a document other terms in some fields; False where it is in a run already."""
        if document not in self._own:
            return False
        self._batch.amend(document, terms)
        return True

    def add_source(self, source: Source) -> None:
        """Take the terms of a segment."""
        self._sources.append(source)
        self._count = max(self._count, int(source.documents.max(initial=-1)) + 1)

    def iter_postings(self) -> Gathered:
        """Everything, by a name that Whoosh calls."""
        if not self._sources:
            return Gathered(*self._batch.postings(), self._count)
        if self._batch.occurrences:
            self._write_run()
        return Gathered(*merged(self._sources), self._count)

    def cleanup(self) -> None:
        """Let go of all that was gathered, by a name that Whoosh calls."""
        self._batch, self._sources, self._own = self._new_batch(), [], range(0)

    def _new_batch(self) -> Batch:
        return Batch(Path(self._storage.folder))

    def _write_run(self) -> None:
        names = [f"{len(self._sources)}.{part}" for part in ("terms", "positions")]
        out, positions_out = (SectionWriter(self._storage.create_file(name)) for name in names)
        (vocabulary, fields), own = self._batch.postings(), self._own
        # Numbered from 0 in a run: with the numbers of all documents each run would hold a row of these, too.
        moved = ((name, (_moved(part, -own.start) for part in parts)) for name, parts in fields)
        # By codes alone, which are packed and unpacked in half the time, and without pairs: a run is on the disk for a
        # few seconds.
        write_terms(vocabulary, moved, len(own), out, positions_out, short_bytes=sys.maxsize, has_pairs=False)
        self._batch, self._own = self._new_batch(), range(0)
        terms, positions = map(self._opened, names)
        self._sources.append(Source(TermFile(terms, positions, len(own)), np.arange(own.start, own.stop)))

    def _opened(self, name: str) -> Sections:
        with self._storage.open_file(name) as file:
            return Sections(file, name)


def _moved(postings: Postings, distance: int) -> Postings:
    return postings._replace(documents=postings.documents + distance)
