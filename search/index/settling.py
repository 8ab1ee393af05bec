"""What depends on the archive as a whole: which lines are a template's, and which documents are copies of one another.

Both are known only when all documents of a batch are in, so some are written again after it. Who dies in between leaves
an index that is not settled; the next change looks at all documents and settles it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from search.bulk.columns import Bulk
from search.copies import Copies, Known
from search.engines.base import Engine, Writer
from search.index import learning
from search.index.making import Making, batches, of_document
from search.index.storing import document_of
from search.index.values import copy_terms
from search.ingest.repeated import Change, changes
from search.model import Document, PartialDate


class Settling:
    """Told what a batch changes, and asked at its end to write what follows from it.

    Attributes:
        bulk: Analyzes the documents of the batch.
        furniture: For an outlet, the folded lines that are known for its template's before the batch.
    """

    def __init__(self, engine: Engine, folder: Path, bulk: Bulk, *, is_settled: bool) -> None:
        self._engine, self._folder, self.bulk, self._making = engine, folder, bulk, Making(bulk)
        self._repeated = learning.counted(folder)
        self._copies = Copies(Known(*one) for one in engine.sketches())
        self._before: Mapping[str, frozenset[str]] = self._repeated.learned()
        if not is_settled:
            self._before = {}
            self._look_at_all()
        self.furniture = self._repeated.learned()

    def take(self, document: Document, sketch: bytes) -> None:
        """A document is new or has changed; it is written without a cluster."""
        self._repeated.take(document)
        self._copies.take(document.id, sketch, document.published)

    def alter(self, document: Document, sketch: bytes) -> None:
        """A document has another sketch; its lines count as they did."""
        self._copies.take(document.id, sketch, document.published)

    def drop(self, document: Document) -> None:
        """A document goes."""
        self._repeated.drop(document)
        self._copies.drop(document.id)

    def settle(self, writer: Writer, *, is_furniture_kept: bool = False) -> None:
        """Write the documents again that hold lines which are a template's now or no more, and new and former copies.

        All of the batch is visible before what is written again, and after it.
        """
        self.bulk.forget()  # few documents are written again, and a merge needs the memory
        learned = {} if is_furniture_kept else changes(self._before, self._repeated.learned())
        if learned:
            writer.flush()
            self._write_relearned(writer, learned)
        changed = {
            name: cluster
            for name, cluster in self._copies.changed().items()
            if not writer.amend(name, copy_terms(cluster))
        }
        writer.flush()
        texts = filter(None, map(self._engine.fetch, changed))
        for batch in batches(map(document_of, texts), of_document):
            writer.put_all(self._making.remade(batch, [changed[document.id] for document in batch]).entries)
        writer.flush()
        learning.keep(self._repeated, self._folder)

    def _write_relearned(self, writer: Writer, learned: Mapping[str, Change]) -> None:
        for batch in batches(learning.relearned(self._engine, learned), of_document):
            made = self._making.remade(batch)
            for document, sketch in zip(made.documents, made.entries.sketches, strict=True):
                self.alter(document, sketch)
            writer.put_all(made.entries)

    def _look_at_all(self) -> None:
        for text in self._engine.stored():
            self._repeated.take(document_of(text))
        for one in self._engine.sketches():
            if not one.cluster:
                self._copies.take(one.id, one.sketch, PartialDate.of_number(one.published))
