"""Paths -> the files below them, each once, in the order of their names.

A folder is entered once, however many links lead to it, so a walk always ends.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath

from search.errors import InputError
from search.ingest.source import PACKINGS, Source, printable
from search.model import Problem


def checked(paths: Sequence[Path]) -> None:
    """Raise InputError for the first path that is not there, before anything has been read."""
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(path, "there is no such file or folder. Check the spelling.")
        if not path.exists():
            raise InputError(path, "this link leads nowhere. Name the file or folder itself.")


def sources(paths: Sequence[Path], suffixes: Collection[str]) -> Iterator[Source | Problem]:
    """All files to read below the paths; a file named by itself is taken whatever its suffix."""
    for path in paths:
        if path.is_dir():
            yield from _Walk(path, suffixes).sources()
        elif path.is_file():
            yield Source(path, printable(Path(path.name)), is_named=True)
        else:
            yield Problem(printable(path), "is neither a file nor a folder: not read.")


class _Walk:
    """The walk through one folder that was added; remembers where it has been."""

    def __init__(self, root: Path, suffixes: Collection[str]) -> None:
        self._root, self._suffixes = root, suffixes
        self._entered: set[tuple[int, int]] = set()
        self._links: list[Path] = []
        self._unread: Counter[str] = Counter()

    def sources(self) -> Iterator[Source | Problem]:
        """Real folders first, then linked ones that have not been met: an article's id is its real path."""
        yield from self._below(self._root)
        while self._links:
            link = self._links.pop(0)
            if self._identity(link) in self._entered:
                target = printable(link.resolve())
                yield Problem(printable(link), f"is a link back to {target}, which is read already: not followed.")
            else:
                yield from self._below(link)
        for suffix, count in sorted(self._unread.items()):
            yield Problem(printable(self._root), _unread_words(suffix, count))

    def _below(self, folder: Path) -> Iterator[Source | Problem]:
        try:
            identity = self._identity(folder)
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield Problem(printable(folder), f"the folder cannot be read ({error.strerror}).")
            return
        if identity in self._entered:
            return
        self._entered.add(identity)
        for name in names:
            yield from self._at(folder / name)

    def _at(self, path: Path) -> Iterator[Source | Problem]:
        if path.is_dir():
            if path.is_symlink():
                self._links.append(path)
            else:
                yield from self._below(path)
        elif path.is_file():
            source = Source(path, printable(Path(PurePath(path.relative_to(self._root)).as_posix())))
            if source.suffix in self._suffixes:
                yield source
            else:
                self._unread[_whole_suffix(path)] += 1
        elif path.is_symlink():
            yield Problem(printable(path), "this link leads nowhere or in a circle: not read.")
        else:
            yield Problem(printable(path), "is not an ordinary file: not read.")

    @staticmethod
    def _identity(folder: Path) -> tuple[int, int]:
        status = folder.stat()
        return status.st_dev, status.st_ino


def _whole_suffix(path: Path) -> str:
    """The ending as a reader sees it: ".docx", ".tar.gz"."""
    suffixes = path.suffixes[-2:] if path.suffix.lower() in PACKINGS else path.suffixes[-1:]
    return "".join(suffixes).lower()


def _unread_words(suffix: str, count: int) -> str:
    files = "1 file" if count == 1 else f"{count:,} files"
    return f"{files} {f'ending {suffix}' if suffix else 'without an ending'}: this format is not read."
