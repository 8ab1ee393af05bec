"""Where the damage of a tantivy index gets its name: whatever tantivy raises, and its panics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.tantivy.checksums import files_of, verify
from search.errors import DamagedIndexError, IndexMissingError
from search.files import is_index

CONTENTS = "meta.json"  # tantivy's list of segments, replaced by each commit and by each merge after one
DAMAGES = (ValueError, IndexError)  # as the former tantivy-py gives all errors; the latter: a number beyond its array


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Raise DamagedIndexError for what is raised where the files of an index folder are damaged."""
    try:
        yield
    except FileNotFoundError as error:
        if Path(error.filename or "").parent != path:  # no file of the index
            raise
        raise DamagedIndexError(path, f"{Path(error.filename).name} is missing") from error
    except DAMAGES as error:
        raise DamagedIndexError(path, found(path) or str(error)) from error
    except BaseException as error:
        if not is_panic(error):
            raise
        raise DamagedIndexError(path, found(path) or "tantivy stopped") from error


def is_panic(error: BaseException) -> bool:
    """Is this how tantivy-py tells of a mistake in Rust? Its class, no Exception, can be imported from nowhere."""
    return type(error).__module__ == "pyo3_runtime"


def contents(path: Path) -> bytes:
    """The list of segments. Raises IndexMissingError, or DamagedIndexError where there was an index."""
    try:
        return (path / CONTENTS).read_bytes()
    except FileNotFoundError as error:
        raise missing(path) from error


def missing(path: Path) -> IndexMissingError | DamagedIndexError:
    """What an index folder without a list of segments is."""
    return DamagedIndexError(path, f"{CONTENTS} is missing") if is_index(path) else IndexMissingError(path)


def found(path: Path) -> str:
    """What is wrong with the first file that is not what was written; "" where all are. It takes a second for a GB."""
    try:
        for segment in json.loads(contents(path))["segments"]:
            for file in files_of(path, segment):
                verify(file)
    except FileNotFoundError as error:
        return f"{Path(error.filename).name} is missing"
    except (ValueError, LookupError, TypeError) as error:
        return str(error) if type(error) is ValueError else f"{CONTENTS} is damaged"
    return ""
