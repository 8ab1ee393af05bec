"""Paths -> the files below them, each once, in the order of their names.

A folder is entered once, however many links lead to it, so a walk always ends.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from search.errors import InputError
from search.files import is_index
from search.ingest.packing import PACKINGS
from search.ingest.reading import Reading
from search.ingest.source import STANDARD_INPUT, Source, printable
from search.model import Problem


def checked(paths: Sequence[Path], reading: Reading) -> None:
    """Raise InputError for the first path that is not there, before anything has been read."""
    for path in paths:
        if path == STANDARD_INPUT:
            if not reading.format:
                raise InputError(path, "what comes through standard input has no ending. Say --format jsonl.")
            continue
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            if path.is_symlink():
                raise InputError(path, "this link leads nowhere. Name the file or folder itself.") from None
            raise InputError(path, "there is no such file or folder. Check the spelling.") from None
        except OSError as error:
            raise InputError(path, f"cannot be reached ({error.strerror}).") from error


def sources(
    paths: Sequence[Path], suffixes: Collection[str], reading: Reading, *, below: Path | None = None
) -> Iterator[Source | Problem]:
    """All files to read below the paths; a file named by itself is taken whatever its suffix.

    Args:
        below: A folder above the paths: they are read as if this folder had been named and only they were in it.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield Source(path, "", is_named=True, reading=reading)
        elif path.is_dir() and is_index(path):
            yield Problem(printable(path), "is an index and holds no articles: not read. search export gives its own.")
        elif path.is_dir():
            yield from _Walk(below or path, suffixes, reading).sources(path)
        elif path.is_file() and below:
            yield from _Walk(below, suffixes, reading).file(path)
        elif path.is_file():
            yield Source(path, printable(Path(path.name)), is_named=True, reading=reading)
        else:
            yield Problem(printable(path), "is neither a file nor a folder: not read.")


class _Walk:
    """The walk through one folder that was added; remembers where it has been."""

    def __init__(self, root: Path, suffixes: Collection[str], reading: Reading) -> None:
        self._root, self._suffixes, self._reading = root, suffixes, reading
        self._entered: set[tuple[int, int]] = set()
        self._links: list[Path] = []
        self._unread: Counter[str] = Counter()

    def sources(self, start: Path) -> Iterator[Source | Problem]:
        """Real folders first, then linked ones that have not been met: an article's id is its real path."""
        yield from self._below(start)
        while self._links:
            yield from self._below(self._links.pop(0))
        for suffix, count in sorted(self._unread.items()):
            yield Problem(printable(self._root), _unread_words(suffix, count))

    def file(self, path: Path) -> Iterator[Source | Problem]:
        """One file below the folder, as the walk would give it."""
        found = self._file(path, path.stat().st_mode)
        yield from [found] if found else []

    def _below(self, start: Path) -> Iterator[Source | Problem]:
        waiting = [start]  # no recursion: folders may lie deeper than Python's calls
        while waiting:
            path = waiting.pop()
            try:
                mode = path.stat().st_mode
                if stat.S_ISDIR(mode) and path.is_symlink() and path != start:
                    self._links.append(path)
                elif stat.S_ISDIR(mode) and is_index(path):
                    continue  # perhaps the one that is being written: readers keep it beside their articles
                elif stat.S_ISDIR(mode):
                    waiting += [path / name for name in self._names(path)]
                elif found := self._file(path, mode):
                    yield found
            except _EnteredError:
                target = printable(path.resolve())
                yield Problem(printable(path), f"is a link back to {target}, which is read already: not followed.")
            except OSError as error:
                is_gone = error.errno in (errno.ENOENT, errno.ELOOP)
                reason = "leads nowhere, or in a circle" if is_gone else f"cannot be read ({error.strerror})"
                yield Problem(printable(path), f"{reason}: not read.")

    def _names(self, folder: Path) -> list[str]:
        """The names in a folder, last first, without hidden ones. Raises _EnteredError at the second visit."""
        status = folder.stat()
        identity = status.st_dev, status.st_ino
        if identity in self._entered:
            raise _EnteredError
        self._entered.add(identity)
        with os.scandir(folder) as entries:
            return sorted((entry.name for entry in entries if not entry.name.startswith(".")), reverse=True)

    def _file(self, path: Path, mode: int) -> Source | Problem | None:
        if not stat.S_ISREG(mode):
            return Problem(printable(path), "is not an ordinary file: not read.")
        source = Source(path, printable(path.relative_to(self._root)), reading=self._reading)
        if source.suffix in self._suffixes:
            return source
        self._unread[_whole_suffix(path)] += 1
        return None


class _EnteredError(Exception):
    """This folder has been entered before."""


def _whole_suffix(path: Path) -> str:
    """The ending as a reader sees it: ".docx", ".tar.gz"."""
    suffixes = path.suffixes[-2:] if path.suffix.lower() in PACKINGS else path.suffixes[-1:]
    return "".join(suffixes).lower()


def _unread_words(suffix: str, count: int) -> str:
    files = "1 file" if count == 1 else f"{count:,} files"
    return f"{files} {f'ending {suffix}' if suffix else 'without an ending'}: this format is not read."
