"""Opening an index folder, or making one."""

from __future__ import annotations

import os
from pathlib import Path

from search.aliases import alias_table, file_rules, shipped_rules
from search.aliases.changes import foldings
from search.config import config
from search.engines.whoosh import WhooshEngine, create
from search.errors import IndexMissingError, IndexReadOnlyError, NotAnIndexError
from search.index import manifest as manifests
from search.index import syncing
from search.index.index import Index
from search.index.manifest import Manifest, rules
from search.index.places import config_files, default_index

ENGINE = "whoosh"
OWN_ALIASES = "aliases.txt"


def open_index(path: str | os.PathLike[str] | None = None, *, create_missing: bool = False) -> Index:
    """Open an index folder.

    Args:
        path: The folder, or the folder above one named "whoosh". None: TELUSUR_INDEX, else index/whoosh in a
            checkout, else the user's data folder.
        create_missing: Make an empty index where there is none.

    Raises:
        IndexMissingError: There is none, and none was to be made.
        NotAnIndexError: The folder holds something else.
        StaleIndexError: Made by a version whose fields differ.
        AliasError: The folder's aliases.txt has a mistake.
        IndexReadOnlyError: None could be made there.
    """
    folder = index_folder(Path(path) if path is not None else default_index())
    if not (folder / manifests.NAME).exists():
        _refuse_foreign(folder)
        if not create_missing:
            raise IndexMissingError(folder)
    aliases = alias_table([shipped_rules(), file_rules(folder / OWN_ALIASES)])
    if not (folder / manifests.NAME).exists():
        _make(folder, Manifest(ENGINE, rules(), aliases.digest))
        syncing.keep_foldings(foldings(aliases), folder)
    manifest = manifests.load(folder)
    settings = config(config_files(folder), os.environ)
    return Index(folder, WhooshEngine(folder), manifest, aliases, rules(), settings)


def index_folder(path: Path) -> Path:
    """The folder of the index itself, where `path` is that or the one above it."""
    inner = path / ENGINE
    is_outer = not (path / manifests.NAME).exists() and (inner / manifests.NAME).exists()
    return inner if is_outer else path


def _refuse_foreign(folder: Path) -> None:
    """Raise NotAnIndexError where the place is taken by something that is no index."""
    if folder.is_file():
        raise NotAnIndexError(folder, "it is a file")
    if folder.is_dir():
        # A reader may put the alias file there before the first document.
        others = [file.name for file in folder.iterdir() if file.name not in (OWN_ALIASES, "README.md")]
        if others:
            raise NotAnIndexError(folder, f"it holds {others[0]!r} and no {manifests.NAME}")


def _make(folder: Path, manifest: Manifest) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexReadOnlyError(folder, error.strerror or str(error)) from error
    create(folder)
    manifests.save(manifest, folder)
