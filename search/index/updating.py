"""Every change to an index: adding, removing, analyzing again.

One batch under one lock: it is visible at once, or, after an error, not at all. What follows from it for others
(`search.index.settling`) is visible a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import compress
from pathlib import Path
from typing import TypeVar

from search import suggest
from search.aliases import AliasTable
from search.aliases.changes import foldings, touched
from search.analysis import SNOWBALL
from search.bulk.columns import Bulk
from search.engines.base import Engine, Sketched, Writer
from search.engines.entries import Entries
from search.errors import NO_ROOM, IndexReadOnlyError, InputError
from search.index import history, syncing
from search.index import manifest as manifests
from search.index.adding import Adding
from search.index.making import Making, batches, of_document
from search.index.manifest import Manifest
from search.index.pruning import gone
from search.index.settling import Settling
from search.index.storing import document_of
from search.index.sweeping import rarely_swept
from search.index.working import default_workers
from search.ingest import records, size_bytes
from search.model import AddReport, Document

Name = TypeVar("Name", str, str | Path)
Named = str | Path | Sequence[str | Path]
Advance = Callable[[int, int], None]  # how much is done since the last call, how much there is at most


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are added.

    Attributes:
        below: A folder above the paths: articles get the ids they would have if it had been named.
        prune: Remove documents that came from below the paths and are not there any more.
        gone: Files and folders that are known to be there no more; the documents that came from below them go.
        keep_furniture: Lines that a page's template prints around articles stay in their text.
        workers: Processes that analyze; 0 for as many as pay.
    """

    below: Path | None = None
    prune: bool = False
    gone: tuple[Path, ...] = ()
    keep_furniture: bool = False
    workers: int = 0


