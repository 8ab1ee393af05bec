"""Records made ready for an engine: the part of indexing that needs nothing but the records, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from search.bulk.columns import Bulk
from search.engines.entries import Entries
from search.engines.entry import Entry
from search.index.entries import entries
from search.ingest import Record, document
from search.ingest.exported import imported
from search.ingest.removal import without
from search.ingest.repeated import outlet_of
from search.model import Document

T = TypeVar("T")

# Documents that are made ready at once: enough that a call of numpy is shared by many, and few enough that their arrays
# stay in the cache of a processor. An article may have four million characters, so these are counted as well.
BATCH, BATCH_CHARACTERS = 200, 2_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """Documents, and what an engine takes of them."""

    documents: Sequence[Document]
    entries: Entries


@dataclass(frozen=True, slots=True)
class Making:
    """By which rules records are made ready. Not for several threads: `bulk` remembers words from call to call.

    Attributes:
        furniture: For an outlet, the folded lines that its template prints.
        keep_furniture: Lines of templates stay in the text.
    """

    bulk: Bulk
    furniture: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    keep_furniture: bool = False

    def made(self, records: Sequence[Record]) -> Made:
        """What comes of records."""
        return self.remade(list(map(self._read, records)))

    def remade(self, read: Sequence[Document], clusters: Sequence[str] = ()) -> Made:
        """What comes of documents.

        Args:
            clusters: The name that each shares with its copies, "" for none; () where none has copies.
        """
        shown = list(map(self._shown, read))
        return Made(shown, entries(shown, clusters or [""] * len(shown), self.bulk))

    def entry(self, document: Document, cluster: str = "") -> Entry:
        """What an engine takes of one document."""
        (entry,) = self.remade([document], [cluster]).entries
        return entry

    def _read(self, record: Record) -> Document:
        return imported(record) or document(record, keep_furniture=self.keep_furniture)

    def _shown(self, read: Document) -> Document:
        """The document without the lines of its template."""
        lines = self.furniture.get(outlet_of(read), frozenset()) if self.furniture else frozenset()
        return without(read, lines) if lines and not self.keep_furniture else read


def batches(items: Iterable[T], characters: Callable[[T], int]) -> Iterator[list[T]]:
    """The items, as many at once as are made ready at once.

    >>> list(batches(["Gempa", "di", "Palu"], characters=lambda text: 1_000_000))
    [['Gempa', 'di'], ['Palu']]
    """
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += characters(item)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def of_record(record: Record) -> int:
    """The characters of a record."""
    return len(record.text) + sum(len(value) for value in record.fields.values() if isinstance(value, str))


def of_document(document: Document) -> int:
    """The characters of a document, nearly."""
    return len(document.body)
