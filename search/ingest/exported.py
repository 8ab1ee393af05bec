"""Documents that were exported, and come back without loss.

An exported record has the plain names that any tool understands, and below "telusur" what they do not say. Who edits
a plain value (a title in a spreadsheet) gets what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from search.ingest.dates import from_json
from search.ingest.record import Record
from search.model import UNDATED, Document, Json
from search.model.plain import document_of_plain, plain

KEY, VERSION = "telusur", 1
# What people read in an export, in the order of its columns; `published` in ISO 8601 as far as it is known.
_TEXTS = ("title", "body", "source", "byline", "editor", "credit", "section", "language", "url")
COLUMNS = ("id", "title", "body", "published", *_TEXTS[2:], "places", KEY)


def exported(document: Document) -> dict[str, Json]:
    """The record of a document; values it does not have are left out.

    >>> exported(Document("a.txt", "Gempa", "", places=("Palu",)))  # doctest: +NORMALIZE_WHITESPACE
    {'id': 'a.txt', 'title': 'Gempa', 'body': '', 'language': 'und', 'places': ['Palu'],
     'telusur': {'version': 1}}
    """
    kept = plain(document)
    shown = {name: getattr(document, name) for name in _TEXTS} | {"published": str(document.published)}
    values = {"id": document.id, **shown, "places": list(document.places)}
    rest = {name: value for name, value in kept.items() if name not in ("id", *_TEXTS, "places", "file", "digest")}
    always = ("id", "title", "body")
    return {name: values[name] for name in COLUMNS[:-1] if values[name] or name in always} | {
        KEY: {"version": VERSION, **rest}
    }


def exported_row(document: Document) -> list[str]:
    """The same as the cells of a table, below COLUMNS; what is no text is JSON."""
    record = exported(document)
    values = (record.get(name) for name in COLUMNS)
    return ["" if value is None else value if isinstance(value, str) else _text(value) for value in values]


def imported(record: Record) -> Document | None:
    """The document of a record that was exported; None for any other record."""
    rest = _parsed(record.fields.get(KEY))
    if not isinstance(rest, Mapping) or rest.get("version") != VERSION:
        return None
    kept = {name: value for name, value in rest.items() if name != "version"}
    texts = {name: record.fields[name] for name in _TEXTS if record.fields.get(name)}
    places = _parsed(record.fields.get("places")) or []
    try:
        made = document_of_plain({"title": "", "body": "", **kept, **texts, "id": record.id, "places": places})
    except (TypeError, ValueError):
        return None  # somebody else's "telusur": an ordinary record
    typed = str(record.fields.get("published") or "")
    if typed != str(made.published):
        made = replace(made, published=from_json(typed) or UNDATED)
    return replace(made, file=record.file, digest=record.digest)


def _parsed(value: Json) -> Json:
    """The value, or what it says as JSON where it is a cell of a table."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
