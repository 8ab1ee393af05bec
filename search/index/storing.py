"""A document as JSON text and back: what an index keeps of it.

Invariant: `document_of(stored_text(document)) == document`.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from types import MappingProxyType

from search.model import Document, Json, PartialDate

_MAPPINGS, _TUPLES = ("origins", "extra"), ("places", "removed")


def stored_text(document: Document) -> str:
    """The document as one line of JSON; fields at their default are left out."""
    kept: dict[str, Json] = {}
    for item in fields(Document):
        value = getattr(document, item.name)
        default = item.default_factory() if item.default_factory is not MISSING else item.default
        if value == default:
            continue
        if isinstance(value, PartialDate):
            value = {part.name: getattr(value, part.name) for part in fields(PartialDate)}
        kept[item.name] = dict(value) if item.name in _MAPPINGS else value
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def document_of(text: str) -> Document:
    """The document that `stored_text` wrote."""
    kept = json.loads(text)
    for name in _MAPPINGS:
        if name in kept:
            kept[name] = MappingProxyType(kept[name])
    for name in _TUPLES:
        if name in kept:
            kept[name] = tuple(kept[name])
    if "published" in kept:
        kept["published"] = PartialDate(**kept["published"])
    return Document(**kept)
