"""What happens to each record of a batch: new, changed, unchanged, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from search.engines.base import Engine, Writer
from search.index.known import Known
from search.index.making import Made, Making, batches, of_record
from search.index.settling import Settling
from search.index.storing import document_of
from search.index.working import worked
from search.ingest import Record
from search.model import AddReport, Document, Problem
from search.suggest import Gathering


class Adding:
    """Takes the records of one batch and keeps count.

    Attributes:
        known: The documents of the index and of the batch; those in it were read.
        problems: What was left out, and what was mended.
        languages: Of the documents that were written.
    """

    def __init__(self, engine: Engine, writer: Writer, making: Making, settling: Settling) -> None:
        self._engine, self._writer, self._making, self._settling = engine, writer, making, settling
        self._counts = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0}
        self.known = Known(engine.digests())
        self.problems: list[Problem] = []
        self.languages: set[str] = set()
        self._gathered = Gathering()

    def take(self, items: Iterable[Record | Problem], *, workers: int) -> None:
        """Put the records into the batch, except those that the index holds already.

        Analysis comes first and the writer last: a document that fails leaves nothing half-written.
        """
        wanted = batches(self._wanted(items), of_record)
        for made in worked(wanted, self._making.made, workers, self._tell):
            self._put(made)

    def remove(self, document: Document) -> None:
        """Take a document out of the index."""
        self._writer.delete(document.id)
        self._settling.drop(document)
        self._counts["removed"] += 1

    def handed_over(self) -> Gathering:
        """What completes queries, of the documents that were written; it is not kept here."""
        gathered, self._gathered = self._gathered, Gathering()
        return gathered

    def report(self) -> AddReport:
        """What was done."""
        problems = tuple(problem for problem in self.problems if not problem.is_mended)
        mended = tuple(problem for problem in self.problems if problem.is_mended)
        return AddReport(**self._counts, problems=problems, mended=mended)

    def _wanted(self, items: Iterable[Record | Problem]) -> Iterator[Record]:
        """The records that are new or have changed."""
        for item in items:
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            number = self.known.number(item.id)
            was_met = self.known.meet(number)
            known = self.known.digest(number)
            taken = self._taken_by(item, known, number)
            if known == item.digest:
                self._counts["unchanged"] += 1
            elif taken:
                reason = f'its id "{item.id}" belongs to {taken}. Add the folder that holds both instead.'
                self.problems.append(Problem(item.file, reason))
            else:
                if was_met:
                    self.problems.append(_replacing(item))
                else:
                    self._counts["updated" if known else "added"] += 1
                self.known.put(number, item.digest, item.file if item.id_from_file else "")
                yield item

    def _tell(self, death: str) -> None:
        reason = f"{death}. Nothing is lost: its articles were analyzed here. Is memory short? Then name fewer workers."
        self.problems.append(Problem("a worker process", reason, is_mended=True))

    def _put(self, made: Made) -> None:
        self._writer.put_all(made.entries)
        for document, sketch in zip(made.documents, made.entries.sketches, strict=True):
            self._settling.take(document, sketch)
            self.languages.add(document.language)
        self._gathered.take_all(made.documents)

    def _taken_by(self, record: Record, known: str, number: int) -> str:
        """Another file that still exists and has the same path below another folder, "" for none.

        A file that has moved is not another file: then the new one replaces it.
        """
        if not record.id_from_file or known in ("", record.digest):
            return ""
        file = self.known.file(number)
        if not file:
            stored = self._engine.fetch(record.id)
            file = document_of(stored).file if stored else ""
        return file if file not in ("", record.file) and Path(file).exists() else ""


def _replacing(record: Record) -> Problem:
    # No mistake where an address was captured again, or a line corrects one before it.
    reason = f'its id "{record.id}" was read before: this later article replaces that one. Two articles need two ids.'
    return Problem(record.file, reason, record.line, is_mended=True)
