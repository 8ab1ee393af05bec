"""The Whoosh schema: our terms go in as they are; nothing is analyzed a second time.

Whoosh pickles the schema into the index, so what it refers to must be importable by name from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions
from whoosh.system import pack_uint

from search.engines.base import FIELDS, Posting


class PostingsField(FieldType):  # type: ignore[misc]  # whoosh has no types
    """A field whose value is a sequence of `Posting`, written to the index term by term."""

    def __init__(self, *, has_positions: bool) -> None:
        self.format = Positions() if has_positions else Frequency()
        self.has_positions = has_positions
        self.scorable = True  # keeps the length of the field, which BM25 needs
        self.stored = False
        self.unique = False
        self.indexed = True
        self.analyzer = None
        self.vector = None
        self.column_type = None
        self.multitoken_query = "default"

    def index(self, value: Sequence[Posting], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh's writer asks for: term, frequency, weight and encoded positions, for each term."""
        for posting in value:
            encoded = self.format.encode(posting.positions) if self.has_positions else pack_uint(posting.frequency)
            yield posting.term.encode(), posting.frequency, float(posting.frequency), encoded


def schema() -> Schema:
    """One field for each name in FIELDS, the id with a column, the digest in a column, and the stored text."""
    fields = {name: PostingsField(has_positions=has_positions) for name, has_positions in FIELDS.items()}
    return Schema(id=ID(unique=True, sortable=True), digest=COLUMN(VarBytesColumn()), stored=STORED(), **fields)
