"""The engine boundary: what every engine promises, and nothing optional.

Engines know no language. They get terms and a bound query tree, count, and score.
Ids, totals and complete counts of two engines agree exactly; scores are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from search.query.bound import BoundQuery

# field -> does it keep positions (needed by Sequence)
FIELDS: Mapping[str, bool] = {
    "title_root": False,
    "title_surface": True,
    "opening_root": False,
    "body_root": False,
    "body_surface": True,
    "about_root": False,
    "about_surface": True,
    "language": False,
}


class Terms(NamedTuple):
    """The terms of a field of a document, one for each occurrence.

    Attributes:
        terms: In any order where the field keeps no positions, else in the order of the text.
        positions: For each of them its place, 0-based, never falling and below the number of terms; () where the
            field keeps none.
    """

    terms: Sequence[str]
    positions: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as an engine takes it.

    Attributes:
        id: Unique; a later entry of the same id replaces an earlier one.
        digest: Hash of the input, to tell a changed document from an unchanged one.
        stored: The document itself, as JSON text; given back as it is.
        terms: For each name in FIELDS what the document has there.
        published: As `PartialDate.number`.
        source, language: For filters and facets, "" where unknown.
    """

    id: str
    digest: str
    stored: str
    terms: Mapping[str, Terms]
    published: int = 0
    source: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One ranked document: its id, its stored JSON text, its score, whether it is a complete match."""

    id: str
    stored: str
    score: float
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """A part of a ranking: complete matches first where the search asks for that, by falling score, then by id."""

    total: int
    complete: int
    found: tuple[Found, ...]


class Writer(Protocol):
    """One batch of changes. Nothing is seen before `commit`; `rollback` leaves the index as it was."""

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        ...

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        ...

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it."""
        ...

    def rollback(self) -> None:
        """Forget the batch, and end it; after `commit` it does nothing."""
        ...


class Engine(Protocol):
    """An open index folder. Safe to share between threads."""

    def writer(self) -> Writer:
        """Begin a batch. Raises IndexLockedError while another writer is at work, IndexReadOnlyError."""
        ...

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int,
        limit: int,
        is_complete_first: bool = True,
    ) -> Ranking:
        """Rank the matching documents by BM25, summed over fields by their weights (see docs/ranking.md).

        Args:
            is_complete_first: Complete matches stand before all others, whatever their scores.
        """
        ...

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        ...

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        ...

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document."""
        ...

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...

    def close(self) -> None:
        """Let go of all files; closing twice is no error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
