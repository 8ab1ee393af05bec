"""The Whoosh schema: our terms go in as they are; nothing is analyzed a second time.

Whoosh pickles the schema into the table of contents; it is never read back from there (`folder.py`).
"""

from __future__ import annotations

from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions

from search.engines.base import FIELDS
from search.engines.matching import DAYS
from search.engines.whoosh.columns import BytesColumn, NumberColumn
from search.engines.whoosh.terms import UNIQUE
from search.engines.whoosh.vocabulary import decoded, encoded


class TermsField(FieldType):  # type: ignore[misc]  # whoosh has no types
    """A field whose value is a `base.Terms`."""

    def __init__(self, *, has_positions: bool, unique: bool = False) -> None:
        super().__init__(
            Positions() if has_positions else Frequency(), analyzer=None, scorable=not unique, unique=unique
        )


# What is kept of a document besides its terms, its days and its text, each as `base.Entry` names it.
BYTES = ("digest", "sketch")


def schema() -> Schema:
    """The id, one field for each name in FIELDS, columns for what is asked of single documents, the stored text."""
    fields = {name: TermsField(has_positions=has_positions) for name, has_positions in FIELDS.items()}
    fields[UNIQUE] = TermsField(has_positions=False, unique=True)
    columns = dict.fromkeys(DAYS, COLUMN(NumberColumn())) | dict.fromkeys(BYTES, COLUMN(BytesColumn()))
    return Schema(stored=STORED(), **columns, **fields)


def packed_digest(digest: str) -> bytes:
    """A digest as its column keeps it; what is no hexadecimal number is kept as text behind a zero.

    >>> [digest_of(packed_digest(digest)) for digest in ("9bd03a", "", "0", "AB", "baru")]
    ['9bd03a', '', '0', 'AB', 'baru']
    >>> len(packed_digest("9bd03a358b7c3f98ba32a26695c08006"))
    17
    """
    try:
        number = bytes.fromhex(digest)
    except ValueError:
        number = b""
    return b"\1" + number if number.hex() == digest else b"\0" + encoded(digest)


def digest_of(packed: bytes) -> str:
    """The digest that `packed_digest` packed."""
    return packed[1:].hex() if packed.startswith(b"\1") else decoded(packed[1:])
