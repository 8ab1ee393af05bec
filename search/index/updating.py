"""Every change to an index: adding, removing, analyzing again. One batch, one commit; an error leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from search import suggest
from search.aliases import AliasTable
from search.aliases.changes import foldings, touched
from search.analysis import SNOWBALL
from search.copies import Copies, Known
from search.engines.base import Engine, Writer
from search.errors import InputError
from search.index import history, learning, syncing
from search.index import manifest as manifests
from search.index.adding import Adding
from search.index.making import Making
from search.index.manifest import Manifest
from search.index.pruning import gone
from search.index.storing import document_of
from search.index.working import default_workers
from search.ingest import records, size_bytes
from search.ingest.repeated import Change, changes
from search.model import AddReport

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

    def add(self, paths: Sequence[Path], options: Options, on_progress: Advance | None = None) -> AddReport:
        """Add the articles of files and folders; see `Index.add`."""
        advance = partial(_advance, on_progress, size_bytes(paths)) if on_progress else None
        repeated, copies = learning.counted(self._folder), self._copies()
        before = {} if options.keep_furniture else repeated.learned()
        making = Making(self._aliases, before, options.keep_furniture)
        with self._batch() as writer:
            adding = Adding(self._engine, writer, making, repeated, copies)
            found = records(paths, below=options.below, on_progress=advance)
            adding.take(found, workers=options.workers or default_workers())
            self._prune(paths if options.prune else (), options.gone, adding)
            # Before the commit: what they know too much is not shown, what they know too little would be missing.
            suggest.add(adding.gathered, self._folder)
        learned = {} if options.keep_furniture else changes(before, repeated.learned())
        self._relearn(learned, copies)
        self._name(copies)
        learning.keep(repeated, self._folder)
        self._gather()
        self._note(adding.languages)
        report = adding.report()
        now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        history.keep(history.run(now, tuple(map(str, paths)), report), self._folder)
        return report

    def remove(self, ids: Iterable[str]) -> int:
        """Take documents out, and write the copies of what they were a copy of; gives how many there were."""
        known, copies = self._engine.digests(), self._copies()
        chosen = [name for name in dict.fromkeys(ids) if name in known]
        with self._batch() as writer:
            for name in chosen:
                writer.delete(name)
                copies.drop(name)
        self._name(copies)
        self._note(())
        return len(chosen)

    def sync(self, on_progress: Advance | None = None) -> int:
        """Analyze documents again, from their stored text, by the rules of today; gives how many."""
        total, count = self._engine.count(), 0
        making = Making(self._aliases)
        clusters = {one.id: one.cluster for one in self._engine.sketches()}
        with self._batch() as writer:
            for text in self._stale_texts():
                document = document_of(text)
                writer.put(making.remade(document, clusters.get(document.id, "")).entry)
                count += 1
                if on_progress:
                    on_progress(1, total)
        syncing.keep_foldings(foldings(self._aliases), self._folder)
        self.manifest = replace(self.manifest, analysis=self._analysis, aliases=self._aliases.digest)
        self._note(())
        return count

    def _prune(self, paths: Sequence[Path], known_gone: Sequence[Path], adding: Adding) -> None:
        if paths and not adding.met and not known_gone:
            named = ", ".join(map(str, paths))
            raise InputError(named, "no article was found here, so nothing was removed either. Is it the right folder?")
        if paths or known_gone:
            for name in list(gone(self._engine.stored(), [*paths, *known_gone], adding.met, adding.problems)):
                adding.remove(name)

    def _relearn(self, learned: Mapping[str, Change], copies: Copies) -> None:
        """Write documents again whose text holds a line that is known for a template's now, or is so no more."""
        if not learned:
            return
        making = Making(self._aliases)
        with self._batch() as writer:
            for document in learning.relearned(self._engine, learned):
                ready = making.remade(document).entry
                copies.take(document.id, ready.sketch, document.published)
                writer.put(ready)

    def _name(self, copies: Copies) -> None:
        """Write documents again that have come to be copies of one another, or are so no more."""
        changed = copies.changed()
        if not changed:
            return
        making = Making(self._aliases)
        with self._batch() as writer:
            for name, cluster in changed.items():
                stored = self._engine.fetch(name)
                if stored is not None:
                    writer.put(making.remade(document_of(stored), cluster).entry)

    def _gather(self) -> None:
        """Gather the completions of queries anew, where their files are missing, damaged or mostly of the past."""
        if not suggest.is_sound(self._folder, self._engine.count()):
            suggest.build(map(document_of, self._engine.stored()), self._folder)

    def _copies(self) -> Copies:
        return Copies(Known(*one) for one in self._engine.sketches())

    def _stale_texts(self) -> Iterator[str]:
        before = syncing.known_foldings(self._folder)
        if before is None or self.manifest.analysis != self._analysis:
            return self._engine.stored()
        return syncing.touched_texts(self._engine, touched(before, foldings(self._aliases)))

    def _note(self, languages: Iterable[str]) -> None:
        """Say in the manifest what the index holds now."""
        known = tuple(sorted({*self.manifest.languages, *(SNOWBALL.keys() & set(languages))}))
        self.manifest = replace(self.manifest, languages=known, documents=self._engine.count())
        manifests.save(self.manifest, self._folder)

    @contextmanager
    def _batch(self) -> Iterator[Writer]:
        writer = self._engine.writer()
        try:
            yield writer
            writer.commit()
        finally:
            writer.rollback()


def _advance(on_progress: Advance, total: int, count: int) -> None:
    on_progress(count, total)
