"""What answers look like, in JSON Schema 2020-12, which is that of OpenAPI 3.1.

A record names all of its keys and has no others, so that the contract test sees a key that nobody described.
"""

from __future__ import annotations

from collections.abc import Mapping

Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
MAYBE: Schema = {"type": ["string", "null"]}
ANY: Schema = {"type": "object"}
DATE: Schema = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "ISO 8601 as far as it is known.",
}


def some(schema: Schema) -> Schema:
    """A list of it."""
    return {"type": "array", "items": schema}


def ref(name: str) -> Schema:
    """The schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(optional: tuple[str, ...] = (), /, **keys: Schema) -> Schema:
    """An object with these keys and no others; the optional ones may be absent."""
    needed = [name for name in keys if name not in optional]
    return {"type": "object", "properties": keys, "required": needed, "additionalProperties": False}


_VALUE = record(value=TEXT, count=COUNT)
_FACETS: Schema = {"type": "object", "additionalProperties": some(record(value=TEXT, count=COUNT, chosen=FLAG))}
_RELATED = some(record(text=TEXT, documents=COUNT))
_MARKS = some(ref("Mark"))
_SHOWN = {"id": TEXT, "title": TEXT, "source": MAYBE, "published": DATE, "url": MAYBE}
_FOUND = {
    "query": TEXT,
    "total": COUNT,
    "took_ms": NUMBER,
    "understood": TEXT,
    "notices": some(ref("Notice")),
    "facets": _FACETS,
}
_MARKED = ("title_marks", "body_marks", "why", "missing")

SCHEMAS: Mapping[str, Schema] = {
    "Mark": record(start=COUNT, end=COUNT, word=TEXT, kind=ref("Kind")),
    "Kind": {"type": "string", "description": "How a word was met: exact, root, alias, pattern, fuzzy."},
    "Reason": record(word=TEXT, kind=ref("Kind"), printed=TEXT, via=TEXT, rule=TEXT, ambiguity=TEXT, text=TEXT),
    "Notice": record(code=TEXT, start=COUNT, end=COUNT, text=TEXT),
    "Advice": record(code=TEXT, query=TEXT, total=COUNT, text=TEXT),
    "Copy": record(**_SHOWN),
    "Numbers": record(("factor", "parts"), label=TEXT, score=NUMBER, factor=NUMBER, parts=some(ref("Numbers"))),
    "Hit": record(
        ("copies", "copies_total", "numbers"),
        rank=COUNT,
        **_SHOWN,
        title_derived=FLAG,
        language=TEXT,
        score=NUMBER,
        title_marks=_MARKS,
        snippet=record(text=TEXT, marks=_MARKS),
        why=some(ref("Reason")),
        missing=some(TEXT),
        copies=some(ref("Copy")),
        copies_total=COUNT,
        numbers=ref("Numbers"),
    ),
    "Page": record(
        **_FOUND,
        complete=COUNT,
        offset=COUNT,
        limit=COUNT,
        cursor=MAYBE,
        advice=some(ref("Advice")),
        related=_RELATED,
        hits=some(ref("Hit")),
    ),
    "Facets": record(**_FOUND),
    "Document": record(
        _MARKED,
        **_SHOWN,
        title_derived=FLAG,
        body=TEXT,
        credit=MAYBE,
        byline=MAYBE,
        editor=MAYBE,
        section=MAYBE,
        language=TEXT,
        places=some(TEXT),
        removed=some(TEXT),
        origins={"type": "object", "additionalProperties": TEXT},
        extra=ANY,
        title_marks=_MARKS,
        body_marks=_MARKS,
        why=some(ref("Reason")),
        missing=some(TEXT),
    ),
    "Like": record(id=TEXT, hits=some(ref("Hit"))),
    "Related": record(query=TEXT, related=_RELATED),
    "Completions": record(typed=TEXT, completions=some(record(text=TEXT, kind=TEXT, count=COUNT))),
    "Aliases": record(
        total=COUNT,
        offset=COUNT,
        limit=COUNT,
        classes=some(record(name=TEXT, names=some(TEXT), finds=some(TEXT), ambiguity=TEXT, rule=TEXT)),
    ),
    "Analysis": record(
        text=TEXT,
        language=TEXT,
        words=some(
            record(
                printed=TEXT,
                start=COUNT,
                end=COUNT,
                position=COUNT,
                surface=TEXT,
                root=TEXT,
                why=TEXT,
                analysis=TEXT,
                names=some(TEXT),
                rules=some(TEXT),
            )
        ),
    ),
    "Statistics": record(
        documents=COUNT,
        results=COUNT,
        copies=COUNT,
        undated=COUNT,
        partly_dated=COUNT,
        facets={"type": "object", "additionalProperties": some(_VALUE)},
        runs=some(
            record(when=TEXT, added=COUNT, updated=COUNT, unchanged=COUNT, removed=COUNT, left_out=COUNT, mended=COUNT)
        ),
    ),
    "Batch": record(answers=some({"anyOf": [ref("Page"), ref("Problem")]})),
    "Problem": record(type=TEXT, title=TEXT, status={"type": "integer"}, detail=TEXT),
}
