"""A document as JSON text and back: what an index keeps of it.

Invariant: `document_of(stored_text(document)) == document`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType

from search.model import Document, Json, PartialDate

_MAPPINGS, _TUPLES = ("origins", "extra"), ("places", "removed")
_DEFAULTS = tuple(
    (item.name, item.default_factory() if item.default_factory is not MISSING else item.default)
    for item in fields(Document)
)
_PARTS = tuple(part.name for part in fields(PartialDate))
# How a value is written that JSON does not know.
_SHOWN: Mapping[str, Callable[[Json], Json]] = {
    **dict.fromkeys(_MAPPINGS, dict),
    "published": lambda date: {name: getattr(date, name) for name in _PARTS},
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def stored_text(document: Document) -> str:
    """The document as one line of JSON; fields at their default are left out."""
    kept: dict[str, Json] = {}
    for name, default in _DEFAULTS:
        value = getattr(document, name)
        if value != default:
            kept[name] = _SHOWN[name](value) if name in _SHOWN else value
    return _ENCODER.encode(kept)


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
