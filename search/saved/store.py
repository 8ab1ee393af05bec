"""Saved searches on the disk: `saved/NAME.json` in the index folder, each file replaced whole.

Nothing that writes an index touches that folder, so they outlive `add`, `sync` and `remove`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from unicodedata import normalize

from search.errors import SavedSearchError
from search.files import refusals_named, replace_file
from search.model import Json
from search.saved.saved import Saved

FOLDER, ENDING = "saved", ".json"
VERSION = 1
MOST_LETTERS = 50  # of four bytes each at most, so that the partial file's name is one everywhere, too (255 bytes)
_NAME = re.compile(rf"\w[\w-]{{0,{MOST_LETTERS - 1}}}")


def keep(saved: Saved, index: Path) -> None:
    """Write a saved search, in place of an earlier one of its name.

    Args:
        index: The index folder.

    Raises:
        SavedSearchError: It cannot have this name.
        IndexReadOnlyError: The folder cannot be written to.
    """
    path = _file(saved.name, index)
    kept = {"version": VERSION, **asdict(saved), "met": sorted(saved.met)}
    with refusals_named(index):
        path.parent.mkdir(exist_ok=True)
    replace_file(path, json.dumps(kept) + "\n")  # in ASCII, for a query may hold half a letter


def find(name: str, index: Path) -> Saved:
    """The saved search of a name. Raises SavedSearchError where there is none, or its file was damaged."""
    path = _file(name, index)
    try:
        return _saved(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise SavedSearchError(name, f"there is none of this name. {_hint(index)}") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SavedSearchError(name, f"{path} cannot be read: {error}. Save it again, or remove it.") from error


def remove(name: str, index: Path) -> None:
    """Forget a saved search. Raises SavedSearchError where there is none, IndexReadOnlyError."""
    with refusals_named(index):
        try:
            _file(name, index).unlink()
        except FileNotFoundError as error:
            raise SavedSearchError(name, f"there is none of this name. {_hint(index)}") from error


def names(index: Path) -> tuple[str, ...]:
    """The names of all saved searches, in order of the alphabet."""
    found = (normalize("NFC", path.name.removesuffix(ENDING)) for path in (index / FOLDER).glob(f"*{ENDING}"))
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def saved_searches(index: Path) -> tuple[Saved, ...]:
    """All saved searches by name. Raises SavedSearchError where a file was damaged."""
    return tuple(find(name, index) for name in names(index))


def _file(name: str, index: Path) -> Path:
    # Nothing but letters, digits, "-" and "_": a name never leaves its folder, and needs no quoting in a shell.
    normal = normalize("NFC", name)
    if not _NAME.fullmatch(normal):
        raise SavedSearchError(
            name, f'a name has letters, digits, "-" and "_", at most {MOST_LETTERS}, and begins with no "-".'
        )
    return index / FOLDER / f"{normal}{ENDING}"


def _hint(index: Path) -> str:
    known = names(index)
    return f"There are: {', '.join(known)}." if known else "Save one with: search save NAME QUERY"


def _saved(kept: Mapping[str, Json]) -> Saved:
    values = dict(kept)
    if values.pop("version") != VERSION:
        raise ValueError("it was written by another version")
    return Saved(**{**values, "met": frozenset(values["met"])})
