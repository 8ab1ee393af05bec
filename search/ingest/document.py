"""Record -> document: clean-up, metadata, date, furniture, language.

What a record says wins; what it does not say is sought in its text by the rules for plain files.
Every value has its origin in `Document.origins`.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from search.analysis.language import detected
from search.ingest.article import Article, article
from search.ingest.cleaning import cleaned
from search.ingest.dateline import Dateline, dateline
from search.ingest.fields import Given, given
from search.ingest.imprint import sign_off
from search.ingest.outlets import site
from search.ingest.published import published
from search.ingest.record import Record
from search.ingest.sentence import first_sentence
from search.model import Document, Json, PartialDate

# Above the paragraph with the dateline stand at most a by-line, two captions and a lead.
_DATELINE_PARAGRAPHS = 5
# A dateline without an outlet is only a name and a dash: it counts before a whole sentence, not in a list of matches.
_SHORTEST_REPORT = 80


def document(record: Record) -> Document:
    """The document of a record.

    >>> made = document(Record("a.txt", "", "", text="Paris (CB) - Prancis siap. Rusia juga.", id_from_file=True))
    >>> made.title, made.title_derived, made.places, made.source, made.origins["source"]
    ('Prancis siap', True, ('Paris',), 'CB', 'dateline')
    """
    said = given(record.fields)
    parts = _parts(record, said)
    number, opening = _opening(parts.paragraphs)
    report = _behind(opening, parts.paragraphs[number:])
    language, confidence = _language(said, report or (said.title or "",))
    date = _published(record, said, parts, opening)
    found = _found(said, parts, opening) | {
        "title": _title(said, parts, report if number == 0 else parts.paragraphs),
        "published": (date.origin, date),
        "language": ("record" if said.language else "text", language),
    }
    values = {name: value for name, (origin, value) in found.items() if origin and value}
    origins = {name: found[name][0] for name in values}
    return Document(
        id=record.id,
        title=values.pop("title", ""),
        body="\n\n".join(parts.paragraphs),
        title_derived=origins.get("title") == "first sentence",
        language_confidence=confidence,
        removed=parts.removed,
        origins=MappingProxyType(origins),
        extra=said.extra,
        file=record.file,
        digest=record.digest,
        **values,
    )


def _parts(record: Record, said: Given) -> Article:
    """The divided text. A file of nothing but furniture is kept whole: something in it was meant to be read."""
    text = cleaned(said.body or record.text)
    parts = article(text, headline=said.title, has_headline=not record.fields)
    if parts.headline or parts.paragraphs:
        return parts
    return Article(paragraphs=tuple(line.strip() for line in text.split("\n") if line.strip()))


def _opening(paragraphs: Sequence[str]) -> tuple[int, Dateline]:
    """The number of the paragraph with the dateline, and the dateline; an empty one where there is none."""
    for number, paragraph in enumerate(paragraphs[:_DATELINE_PARAGRAPHS]):
        found = dateline(paragraph)
        if found and (found.outlet or number == 0 or len(paragraph) >= _SHORTEST_REPORT):
            return number, found
    return 0, Dateline(0)


def _behind(opening: Dateline, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The report without its dateline, which stands in the first of the paragraphs."""
    return (paragraphs[0][opening.end :], *paragraphs[1:]) if paragraphs else ()


def _title(said: Given, parts: Article, text: Sequence[str]) -> tuple[str, Json]:
    if said.title or parts.headline:
        return _first(record=said.title, headline=parts.headline)
    # Behind a dateline there may be nothing.
    return _first(first_sentence=first_sentence("".join(text[:1])) or first_sentence("".join(parts.paragraphs[:1])))


def _published(record: Record, said: Given, parts: Article, opening: Dateline) -> PartialDate:
    return published(
        given=said.published,
        header=parts.header,
        dateline=opening.date,
        url=said.url or "",
        paragraphs=parts.paragraphs,
        file=record.id if record.id_from_file else "",
        year=parts.imprint.year,
    )


def _found(said: Given, parts: Article, opening: Dateline) -> dict[str, tuple[str, Json]]:
    """Field -> origin and value, for what the text names besides title and date."""
    line = parts.imprint
    source = _first(
        record=said.source,
        dateline=opening.outlet,
        page_header=parts.header_outlet,
        copyright_line=line.owner,
        url=site(said.url or ""),
    )
    credit = _first(record=said.credit, credit_line=line.credit)
    return {
        "source": source,
        "credit": credit if credit[1] != source[1] else ("", None),
        "byline": _first(record=said.byline, byline=line.byline, sign_off=sign_off("".join(parts.paragraphs[-1:]))),
        "editor": _first(record=said.editor, editor_line=line.editor),
        "places": _first(record=said.places, dateline=opening.places),
        "section": _first(record=said.section),
        "url": _first(record=said.url),
    }


def _first(**candidates: Json) -> tuple[str, Json]:
    """The first value that is there, after its origin.

    >>> _first(record=None, page_header="KOMPAS.com")
    ('page header', 'KOMPAS.com')
    """
    return next(((origin.replace("_", " "), value) for origin, value in candidates.items() if value), ("", None))


def _language(said: Given, report: Sequence[str]) -> tuple[str, float]:
    """The language and how sure that is; 0 where the record says it and nobody looked."""
    if said.language:
        return said.language, 0.0
    found = detected("\n".join(report))
    return found.code, found.confidence
