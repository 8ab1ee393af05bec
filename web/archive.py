"""The one open index of a site. It is opened at the first request and notices commits by itself."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from search import Index, open_index


class Archive:
    """An index folder that may not be there yet; safe to share between threads."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        """The open index. Raises SearchError while there is none, and looks again at the next request."""
        with self._lock:
            if self._index is None:
                self._index = open_index(self._path)
            return self._index

    def close(self) -> None:
        """Let go of all files; closing twice is no error."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
