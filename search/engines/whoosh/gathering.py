"""The terms of a segment that is being made: a batch, runs of batches before it, segments to be merged in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.engines.entries import Entries
from search.engines.whoosh.batch import Batch
from search.engines.whoosh.merging import Source, merged
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.terms import UNIQUE, TermFile
from search.engines.whoosh.termwriting import write_terms

# Occurrences of a batch, some 30,000 articles. More are a run on the disk, packed, and runs are merged: each costs as
# much again, but what a batch needs while it is written, 4 bytes for each occurrence of its largest field, has an end.
MOST_OCCURRENCES = 16_000_000
# Documents of a batch, for those that say little: each has an id, 350 bytes with what finds it.
MOST_DOCUMENTS = 1 << 16


class Gathered(NamedTuple):
    """What `terms.write_terms` writes."""

    vocabulary: Iterable[bytes]
    fields: Iterable[tuple[str, Iterable[Postings]]]
    document_count: int
    folder: Path  # for files


class Gathering:
    """Stands where Whoosh has its pool of postings.

    Attributes:
        own: The documents of the batch, whose terms are in memory or lie aside; those before them are in runs.
    """

    def __init__(self, storage: FileStorage, delete: Callable[[int], None]) -> None:
        """`delete` is told of documents that are found to be replaced by a later one."""
        # For runs and what batches lay aside; Whoosh deletes it with the writer.
        self._storage, self._folder, self._delete = storage, Path(storage.folder), delete
        self._batch = self._new_batch()
        self._sources: list[Source] = []
        self._count = 0  # of all documents
        self.own = range(0)

    def add(self, first: int, entries: Entries) -> None:
        """Take the terms of documents whose numbers begin with `first`; write a run where the memory is used up."""
        self._count = first + len(entries)
        self.own = range(self.own.start if self.own else first, self._count)
        self._batch.add(first, entries)
        if self._batch.occurrences > MOST_OCCURRENCES or len(self.own) > MOST_DOCUMENTS:
            self._write_run()

    def amend(self, document: int, terms: Mapping[str, Sequence[str]]) -> bool:
        """Give a document other terms in some fields; False where it is in a run already."""
        if document not in self.own:
            return False
        self._batch.amend(document, terms)
        return True

    def in_runs(self, document_id: str) -> list[int]:
        """The documents of this id that are in runs."""
        found: list[int] = []
        for terms, documents in self._sources:
            entry = terms.entry(UNIQUE, document_id)
            if entry is not None:
                found += documents[terms.listed(UNIQUE, entry)[0]].tolist()
        return found

    def add_source(self, source: Source) -> None:
        """Take the terms of a segment."""
        self._sources.append(source)
        self._count = max(self._count, int(source.documents.max(initial=-1)) + 1)

    def iter_postings(self) -> Gathered:
        """Everything, by a name that Whoosh calls."""
        if not self._sources:
            return Gathered(*self._batch.postings(), self._count, self._folder)
        if self._batch.occurrences:
            self._write_run()
        vocabulary, fields = merged(self._sources, self._folder)
        seen = ((name, self._seen(parts) if name == UNIQUE else parts) for name, parts in fields)
        return Gathered(vocabulary, seen, self._count, self._folder)

    def _seen(self, parts: Iterable[Postings]) -> Iterator[Postings]:
        """The ids; of the documents of one id in several runs only the last stays."""
        for part in parts:
            for number in part.documents[:-1][part.terms[:-1] == part.terms[1:]].tolist():
                self._delete(number)
            yield part

    def cleanup(self) -> None:
        """Let go of all that was gathered, by a name that Whoosh calls."""
        self._batch, self._sources, self.own = self._new_batch(), [], range(0)

    def _new_batch(self) -> Batch:
        return Batch(self._folder)

    def _write_run(self) -> None:
        names = [f"{len(self._sources)}.{part}" for part in ("terms", "positions")]
        out, positions_out = (SectionWriter(self._storage.create_file(name)) for name in names)
        (vocabulary, fields), own = self._batch.postings(), self.own
        # Numbered from 0 in a run: with the numbers of all documents each run would hold a row of these, too.
        moved = ((name, (_moved(part, -own.start) for part in parts)) for name, parts in fields)
        files = out, positions_out, self._folder
        # By codes alone, which are packed and unpacked in half the time, and without pairs: a run is on the disk for a
        # few seconds.
        write_terms(vocabulary, moved, len(own), *files, short_bytes=sys.maxsize, has_pairs=False)
        self._batch, self.own = self._new_batch(), range(0)
        terms, positions = map(self._opened, names)
        numbers = np.arange(own.start, own.stop, dtype=np.int32)
        self._sources.append(Source(TermFile(terms, positions, len(own)), numbers))

    def _opened(self, name: str) -> Sections:
        with self._storage.open_file(name) as file:
            return Sections(file, name)


def _moved(postings: Postings, distance: int) -> Postings:
    return postings._replace(documents=postings.documents + distance)
