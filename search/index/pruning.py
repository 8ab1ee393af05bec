"""Which documents are gone from the folders they came from."""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Iterator
from pathlib import Path

from search.index.storing import document_of
from search.model import Document, Problem


def gone(
    stored: Iterable[str], paths: Collection[Path], met: Container[str], problems: Iterable[Problem]
) -> Iterator[Document]:
    """The documents that came from below the paths and were not met there again.

    What could not be read is not gone: documents of a file or folder with a problem are kept.

    Args:
        stored: Every document, as `storing.stored_text` wrote it.
        met: Ids that were read this time.
    """
    roots = [_absolute(path) for path in paths]
    unread = [_absolute(problem.path) for problem in problems]
    for text in stored:
        document = document_of(text)
        if document.id in met or not document.file:
            continue
        is_below = any(_is_below(document.file, root) for root in roots)
        # A member of an archive has a problem path below the archive's file, a folder's is above its files.
        is_unread = any(_is_below(path, document.file) or _is_below(document.file, path) for path in unread)
        if is_below and not is_unread:
            yield document


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _absolute(path: Path | str) -> str:
    return os.path.abspath(path)  # noqa: PTH100  Path.absolute keeps "..", and the files' paths hold none
