"""The one open index of a site. It is opened at the first request and notices commits by itself."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from search import Index, SearchError, open_index

# By these an index is told what its rules are; a commit replaces the first of them, `search index sync` too.
RULES = ("manifest.json", "aliases.txt", "telusur.toml")
State = tuple[tuple[int, int, int], ...]

_log = logging.getLogger(__name__)


class Archive:
    """An index folder that may not be there yet; safe to share between threads."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()
        self._index: Index | None = None
        self._state: State = ()

    @property
    def index(self) -> Index:
        """The open index, by the rules of today.

        Raises SearchError while there is none, and looks again at the next request.
        """
        with self._lock:
            if self._index is None:
                self._index = open_index(self._path)
                self._state = _state(self._index.path)
            elif (state := _state(self._index.path)) != self._state:
                self._index, self._state = self._opened_again(self._index), state
            return self._index

    def _opened_again(self, index: Index) -> Index:
        """The index by its new rules; where they have a mistake, by the old ones: readers did not make it."""
        try:
            return open_index(self._path)
        except SearchError as error:
            _log.error("%s", error)
            return index

    @property
    def updated(self) -> float:
        """When the index was changed, in seconds since 1970. Raises SearchError while there is none."""
        return _state(self.index.path)[0][0] / 1e9

    def close(self) -> None:
        """Let go of all files; closing twice is no error."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None


def _state(folder: Path) -> State:
    """What tells that one of the files was written: its time in nanoseconds, its size, its place on the disk."""
    return tuple(_stat(folder / name) for name in RULES)


def _stat(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
