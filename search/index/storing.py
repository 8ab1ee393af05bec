"""A document as JSON text and back: what an index keeps of it.

Invariant: `document_of(stored_text(document)) == document`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from operator import attrgetter

from search.errors import DamagedTextError
from search.model import Document, Json, PartialDate
from search.model.plain import document_of_plain

_MAPPINGS = ("origins", "extra")
_NAMES = tuple(item.name for item in fields(Document))
_values = attrgetter(*_NAMES)
_DEFAULTS = tuple(
    item.default_factory() if item.default_factory is not MISSING else item.default for item in fields(Document)
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
    for name, default, value in zip(_NAMES, _DEFAULTS, _values(document), strict=True):
        if value != default:
            kept[name] = _SHOWN[name](value) if name in _SHOWN else value
    body = _quoted(kept.pop("body"))
    return f'{_ENCODER.encode(kept)[:-1]},"body":{body}}}'


def _quoted(text: str) -> str:
    r"""The text as a string of JSON.

    >>> _quoted('Kata "siap"\n'), _quoted("Ya\t") == _ENCODER.encode("Ya\t")
    ('"Kata \\"siap\\"\\n"', True)
    """
    # A third of the encoder's time, which looks at each character; what else it would change is not printable.
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' if escaped.isprintable() else _ENCODER.encode(text)


def document_of(text: str) -> Document:
    """The document that `stored_text` wrote. Raises DamagedTextError for any other text."""
    try:
        return document_of_plain(json.loads(text))
    except (ValueError, TypeError) as error:
        raise DamagedTextError(str(error)) from error
