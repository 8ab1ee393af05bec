"""Record -> document: clean-up, metadata, date, furniture, language.

What a record says wins; what it does not say is sought in its text by the rules for plain files.
Every value has its origin in `Document.origins`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from search.analysis.language import detected
from search.ingest.article import Article, article
from search.ingest.cleaning import cleaned
from search.ingest.credits import closing_credit, credit_of_sign_off, is_agency_only, quoted_credit
from search.ingest.dateline import NO_DATELINE, Dateline, dateline
from search.ingest.fields import Given, given
from search.ingest.imprint import sign_off
from search.ingest.outlets import site
from search.ingest.published import Places, published
from search.ingest.record import Record
from search.ingest.section import section_of_url
from search.ingest.sentence import first_sentence
from search.model import Document, Json, PartialDate

# Above the paragraph with the dateline stand at most a by-line, two captions and a lead.
_DATELINE_PARAGRAPHS = 5
# A dateline without an outlet is only a name and a dash: it counts before a whole sentence, not in a list of matches.
_SHORTEST_REPORT = 80


def document(record: Record, *, keep_furniture: bool = False) -> Document:
    """The document of a record.

    Args:
        keep_furniture: Lines that page templates print, by the shipped list, stay in its text.

    >>> made = document(Record("a.txt", "", "", text="Paris (CB) - Prancis siap. Rusia juga.", id_from_file=True))
    >>> made.title, made.title_derived, made.places, made.source, made.origins["source"]
    ('Prancis siap', True, ('Paris',), 'CB', 'dateline')
    """
    said = given(record.fields)
    parts = _parts(record, said, keep_furniture=keep_furniture)
    number, opening = _opening(parts.paragraphs)
    report = _behind(opening, parts.paragraphs[number:])
    language, confidence = _language(said, report or (said.title or "",))
    date = _published(record, said, parts, opening)
    found = _found(record, said, parts, opening) | {
        "title": _title(record, said, parts, report if number == 0 else parts.paragraphs),
        "published": (date.origin, date),
        "language": (_origin(record, said, "language") if said.language else "text", language),
    }
    values, origins = {}, {}
    for name, (origin, value) in found.items():
        if origin and value:
            values[name], origins[name] = value, origin
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


def _parts(record: Record, said: Given, *, keep_furniture: bool) -> Article:
    """The divided text. A file of nothing but furniture is kept whole: something in it was meant to be read."""
    text = cleaned(said.body or record.text)
    parts = article(text, headline=said.title, has_headline=not record.fields, keep_furniture=keep_furniture)
    if parts.headline or parts.paragraphs:
        return parts
    return Article(paragraphs=tuple(line.strip() for line in text.split("\n") if line.strip()))


def _opening(paragraphs: Sequence[str]) -> tuple[int, Dateline]:
    """The number of the paragraph with the dateline, and the dateline; an empty one where there is none."""
    for number, paragraph in enumerate(paragraphs[:_DATELINE_PARAGRAPHS]):
        found = dateline(paragraph)
        if found and (found.outlet or number == 0 or len(paragraph) >= _SHORTEST_REPORT):
            return number, found
    return 0, NO_DATELINE


def _behind(opening: Dateline, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The report without its dateline, which stands in the first of the paragraphs."""
    return (paragraphs[0][opening.end :], *paragraphs[1:]) if paragraphs else ()


def _origin(record: Record, said: Given, name: str) -> str:
    """Where the value of a field stood that the record gives: in a page there are many places."""
    return record.origins.get(said.keys.get(name, ""), "record")


def _title(record: Record, said: Given, parts: Article, text: Sequence[str]) -> tuple[str, Json]:
    if said.title:
        return _origin(record, said, "title"), said.title
    if parts.headline:
        return "headline", parts.headline
    # Behind a dateline there may be nothing.
    return _first(first_sentence=first_sentence("".join(text[:1])) or first_sentence("".join(parts.paragraphs[:1])))


def _published(record: Record, said: Given, parts: Article, opening: Dateline) -> PartialDate:
    return published(
        Places(
            given=said.published.of_origin(_origin(record, said, "published")),
            header=parts.header,
            opening=opening,
            url=said.url or "",
            paragraphs=parts.paragraphs,
            file=record.id if record.id_from_file else "",
            year=parts.imprint.year,
        )
    )


def _found(record: Record, said: Given, parts: Article, opening: Dateline) -> dict[str, tuple[str, Json]]:
    """Field -> origin and value, for what the text names besides title and date; what the record gives goes first."""
    text = _Text(said.url or "", parts, opening, sign_off("".join(parts.paragraphs[-1:])))
    found = {
        name: (_origin(record, said, name), value) if (value := getattr(said, name)) else sought(text)
        for name, sought in _SOUGHT.items()
    }
    if found["credit"][1] and _is_same(found["credit"][1], found["source"][1]):
        found["credit"] = "", None
    return found


class _Text(NamedTuple):
    """Where the values of fields are sought that the record does not give."""

    url: str
    parts: Article
    opening: Dateline
    names: str | None


def _source(text: _Text) -> tuple[str, Json]:
    return _first(
        dateline=text.opening.outlet,
        page_header=text.parts.header_outlet,
        copyright_line=text.parts.imprint.owner,
        url=site(text.url),
    )


def _credit(text: _Text) -> tuple[str, Json]:
    return _first(
        credit_line=text.parts.imprint.credit,
        sign_off=credit_of_sign_off(text.names),
        closing_brackets=closing_credit(text.parts.paragraphs),
        quotation=quoted_credit(text.parts.paragraphs),
    )


_SOUGHT: Mapping[str, Callable[[_Text], tuple[str, Json]]] = {
    "source": _source,
    "credit": _credit,
    "byline": lambda text: _first(
        byline=text.parts.imprint.byline, sign_off=None if is_agency_only(text.names) else text.names
    ),
    "editor": lambda text: ("editor line", text.parts.imprint.editor),
    "places": lambda text: ("dateline", text.opening.places),
    "section": lambda text: _first(bread_crumbs=text.parts.section, url=section_of_url(text.url)),
    "url": lambda text: ("", None),
}


def _is_same(credit: Json, source: Json) -> bool:
    """Whether an outlet credits itself: "ANTARA" is "ANTARA News", "Kompas" is "kompas.com"."""
    one, other = (str(name or "").casefold().removesuffix(" news").partition(".")[0] for name in (credit, source))
    return one == other


def _first(**candidates: Json) -> tuple[str, Json]:
    """The first value that is there, after its origin.

    >>> _first(byline=None, page_header="KOMPAS.com")
    ('page header', 'KOMPAS.com')
    """
    for origin, value in candidates.items():
        if value:
            return origin.replace("_", " "), value
    return "", None


def _language(said: Given, report: Sequence[str]) -> tuple[str, float]:
    """The language and how sure that is; 0 where the record says it and nobody looked."""
    if said.language:
        return said.language, 0.0
    found = detected("\n".join(report))
    return found.code, found.confidence
