"""The tantivy engine: an index folder that is open, read as it was last committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Self

import tantivy

from search.engines.base import Writer
from search.engines.matching import SnapshotReader
from search.engines.tantivy.checksums import FAST, files_of, verify
from search.engines.tantivy.damage import CONTENTS, contents, damage_named, missing
from search.engines.tantivy.schema import schema
from search.engines.tantivy.segments import Segment, segments
from search.engines.tantivy.snapshot import Snapshot
from search.engines.tantivy.writer import TantivyWriter
from search.errors import IndexReadOnlyError, NotAnIndexError


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
        super().__init__(self._latest, partial(damage_named, path))
        self._path = path
        self._sound: set[Path] = set()  # files that were compared with their checksums; they never change
        with self._damage_named():
            self._index = self._opened()
        self._snapshot: Snapshot | None = None
        self._segments: list[Segment] = []
        self._seen: tuple[int, int] | None = None

    def writer(self) -> Writer:
        """Begin a batch."""
        return TantivyWriter(self._index, self._path, self._compare_all)

    @contextmanager
    def reader(self) -> Iterator[SnapshotReader]:
        """The latest commit, whatever comes after it."""
        snapshot = self.current()  # it keeps its files: what a writer deletes is there as long as it is mapped
        yield SnapshotReader(lambda: snapshot, self._damage_named)

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
        read, listed = b"", contents(self._path)
        with self._damage_named():
            while read != listed:
                read = listed
                try:
                    self._compare(read)
                    self._index.reload()
                    searcher = self._index.searcher()
                    own = self._segments = segments(self._path, json.loads(read), self._segments)
                except FileNotFoundError as error:  # a merge was quicker, or it is lost
                    if read == contents(self._path):
                        raise ValueError(f"{Path(error.filename).name} is missing") from error
                    read = b""
                listed = contents(self._path)
            return Snapshot(searcher, own, self._index.schema, _version(read))

    def _opened(self) -> tantivy.Index:
        listed = contents(self._path)
        with suppress(FileNotFoundError):  # a merge was quicker, or it is lost, which tantivy says
            self._compare(listed)
        index = tantivy.Index.open(str(self._path))
        # Without the thread that tantivy has look at the folder: `current` looks when somebody asks.
        index.config_reader("manual", 0)
        if index.schema != schema():
            raise NotAnIndexError(self._path, "a tantivy index that another program or an earlier telusur made")
        return index

    def _compare_all(self) -> None:
        """Compare what a writer may merge, which would put a right checksum behind what is damaged."""
        self._compare(contents(self._path), is_all=True)

    def _compare(self, listed: bytes, *, is_all: bool = False) -> None:
        """Compare the columns of all segments with their checksums, or all files. Raises ValueError, OSError."""
        files = [file for segment in json.loads(listed)["segments"] for file in files_of(self._path, segment)]
        for file in files:
            if file not in self._sound and (is_all or file.suffix == FAST):
                verify(file)
                self._sound.add(file)
        self._sound.intersection_update(files)


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
        raise missing(path) from error
    return stat.st_mtime_ns, stat.st_ino
