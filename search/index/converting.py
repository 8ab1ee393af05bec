"""An index of one engine made into an index of another, without the files it came from.

The stored texts are analyzed again, by the rules of today. The new index gets its name when it is whole: until then,
and after an interruption, there is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from search.aliases import AliasTable, alias_table, file_rules, shipped_rules
from search.aliases.changes import foldings
from search.bulk.columns import Bulk
from search.config import NAME as CONFIG
from search.engines.base import Engine, Reader
from search.engines.registry import NAMES, named
from search.errors import IndexMissingError, TakenError
from search.files import refusals_named
from search.index import history, learning, syncing
from search.index import manifest as manifests
from search.index.making import Making, batches, of_document
from search.index.manifest import Manifest, rules
from search.index.opening import OWN_ALIASES
from search.index.storing import document_of
from search.suggest.folder import RECENT, WHOLE

SAVED = "saved"  # `search.saved` stands above this layer
# What belongs to an index and not to its engine; the manifest and the foldings are written anew.
BESIDE = (OWN_ALIASES, CONFIG, learning.NAME, history.NAME, WHOLE, RECENT, SAVED)
Advance = Callable[[int, int], None]  # documents done since the last call, documents there are


def convert(source: Path, target: Path, engine: str, *, on_progress: Advance | None = None) -> int:
    """Make an index of another engine out of an index folder; gives how many documents it has.

    Args:
        source, target: Index folders; the target must not exist, or be empty.
        engine: One of `registry.NAMES`.

    Raises:
        IndexMissingError, NotAnIndexError: The source is none.
        TakenError: The target is something already.
        EngineUnavailableError: The engine is not installed.
        IndexReadOnlyError: The target cannot be written.
    """
    if not (source / manifests.NAME).exists():
        raise IndexMissingError(source)
    made, before = named(engine), manifests.load(source)
    partial = target.with_name(f"{target.name}.partial")
    aliases = alias_table([shipped_rules(), file_rules(source / OWN_ALIASES)])
    _clear(target, partial)
    try:
        made.create(partial)
        with named(before.engine).opened(source) as one, one.reader() as reader, made.opened(partial) as other:
            count = copied(reader, other, aliases, on_progress=on_progress)
        with refusals_named(target):
            _copy_beside(source, partial)
        syncing.keep_foldings(foldings(aliases), partial)
        # Copies by other rules may not be copies by today's: the next change looks at all documents.
        is_settled = before.is_settled and before.analysis == rules()
        now = Manifest(engine, rules(), aliases.digest, count, before.languages, is_settled=is_settled)
        manifests.save(now, partial)
        with refusals_named(target):
            partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count


def beside(source: Path, engine: str) -> Path:
    """Where the index of another engine goes that is made of this one, if nobody says.

    >>> beside(Path("index/whoosh"), "tantivy").as_posix(), beside(Path("arsip"), "tantivy").as_posix()
    ('index/tantivy', 'arsip-tantivy')
    """
    return source.with_name(engine if source.name in NAMES else f"{source.name}-{engine}")


def copied(source: Reader, target: Engine, aliases: AliasTable, *, on_progress: Advance | None = None) -> int:
    """Put every document of an engine into another, with the name that it shares with its copies; gives how many."""
    clusters = {one.id: one.cluster for one in source.sketches()}
    making, count = Making(Bulk(aliases)), 0
    writer = target.writer()
    try:
        for batch in batches(map(document_of, source.stored()), of_document):
            writer.put_all(making.remade(batch, [clusters[document.id] for document in batch]).entries)
            count += len(batch)
            if on_progress:
                on_progress(len(batch), len(clusters))
        writer.commit()
    finally:
        writer.rollback()
    return count


def _copy_beside(source: Path, target: Path) -> None:
    """Copy what belongs to an index and not to its engine."""
    for path in (source / name for name in BESIDE):
        if path.is_dir():
            shutil.copytree(path, target / path.name)
        elif path.exists():
            shutil.copyfile(path, target / path.name)


def _clear(target: Path, partial: Path) -> None:
    """Make an empty folder `partial`, and see to it that it can get the name of the target."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TakenError(target)
    with refusals_named(target):
        shutil.rmtree(partial, ignore_errors=True)  # of a run that was killed
        partial.mkdir(parents=True)
