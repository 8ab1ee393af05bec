"""The tantivy engine: an index folder that is open.

Every thread reads the same snapshot of the last commit, which never changes; nobody waits for anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Self

import tantivy

from search.engines.base import ID, Order, Place, Ranking, Sketched, Writer
from search.engines.matching import ranked
from search.engines.tantivy.schema import schema
from search.engines.tantivy.snapshot import Snapshot
from search.engines.tantivy.writer import TantivyWriter
from search.errors import IndexMissingError, IndexReadOnlyError, NotAnIndexError
from search.query.bound import BoundQuery

CONTENTS = "meta.json"  # tantivy's list of segments, replaced by each commit


def create(path: Path) -> None:
    """Make an empty tantivy index in an existing folder."""
    try:
        tantivy.Index(schema(), path=str(path), sort_by_field=ID)
    except (ValueError, OSError) as error:
        raise IndexReadOnlyError(path, str(error)) from error


class TantivyEngine:
    """An open index folder; see `search.engines.base.Engine`."""

    def __init__(self, path: Path) -> None:
        """Raises IndexMissingError, NotAnIndexError."""
        self._path = path
        self._index = _opened(path)
        self._snapshot: Snapshot | None = None
        self._version: tuple[int, int] | None = None

    def writer(self) -> Writer:
        """Begin a batch."""
        return TantivyWriter(self._index, self._path)

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
        return ranked(
            self.current(),
            query,
            weights=weights,
            offset=offset,
            limit=limit,
            order=order,
            is_complete_first=is_complete_first,
            after=after,
            facets=facets,
            is_collapsed=is_collapsed,
        )

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        snapshot = self.current()
        number = snapshot.number(document_id)
        return None if number is None else snapshot.text(number)

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        return self.current().digests()

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document, of the commit that is current when the walk begins."""
        yield from self.current().texts()

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        return self.current().frequency(field, term)

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with the prefix, in code point order, each with its document frequency."""
        yield from self.current().vocabulary(field, prefix)

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of every document, in no order."""
        yield from self.current().sketches()

    def count(self) -> int:
        """How many documents there are."""
        return self.current().count

    def close(self) -> None:
        """Let go of all files."""
        self._snapshot = None

    def current(self) -> Snapshot:
        """The latest commit, so that an index held open notices what others write. Raises NotAnIndexError."""
        version = _version(self._path)
        snapshot = self._snapshot
        if snapshot is None or version != self._version:
            # Two threads may both come here; each gets a right answer, and one snapshot is kept.
            try:
                self._index.reload()
                snapshot = Snapshot(self._index.searcher(), self._index.schema)
            except ValueError as error:
                raise NotAnIndexError(self._path, f"damaged: {error}") from error
            self._snapshot, self._version = snapshot, version
        return snapshot

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _opened(path: Path) -> tantivy.Index:
    if not (path / CONTENTS).exists():
        raise IndexMissingError(path)
    try:
        index = tantivy.Index.open(str(path))
        # Without the thread that tantivy has look at the folder: `current` looks when somebody asks.
        index.config_reader("manual", 0)
    except ValueError as error:
        raise NotAnIndexError(path, f"damaged: {error}") from error
    if index.schema != schema():
        raise NotAnIndexError(path, "a tantivy index that telusur did not make")
    return index


def _version(path: Path) -> tuple[int, int]:
    """What changes when a commit replaces the list of segments."""
    try:
        stat = (path / CONTENTS).stat()
    except FileNotFoundError as error:
        raise IndexMissingError(path) from error
    return stat.st_mtime_ns, stat.st_ino
