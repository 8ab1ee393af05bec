"""The tantivy engine: an index folder that is open, read as it was last committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Self

import tantivy

from search.engines.base import Writer
from search.engines.matching import SnapshotReader
from search.engines.tantivy.schema import schema
from search.engines.tantivy.segments import Segment, segments
from search.engines.tantivy.snapshot import Snapshot
from search.engines.tantivy.writer import TantivyWriter
from search.errors import DamagedIndexError, IndexMissingError, IndexReadOnlyError, NotAnIndexError

CONTENTS = "meta.json"  # tantivy's list of segments, replaced by each commit and by each merge after one
DAMAGES = (ValueError,)  # as which tantivy-py gives all errors of tantivy


def create(path: Path) -> None:
    """Make an empty tantivy index in an existing folder."""
    try:
        tantivy.Index(schema(), path=str(path))
    except (ValueError, OSError) as error:
        raise IndexReadOnlyError(path, str(error)) from error


class TantivyEngine(SnapshotReader):
    """An open index folder; see `search.engines.base.Engine`."""

    def __init__(self, path: Path) -> None:
        """Raises IndexMissingError, NotAnIndexError."""
        super().__init__(path, self._latest, DAMAGES)
        self._index = _opened(path)
        self._snapshot: Snapshot | None = None
        self._segments: list[Segment] = []
        self._seen: tuple[int, int] | None = None

    def writer(self) -> Writer:
        """Begin a batch."""
        return TantivyWriter(self._index, self._path)

    @contextmanager
    def reader(self) -> Iterator[SnapshotReader]:
        """The latest commit, whatever comes after it."""
        snapshot = self.current()  # it keeps its files: what a writer deletes is there as long as it is mapped
        yield SnapshotReader(self._path, lambda: snapshot, DAMAGES)

    def close(self) -> None:
        """Let go of all files."""
        self._snapshot, self._segments = None, []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _latest(self) -> Snapshot:
        """The latest commit, so that an index held open notices what others write. Raises NotAnIndexError."""
        seen = _seen(self._path)
        snapshot = self._snapshot
        if snapshot is None or seen != self._seen:
            # Two threads may both come here; each gets a right answer, and one snapshot is kept.
            snapshot = self._snapshot = self._loaded()
            self._seen = seen
        return snapshot

    def _loaded(self) -> Snapshot:
        """The commit that is listed before and after it is loaded, so that its version is its own."""
        contents, listed = b"", _contents(self._path)
        with self._damage_named():
            while contents != listed:
                contents = listed
                self._index.reload()
                searcher = self._index.searcher()
                try:
                    own = self._segments = segments(self._path, json.loads(contents), self._segments)
                except FileNotFoundError as error:  # a merge was quicker, or it is lost
                    if contents == _contents(self._path):
                        raise ValueError(f"{error.filename} is missing") from error
                    contents = b""
                listed = _contents(self._path)
            return Snapshot(searcher, own, self._index.schema, _version(contents))


def _opened(path: Path) -> tantivy.Index:
    if not (path / CONTENTS).exists():
        raise IndexMissingError(path)
    try:
        index = tantivy.Index.open(str(path))
        # Without the thread that tantivy has look at the folder: `current` looks when somebody asks.
        index.config_reader("manual", 0)
    except ValueError as error:
        raise DamagedIndexError(path, str(error)) from error
    if index.schema != schema():
        raise NotAnIndexError(path, "a tantivy index that another program or an earlier telusur made")
    return index


def _contents(path: Path) -> bytes:
    try:
        return (path / CONTENTS).read_bytes()
    except FileNotFoundError as error:
        raise IndexMissingError(path) from error


def _version(contents: bytes) -> str:
    """What tells a commit from others: its number, and its segments, whose names are made by chance."""
    listed = json.loads(contents)
    names = [str(listed["opstamp"]), *(segment["segment_id"] for segment in listed["segments"])]
    return blake2b("/".join(names).encode(), digest_size=8).hexdigest()


def _seen(path: Path) -> tuple[int, int]:
    """What changes when the list of segments is replaced."""
    try:
        stat = (path / CONTENTS).stat()
    except FileNotFoundError as error:
        raise IndexMissingError(path) from error
    return stat.st_mtime_ns, stat.st_ino
