"""The files of an index folder: what tells it from other folders, and how each of its own files is replaced.

Each is replaced whole, so that a reader meets the old one or the new, never a part.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import IndexReadOnlyError

MANIFEST = "manifest.json"
_TELLING = {"engine", "schema", "analysis"}  # keys that no other program's manifest.json has together


def is_index(folder: Path) -> bool:
    """Is there an index in this folder? Its files are no articles, wherever it stands."""
    try:
        kept = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(kept, dict) and kept.keys() >= _TELLING


def replace_file(path: Path, contents: str | bytes) -> None:
    """Put contents in the place of the file at `path`, texts in UTF-8. Raises IndexReadOnlyError, naming its folder."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with refusals_named(path.parent):
        try:
            partial.write_bytes(contents.encode() if isinstance(contents, str) else contents)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)  # of a full disk it takes the last room
            raise


@contextmanager
def refusals_named(folder: Path) -> Iterator[None]:
    """Raise IndexReadOnlyError, naming the folder, for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise IndexReadOnlyError(folder, error.strerror or str(error)) from error
