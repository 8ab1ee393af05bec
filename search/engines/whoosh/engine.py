"""The Whoosh engine: an index folder that is open.

Every thread reads the same snapshot of the last commit, which never changes; nobody waits for anybody.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from whoosh.index import EmptyIndexError
from whoosh.index import IndexError as FolderError

from search.engines.base import CLUSTER, Found, Order, Place, Ranking, Sketched, Writer
from search.engines.whoosh.best import Ranks
from search.engines.whoosh.copies import Collapsed, alone, collapsed, counted
from search.engines.whoosh.executor import Executor
from search.engines.whoosh.folder import IndexFolder
from search.engines.whoosh.held import frequency, held
from search.engines.whoosh.schema import digest_of
from search.engines.whoosh.sections import DamagedFileError
from search.engines.whoosh.snapshot import Snapshot
from search.errors import IndexMissingError, IndexReadOnlyError, NotAnIndexError
from search.query.bound import BoundQuery, Term

# A commit replaces the table of contents between our listing of the folder and our opening of the file;
# the next look finds the new one. Measured: 1 in 800 openings beside a busy writer, never twice in a row.
ATTEMPTS, PAUSE_S = 20, 0.01
DAMAGES = (FolderError, DamagedFileError, pickle.UnpicklingError, EOFError, ValueError, AttributeError)

Opened = TypeVar("Opened")


def create(path: Path) -> None:
    """Make an empty Whoosh index in an existing folder."""
    try:
        IndexFolder.make(path)
    except OSError as error:
        raise IndexReadOnlyError(path, error.strerror or str(error)) from error


def _tried(opening: Callable[[], Opened], path: Path) -> Opened:
    """What `opening` opens, beside a writer that deletes old files. Raises IndexMissingError, NotAnIndexError."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return opening()
        except FileNotFoundError as error:
            if attempt == ATTEMPTS:
                raise IndexMissingError(path) from error
            time.sleep(PAUSE_S)
        except EmptyIndexError as error:
            raise IndexMissingError(path) from error
        except DAMAGES as error:
            raise NotAnIndexError(path, f"damaged: {error}") from error
    raise AssertionError("unreachable")


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (DamagedFileError, IndexError) as error:  # the latter: a number that points beyond its array
        raise NotAnIndexError(path, f"damaged: {error}") from error


def _found(number: int, results: Collapsed, snapshot: Snapshot) -> Found:
    scores, _, complete = results.matches
    return Found(
        snapshot.id(number),
        snapshot.text(number),
        float(scores[number]),
        bool(complete[number]),
        int(snapshot.days("published")[number]),
        tuple(map(snapshot.id, results.copies(number))),
    )


class WhooshEngine:
    """An open index folder; see `search.engines.base.Engine`."""

    def __init__(self, path: Path) -> None:
        """Raises IndexMissingError, NotAnIndexError."""
        self._path = path
        self._folder = _tried(lambda: IndexFolder(path), path)
        self._snapshot: Snapshot | None = None

    def writer(self) -> Writer:
        """Begin a batch."""
        # Whoosh's writer and all that makes segments is 8 ms of loading, which no search should pay for.
        from search.engines.whoosh.writer import WhooshWriter

        return WhooshWriter(self._folder, self._path)

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int = 0,
        limit: int,
        order: Order = Order.RELEVANCE,
        is_complete_first: bool = True,
        after: Place | None = None,
        facets: Collection[str] = (),
        is_collapsed: bool = False,
    ) -> Ranking:
        """Rank the matching documents."""
        snapshot = self.current()
        with _damage_named(self._path):
            matches = Executor(snapshot, weights, query).matches()
            results = collapsed(matches, snapshot.clusters()) if is_collapsed else alone(matches)
            ranks = Ranks(results.matches, snapshot, order, is_complete_first=is_complete_first)
            chosen = ranks.best(offset, offset + limit, after)
            return Ranking(
                int(np.count_nonzero(results.matches.found)),
                int(np.count_nonzero(results.matches.complete)),
                tuple(_found(number, results, snapshot) for number in chosen),
                {name: counted(snapshot.values(name), matches.found, results) for name in facets},
            )

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        snapshot = self.current()
        with _damage_named(self._path):
            number = snapshot.number(document_id)
            return None if number is None else snapshot.text(number)

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        snapshot = self.current()
        with _damage_named(self._path):
            return {snapshot.id(number): digest_of(digest) for number, digest in snapshot.column("digest")}

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document, of the commit that is current when the walk begins."""
        with _damage_named(self._path):
            yield from self.current().texts()

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        snapshot = self.current()
        with _damage_named(self._path):
            (holding,) = held(snapshot, [Term(field, term)])
            return frequency(holding, snapshot)

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with the prefix, in code point order, each with its document frequency."""
        with _damage_named(self._path):
            yield from self.current().vocabulary(field, prefix)

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of every document, in no order."""
        snapshot = self.current()
        with _damage_named(self._path):
            names, documents, numbers = snapshot.values(CLUSTER)
            clusters = dict(zip(documents.tolist(), numbers.tolist(), strict=True))
            published = snapshot.days("published")
            for number, sketch in snapshot.column("sketch"):
                cluster = names[clusters[number]] if number in clusters else ""
                yield Sketched(snapshot.id(number), sketch, int(published[number]), cluster)

    def count(self) -> int:
        """How many documents there are."""
        return self.current().count

    def close(self) -> None:
        """Let go of all files."""
        self._snapshot = None

    def current(self) -> Snapshot:
        """The latest commit, so that an index held open notices what others write."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.generation != self._folder.latest_generation():
            # Two threads may both come here; each gets a right answer, and one snapshot is kept.
            snapshot = self._snapshot = _tried(self._folder.snapshot, self._path)
        return snapshot

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
