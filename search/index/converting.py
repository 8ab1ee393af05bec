"""An index of one engine made into an index of another, without the files it came from.

The stored texts are analyzed again, by the rules of today. The new index gets its name when it is whole: until then,
and after an interruption, there is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from search.aliases import AliasTable, alias_table, file_rules, shipped_rules
from search.aliases.changes import foldings
from search.analysis import fingerprint
from search.config import NAME as CONFIG
from search.engines.base import Engine
from search.engines.registry import NAMES, named
from search.errors import IndexReadOnlyError, NotAnIndexError
from search.index import history, learning, syncing
from search.index import manifest as manifests
from search.index.making import Making
from search.index.manifest import Manifest
from search.index.opening import OWN_ALIASES
from search.index.storing import document_of
from search.suggest.folder import RECENT, WHOLE

# What belongs to an index and not to its engine; the manifest and the foldings are written anew.
BESIDE = (OWN_ALIASES, CONFIG, learning.NAME, history.NAME, WHOLE, RECENT)
Advance = Callable[[int, int], None]  # documents done since the last call, documents there are


def convert(source: Path, target: Path, engine: str, *, on_progress: Advance | None = None) -> int:
    """Make an index of another engine out of an index folder; gives how many documents it has.

    Args:
        source, target: Index folders; the target must not exist, or be empty.
        engine: One of `registry.NAMES`.

    Raises:
        IndexMissingError, NotAnIndexError: The source is none, or the target is taken.
        EngineUnavailableError: The engine is not installed.
        IndexReadOnlyError: The target cannot be written.
    """
    made, before = named(engine), manifests.load(source)
    partial = target.with_name(f"{target.name}.partial")
    aliases = alias_table([shipped_rules(), file_rules(source / OWN_ALIASES)])
    _clear(target, partial)
    try:
        made.create(partial)
        with named(before.engine).opened(source) as one, made.opened(partial) as other:
            count = copied(one, other, aliases, on_progress=on_progress)
        for name in BESIDE:
            if (source / name).exists():
                shutil.copyfile(source / name, partial / name)
        syncing.keep_foldings(foldings(aliases), partial)
        manifests.save(Manifest(engine, fingerprint(), aliases.digest, count, before.languages), partial)
        partial.replace(target)
    except OSError as error:
        raise IndexReadOnlyError(target, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count


def beside(source: Path, engine: str) -> Path:
    """Where the index of another engine goes that is made of this one, if nobody says.

    >>> beside(Path("index/whoosh"), "tantivy").as_posix(), beside(Path("arsip"), "tantivy").as_posix()
    ('index/tantivy', 'arsip-tantivy')
    """
    return source.with_name(engine if source.name in NAMES else f"{source.name}-{engine}")


def copied(source: Engine, target: Engine, aliases: AliasTable, *, on_progress: Advance | None = None) -> int:
    """Put every document of an engine into another, with what tells its copies; gives how many."""
    sketched = {one.id: one for one in source.sketches()}
    making, count = Making(aliases), 0
    writer = target.writer()
    try:
        for text in source.stored():
            document = document_of(text)
            known = sketched.get(document.id)  # None: added since, by another process
            entry = making.remade(document, known.cluster if known else "").entry
            writer.put(replace(entry, sketch=known.sketch) if known else entry)
            count += 1
            if on_progress:
                on_progress(1, len(sketched))
        writer.commit()
    finally:
        writer.rollback()
    return count


def _clear(target: Path, partial: Path) -> None:
    """Make an empty folder `partial`, and see to it that it can get the name of the target."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotAnIndexError(target, "something is there already")
    try:
        shutil.rmtree(partial, ignore_errors=True)  # of a run that was killed
        partial.mkdir(parents=True)
    except OSError as error:
        raise IndexReadOnlyError(target, error.strerror or str(error)) from error
