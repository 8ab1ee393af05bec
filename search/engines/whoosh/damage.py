"""Where the damage of a Whoosh index gets its name: whatever its files raise that are not what a commit left."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import EmptyIndexError
from whoosh.index import IndexError as FolderError

from search.engines.whoosh.sections import DamagedFileError
from search.errors import DamagedIndexError, IndexMissingError
from search.files import is_index

READING = (DamagedFileError, IndexError)  # the latter: a number that points beyond its array
# Of a table of contents, which is a pickle. Behind a checksum that is right, only a program that means it raises these.
OPENING = (FolderError, *READING, pickle.UnpicklingError, EOFError, ValueError, AttributeError)


@contextmanager
def damage_named(path: Path, damages: tuple[type[Exception], ...] = READING) -> Iterator[None]:
    """Raise DamagedIndexError for what the files of an index folder raise, and for one that is gone.

    A folder of which nothing says that it ever held an index has none: IndexMissingError.
    """
    try:
        yield
    except EmptyIndexError as error:
        if not is_index(path):
            raise IndexMissingError(path) from error
        raise DamagedIndexError(path, "its table of contents is missing") from error
    except FileNotFoundError as error:
        lost = Path(error.filename or "")
        if lost == path:
            raise IndexMissingError(path) from error
        if lost.parent != path:  # no file of the index
            raise
        raise DamagedIndexError(path, f"{lost.name} is missing") from error
    except damages as error:
        raise DamagedIndexError(path, str(error)) from error
