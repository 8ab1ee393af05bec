"""The Whoosh engine: an index folder that is open, read as it was last committed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from search.engines.base import Writer
from search.engines.matching import SnapshotReader
from search.engines.whoosh.damage import OPENING, damage_named
from search.engines.whoosh.folder import IndexFolder
from search.engines.whoosh.snapshot import Snapshot
from search.errors import IndexReadOnlyError

# A commit replaces the table of contents between our listing of the folder and our opening of the file;
# the next look finds the new one. Measured: 1 in 800 openings beside a busy writer, never twice in a row.
ATTEMPTS, PAUSE_S = 20, 0.01
# The time of a folder's last change goes in steps, 4 ms on Linux, 2 s elsewhere: behind them any change shows.
SETTLED_NS = 3_000_000_000

Opened = TypeVar("Opened")


def create(path: Path) -> None:
    """Make an empty Whoosh index in an existing folder."""
    try:
        IndexFolder.make(path)
    except OSError as error:
        raise IndexReadOnlyError(path, error.strerror or str(error)) from error


def _tried(opening: Callable[[], Opened], path: Path) -> Opened:
    """What `opening` opens, beside a writer that deletes old files. Raises IndexMissingError, DamagedIndexError."""
    with damage_named(path, OPENING):
        for _ in range(ATTEMPTS - 1):
            try:
                return opening()
            except FileNotFoundError:
                time.sleep(PAUSE_S)
        return opening()


class WhooshEngine(SnapshotReader):
    """An open index folder; see `search.engines.base.Engine`."""

    def __init__(self, path: Path) -> None:
        """Raises IndexMissingError, DamagedIndexError."""
        super().__init__(self._latest, partial(damage_named, path))
        self._path = path
        self._folder = _tried(lambda: IndexFolder(path), path)
        # What was read last, and when the folder had changed before that, 0 where it may have changed again since.
        self._seen: tuple[Snapshot, int] | None = None

    def writer(self) -> Writer:
        """Begin a batch."""
        # Whoosh's writer and all that makes segments is 8 ms of loading, which no search should pay for.
        from search.engines.whoosh.writer import WhooshWriter

        return WhooshWriter(self._folder, self._path)

    @contextmanager
    def reader(self) -> Iterator[SnapshotReader]:
        """The latest commit, whatever comes after it."""
        snapshot = self.current()  # it keeps its files: what a writer deletes is there as long as it is mapped
        yield SnapshotReader(lambda: snapshot, self._damage_named)

    def close(self) -> None:
        """Let go of all files."""
        self._seen = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _latest(self) -> Snapshot:
        """The latest commit, so that an index held open notices what others write."""
        seen, changed_ns = self._seen, self._folder.changed_ns()
        if seen is not None and seen[1] == changed_ns != 0:
            return seen[0]  # without listing the folder, which takes as long as finding a word in it
        if seen is None or seen[0].generation != self._folder.latest_generation():
            # Two threads may both come here; each gets a right answer, and one snapshot is kept.
            snapshot = _tried(self._folder.snapshot, self._path)
            changed_ns = 0
        else:
            snapshot = seen[0]
        is_settled = time.time_ns() - changed_ns > SETTLED_NS
        self._seen = snapshot, changed_ns if is_settled else 0
        return snapshot
