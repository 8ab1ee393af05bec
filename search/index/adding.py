"""What happens to each record of a batch: new, changed, unchanged, or left out with a reason."""

from __future__ import annotations

from pathlib import Path

from search.aliases import AliasTable
from search.engines.base import Engine, Writer
from search.index.entries import entry
from search.index.storing import document_of
from search.ingest import Record, document
from search.model import AddReport, Problem


class Adding:
    """Takes records one by one and keeps count."""

    def __init__(self, engine: Engine, aliases: AliasTable, writer: Writer) -> None:
        self._engine, self._aliases, self._writer = engine, aliases, writer
        self._known = dict(engine.digests())
        self._counts = {"added": 0, "updated": 0, "unchanged": 0}
        self._files: dict[str, str] = {}
        self._problems: list[Problem] = []
        self.languages: set[str] = set()

    def take(self, item: Record | Problem) -> None:
        """Put a record into the batch, unless the index holds the same already."""
        if isinstance(item, Problem):
            self._problems.append(item)
            return
        known = self._known.get(item.id)
        if known == item.digest:
            self._counts["unchanged"] += 1
            return
        taken = self._taken_by(item)
        if taken:
            self._problems.append(
                Problem(item.file, f'its id "{item.id}" belongs to {taken}. Add the folder that holds both instead.')
            )
            return
        # Analysis comes first and the writer last: a document that fails leaves nothing half-written.
        made = document(item)
        self._writer.put(entry(made, self._aliases))
        self.languages.add(made.language)
        self._counts["updated" if known else "added"] += 1
        self._known[item.id] = item.digest
        if item.id_from_file:
            self._files[item.id] = item.file

    def report(self) -> AddReport:
        """What was done."""
        problems = tuple(problem for problem in self._problems if not problem.is_mended)
        mended = tuple(problem for problem in self._problems if problem.is_mended)
        return AddReport(**self._counts, problems=problems, mended=mended)

    def _taken_by(self, record: Record) -> str:
        """Another file that still exists and has the same path below another folder, "" for none.

        A file that has moved is not another file: then the new one replaces it.
        """
        if not record.id_from_file or record.id not in self._known:
            return ""
        file = self._files.get(record.id)
        if file is None:
            stored = self._engine.fetch(record.id)
            file = document_of(stored).file if stored else ""
        return file if file not in ("", record.file) and Path(file).exists() else ""
