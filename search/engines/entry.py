"""A document as an engine takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


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
        terms: For each name in FIELDS what the document has there; what is not named it has not.
        published: As `PartialDate.number`, 0 for none.
        earliest, latest: The first and last day that the date may mean, whole (20151127), 0 for none.
        sketch: What copies are told by (search/copies), any bytes.
    """

    id: str
    digest: str
    stored: str
    terms: Mapping[str, Terms]
    published: int = 0
    earliest: int = 0
    latest: int = 0
    sketch: bytes = b""
