"""Opening an index folder, or making one."""

from __future__ import annotations

import os
from pathlib import Path

from search.aliases import AliasTable, alias_table, file_rules, shipped_rules
from search.config import NAME as OWN_SETTINGS
from search.config import Config, config
from search.engines.registry import DEFAULT, NAMES, named
from search.errors import IndexMissingError, IndexReadOnlyError, NotAnIndexError, OtherEngineError
from search.index import manifest as manifests
from search.index.index import Index
from search.index.manifest import Manifest, rules
from search.index.places import config_files, default_index

OWN_ALIASES = "aliases.txt"


def open_index(
    path: str | os.PathLike[str] | None = None, *, create_missing: bool = False, engine: str = ""
) -> Index:
    """Open an index folder.

    Args:
        path: The folder, or the folder above one named after its engine. None: TELUSUR_INDEX, else index/whoosh in a
            checkout, else the user's data folder.
        create_missing: Make an empty index where there is none.
        engine: "whoosh" or "tantivy"; "": that of the index, and for a new one the first.

    Raises:
        IndexMissingError: There is none, and none was to be made.
        NotAnIndexError: The folder holds something else.
        OtherEngineError: The index is of another engine than the one that was named.
        EngineUnavailableError: The engine is not installed, or there is none of this name.
        StaleIndexError: Made by a version whose fields differ.
        AliasError: The folder's aliases.txt has a mistake.
        IndexReadOnlyError: None could be made there.
    """
    folder = index_folder(Path(path) if path is not None else default_index(engine), engine)
    if not (folder / manifests.NAME).exists():
        _refuse_foreign(folder)
        if not create_missing:
            raise IndexMissingError(folder)
    aliases = alias_table([shipped_rules(), file_rules(folder / OWN_ALIASES)])
    if not (folder / manifests.NAME).exists():
        _make(folder, Manifest(engine or DEFAULT, rules(), aliases.digest), aliases)
    manifest = manifests.load(folder)
    if engine not in ("", manifest.engine):
        raise OtherEngineError(folder, manifest.engine, engine)
    return Index(folder, named(manifest.engine).opened(folder), manifest, aliases, rules(), configured(folder))


def configured(path: str | os.PathLike[str] | None = None) -> Config:
    """The settings that count for an index folder, there or not: of the user's file, its own, the environment.

    Args:
        path: As for `open_index`.

    Raises:
        ConfigError: For a setting that does not exist or a value it cannot have.
    """
    folder = index_folder(Path(path) if path is not None else default_index())
    return config(config_files(folder), os.environ)


def index_folder(path: Path, engine: str = "") -> Path:
    """The folder of the index itself, where `path` is that or the one above it.

    Args:
        engine: Of several below the path, the one of this engine; "" for the first.
    """
    inner = (path / name for name in ((engine,) if engine else NAMES))
    return next((folder for folder in (path, *inner) if (folder / manifests.NAME).exists()), path)


def _refuse_foreign(folder: Path) -> None:
    """Raise NotAnIndexError where the place is taken by something that is no index."""
    if folder.is_file():
        raise NotAnIndexError(folder, "it is a file")
    if folder.is_dir():
        # A reader may put the alias file and the settings there before the first document.
        others = [file.name for file in folder.iterdir() if file.name not in (OWN_ALIASES, OWN_SETTINGS, "README.md")]
        if others:
            raise NotAnIndexError(folder, f"it holds {others[0]!r} and no {manifests.NAME}")


def _make(folder: Path, manifest: Manifest, aliases: AliasTable) -> None:
    # Here, because a search makes no index.
    from search.aliases.changes import foldings
    from search.index import syncing

    made = named(manifest.engine)  # before there is a folder: it may not be installed
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexReadOnlyError(folder, error.strerror or str(error)) from error
    made.create(folder)
    manifests.save(manifest, folder)
    syncing.keep_foldings(foldings(aliases), folder)