class Updating:
    """Writes to one index, and keeps the files beside it in step with what was committed.

    Attributes:
        manifest: As it is on the disk after the last change.
    """

    def __init__(self, folder: Path, engine: Engine, manifest: Manifest, aliases: AliasTable, analysis: str) -> None:
        self._folder, self._engine, self._aliases, self._analysis = folder, engine, aliases, analysis
        self.manifest = manifest

    def add(self, named: Named, options: Options, on_progress: Advance | None = None) -> AddReport:
        """Add the articles of files and folders; see `Index.add`."""
        paths = list(map(Path, each(named)))
        advance = partial(_advance, on_progress, size_bytes(paths)) if on_progress else None
        with self._batch() as (writer, settling):
            furniture = {} if options.keep_furniture else settling.furniture
            making = Making(settling.bulk, furniture, options.keep_furniture)
            adding = Adding(self._engine, writer, making, settling)
            found = records(paths, below=options.below, on_progress=advance)
            adding.take(found, workers=options.workers or default_workers())
            self._prune(paths if options.prune else (), options, adding)
            # Before the commit: what they know too much is not shown, what they know too little would be missing.
            suggest.add(adding.handed_over(), self._folder)
            self._settle(writer, settling, adding.languages, is_furniture_kept=options.keep_furniture)
            report = adding.report()
            now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
            history.keep(history.run(now, tuple(map(str, paths)), report), self._folder)
        return report

    def remove(self, ids: str | Iterable[str]) -> int:
        """Take documents out, and write the copies of what they were a copy of; gives how many there were."""
        count = 0
        with self._batch() as (writer, settling):
            for name in dict.fromkeys(each(ids)):
                stored = self._engine.fetch(name)
                if stored is not None:
                    writer.delete(name)
                    settling.drop(document_of(stored))
                    count += 1
            self._settle(writer, settling)
        return count

    def sync(self, on_progress: Advance | None = None) -> int:
        """Analyze documents again, from their stored text, by the rules of today; gives how many."""
        total, count = self._engine.count(), 0
        with self._batch() as (writer, settling):
            making = Making(settling.bulk)
            known = {one.id: one for one in self._engine.sketches()}
            for batch in batches(map(document_of, self._stale_texts()), of_document):
                writer.put_all(_altered(batch, making, known, settling))
                count += len(batch)
                if on_progress:
                    on_progress(len(batch), total)
            self.manifest = replace(self.manifest, analysis=self._analysis, aliases=self._aliases.digest)
            self._settle(writer, settling)
            syncing.keep_foldings(foldings(self._aliases), self._folder)
        return count

    def _prune(self, paths: Sequence[Path], options: Options, adding: Adding) -> None:
        # Below another folder they are parts of it, and a part may become empty.
        if paths and not adding.known and not options.below:
            named = ", ".join(map(str, paths))
            raise InputError(named, "no article was found here, so nothing was removed either. Is it the right folder?")
        if paths or options.gone:
            for document in gone(self._engine.stored(), [*paths, *options.gone], adding.known, adding.problems):
                adding.remove(document)

    def _gather(self) -> None:
        """Gather the completions of queries anew, where their files are missing, damaged or mostly of the past."""
        if not suggest.is_sound(self._folder, self._engine.count()):
            suggest.build(map(document_of, self._engine.stored()), self._folder)

    def _settle(
        self, writer: Writer, settling: Settling, languages: Iterable[str] = (), *, is_furniture_kept: bool = False
    ) -> None:
        """Make the batch visible with all that follows from it, and say in the manifest what the index holds now."""
        manifests.save(replace(manifests.load(self._folder), is_settled=False), self._folder)
        settling.settle(writer, is_furniture_kept=is_furniture_kept)
        self._gather()
        known = tuple(sorted({*self.manifest.languages, *(SNOWBALL.keys() & set(languages))}))
        self.manifest = replace(self.manifest, languages=known, documents=self._engine.count(), is_settled=True)
        manifests.save(self.manifest, self._folder)

    def _stale_texts(self) -> Iterator[str]:
        before = syncing.known_foldings(self._folder)
        if before is None or self.manifest.analysis != self._analysis:
            return self._engine.stored()
        return syncing.touched_texts(self._engine, touched(before, foldings(self._aliases)))

    @contextmanager
    def _batch(self) -> Iterator[tuple[Writer, Settling]]:
        """The lock on the index, and what is known under it."""
        self._engine.count()  # a damaged index says so, before a writer meets the damage
        with rarely_swept():
            writer = self._engine.writer()
            try:
                held = manifests.load(self._folder)  # somebody else may have changed it since this index was opened
                self.manifest = replace(self.manifest, languages=held.languages, is_settled=held.is_settled)
                yield writer, Settling(self._engine, self._folder, Bulk(self._aliases), is_settled=held.is_settled)
                writer.commit()
            except OSError as error:
                if error.strerror not in NO_ROOM:
                    raise
                raise IndexReadOnlyError(self._folder, error.strerror) from error
            finally:
                writer.rollback()


def each(named: Name | Iterable[Name]) -> Iterable[Name]:
    """What was named, alone or in a row: a text is one name, and not its letters.

    >>> each("arsip"), each(["arsip", "ekspor.csv"])
    (('arsip',), ['arsip', 'ekspor.csv'])
    """
    return (named,) if isinstance(named, (str, Path)) else named


def _altered(batch: Sequence[Document], making: Making, known: Mapping[str, Sketched], settling: Settling) -> Entries:
    """Documents analyzed again; those that have another sketch now are without copies until new ones are sought."""
    clusters = [known[document.id].cluster for document in batch]
    entries = making.remade(batch, clusters).entries
    changed = [sketch != known[name].sketch for name, sketch in zip(entries.ids, entries.sketches, strict=True)]
    for document, sketch in compress(zip(batch, entries.sketches, strict=True), changed):
        settling.alter(document, sketch)
    if any(name for name in compress(clusters, changed)):
        kept = ["" if is_changed else name for name, is_changed in zip(clusters, changed, strict=True)]
        return making.remade(batch, kept).entries
    return entries


def _advance(on_progress: Advance, total: int, count: int) -> None:
    on_progress(count, total)
