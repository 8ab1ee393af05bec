"""A record made ready for an engine: the part of indexing that needs nothing but the record, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from search.aliases import AliasTable
from search.copies import sketch_of
from search.engines.base import Entry
from search.index.entries import entry
from search.index.values import value_terms
from search.ingest import Record, document
from search.ingest.exported import imported
from search.ingest.removal import without
from search.ingest.repeated import outlet_of
from search.model import Document


@dataclass(frozen=True, slots=True)
class Made:
    """A document and what an engine takes of it."""

    document: Document
    entry: Entry


@dataclass(frozen=True, slots=True)
class Making:
    """By which rules records are made ready.

    Attributes:
        furniture: For an outlet, the folded lines that its template prints.
        keep_furniture: Lines of templates stay in the text.
    """

    aliases: AliasTable
    furniture: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    keep_furniture: bool = False

    def made(self, record: Record) -> Made:
        """What comes of a record."""
        known = imported(record)
        return self.remade(known or document(record, keep_furniture=self.keep_furniture))

    def remade(self, read: Document, cluster: str = "") -> Made:
        """What comes of a document.

        Args:
            cluster: The name that it shares with its copies, "" for none.
        """
        lines = self.furniture.get(outlet_of(read), frozenset())
        shown = without(read, lines) if lines and not self.keep_furniture else read
        ready, date = entry(shown, self.aliases), shown.published
        return Made(
            shown,
            replace(
                ready,
                terms={**ready.terms, **value_terms(shown, cluster)},
                published=date.number,
                earliest=date.earliest,
                latest=date.latest,
                sketch=sketch_of(ready.terms["body_surface"].terms),
            ),
        )
