"""A document as plain JSON values and back: what an index keeps and what an export writes.

Invariant: `document_of_plain(plain(document)) == document`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType

from search.model.dates import PartialDate
from search.model.documents import Document, Json

_MAPPINGS, _TUPLES = ("origins", "extra"), ("places", "removed")
_DATE_PARTS = tuple(part.name for part in fields(PartialDate))
_DEFAULTS = {
    item.name: item.default_factory() if item.default_factory is not MISSING else item.default
    for item in fields(Document)
}
NAMES = tuple(_DEFAULTS)


def plain(document: Document) -> dict[str, Json]:
    """The fields of a document that are not at their default.

    >>> plain(Document("a.txt", "Gempa", "", published=PartialDate(2015)))
    {'id': 'a.txt', 'title': 'Gempa', 'body': '', 'published': {'year': 2015}}
    """
    kept: dict[str, Json] = {}
    for name, default in _DEFAULTS.items():
        value = getattr(document, name)
        if value == default:
            continue
        if isinstance(value, PartialDate):
            parts = ((part, getattr(value, part)) for part in _DATE_PARTS)
            value = {part: given for part, given in parts if given not in (None, "")}
        kept[name] = dict(value) if name in _MAPPINGS else list(value) if name in _TUPLES else value
    return kept


def document_of_plain(kept: Mapping[str, Json]) -> Document:
    """The document that `plain` gave. Raises TypeError or ValueError for other values."""
    values = dict(kept)
    for name in _MAPPINGS:
        if name in values:
            values[name] = MappingProxyType(dict(values[name]))
    for name in _TUPLES:
        if name in values:
            values[name] = tuple(values[name])
    if "published" in values:
        values["published"] = PartialDate(**values["published"])
    return Document(**values)
