"""A folder that is watched: its new, changed and deleted files are so in the index some seconds later at most.

What is there when watching begins is added first, and what changes meanwhile comes after it: nothing is missed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Protocol

from search.errors import IndexLockedError, InputError, SearchError
from search.files import is_index
from search.model import AddReport

# Milliseconds of silence that end a burst of changes: a scraper writes many files at once, an editor one in steps.
QUIET_MS = 500
LONGEST_BURST_MS = 5_000
PATIENCE_S = 1.0  # between two looks whether another process has finished its writing


class Add(Protocol):
    """`Index.add`, as far as it is needed here."""

    def __call__(
        self, paths: Sequence[Path], *, below: Path | None = None, prune: bool = False, gone: Sequence[Path] = ()
    ) -> AddReport:
        """Add files and folders."""
        ...


def followed(folder: Path, add: Add, stop: Event | None = None) -> Iterator[AddReport]:
    """What was added first, and then of each burst of changes; waits for the next one.

    Args:
        stop: Ends the iterator when it is set.

    Raises:
        InputError: The folder is not there, or not any more.
        SearchError: The library that watches is not installed.
    """
    root, stop = Path(os.path.abspath(folder)), stop or Event()  # noqa: PTH100  as the files' paths: without ".."
    for burst in _bursts(root, stop):
        if report := _patiently(burst, root, add, stop):
            yield report


def _bursts(root: Path, stop: Event) -> Iterator[set[Path]]:
    """The files and folders of each burst; first of all none, when watching has begun."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError as error:
        raise SearchError('watching needs the extra "watch". Install it with: pip install "telusur[watch]"') from error
    _refuse_missing(root)
    has_begun = False
    seen = watch(
        root,
        watch_filter=lambda _, name: not _is_passed_over(Path(name), root),
        stop_event=stop,
        debounce=LONGEST_BURST_MS,
        step=QUIET_MS,
        rust_timeout=QUIET_MS,
        yield_on_timeout=True,
    )
    for changes in seen:
        if not has_begun:
            yield set()
        has_begun = True
        if changes:
            yield {Path(name) for _, name in changes}


def _is_passed_over(path: Path, root: Path) -> bool:
    """Neither hidden files are read nor those of an index (search.ingest.folder), which each addition changes."""
    below = path.relative_to(root)
    return any(part.startswith(".") for part in below.parts) or any(
        is_index(root / folder) for folder in (below, *below.parents)
    )


def _patiently(burst: Iterable[Path], root: Path, add: Add, stop: Event) -> AddReport | None:
    """Add a burst, all there is where it is empty; None where `stop` came before that was possible."""
    while not stop.is_set():
        _refuse_missing(root)
        there, gone = sorted(filter(_is_there, burst)), sorted(filter(_is_gone, burst))
        try:
            return add(there, below=root, prune=True, gone=gone) if burst else add([root])
        except IndexLockedError:
            stop.wait(PATIENCE_S)
        except InputError:
            if all(map(_is_there, there)):
                raise
            # Deleted since we looked, as the files are through which editors save: once more.
    return None


def _refuse_missing(root: Path) -> None:
    """A folder that is gone as a whole is a disk that was taken away, more often than an archive that was deleted."""
    if not root.is_dir():
        raise InputError(root, "the watched folder is not there. Nothing was removed from the index.")


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def _is_gone(path: Path) -> bool:
    """Is it certainly gone? What cannot be looked at, and what a link leads to, may come back."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
