"""Learned furniture out of a document, and back into it. No line is lost: it is in the body or in `removed`."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from types import MappingProxyType

from search.ingest.article import article
from search.ingest.dateline import dateline
from search.ingest.furniture import folded, is_sentence
from search.ingest.repeated import is_title_printed
from search.ingest.sentence import first_sentence
from search.model import Document

_GAP = "\n\n"  # between the paragraphs of a body


def without(document: Document, lines: Set[str]) -> Document:
    """The document without the folded lines; they go behind what was removed before.

    The document itself where it holds none of them, or nothing else. Where more of its sentences would go than stay, it
    is one of many copies of an article, and its sentences stay.

    >>> made = Document("a", "Gempa di Palu", "Gempa mengguncang Palu.\\n\\nIkuti Kami")
    >>> without(made, {"ikuti kami"}).body, without(made, {"ikuti kami"}).removed
    ('Gempa mengguncang Palu.', ('Ikuti Kami',))
    """
    paragraphs = [line for line in document.body.split(_GAP) if line]
    is_gone = _rule(paragraphs, lines)
    gone = [line for line in paragraphs if is_gone(line)]
    kept = [line for line in paragraphs if not is_gone(line)]
    has_heading = is_title_printed(document) and folded(document.title) in lines
    if not kept or not (gone or has_heading):
        return document
    removed = (*document.removed, *([document.title] if has_heading else []), *gone)
    shorter = replace(document, body=_GAP.join(kept), removed=removed)
    if has_heading:
        return _entitled(shorter)
    is_first_gone = document.title_derived and kept[0] != paragraphs[0]
    return replace(shorter, title=_first_sentence(kept[0])) if is_first_gone else shorter


def restored(document: Document, lines: Set[str]) -> Document:
    """The document with the folded lines again where they were removed: at the end, for nothing tells where they stood.

    >>> restored(Document("a", "Gempa", "Gempa.", removed=("Ikuti Kami",)), {"ikuti kami"}).body
    'Gempa.\\n\\nIkuti Kami'
    """
    back = [line for line in document.removed if folded(line) in lines]
    if not back:
        return document
    removed = tuple(line for line in document.removed if folded(line) not in lines)
    return replace(document, body=_GAP.join([*([document.body] if document.body else []), *back]), removed=removed)


def _rule(paragraphs: Sequence[str], lines: Set[str]) -> Callable[[str], bool]:
    """Whether a paragraph goes."""
    sentences = [line for line in paragraphs if is_sentence(line)]
    going = sum(len(line) for line in sentences if folded(line) in lines)
    is_copy = going > sum(map(len, sentences)) / 2
    return lambda line: folded(line) in lines and not (is_copy and is_sentence(line))


def _entitled(document: Document) -> Document:
    """The document with a title from its text, found as in a plain file."""
    parts = article(document.body)
    title = parts.headline or _first_sentence("".join(parts.paragraphs[:1]))
    is_derived = parts.headline is None
    origins = {**document.origins, "title": "first sentence" if is_derived else "headline"}
    return replace(
        document,
        title=title,
        title_derived=is_derived,
        body=_GAP.join(parts.paragraphs),
        removed=(*document.removed, *parts.removed),
        origins=MappingProxyType(origins),
    )


def _first_sentence(paragraph: str) -> str:
    opening = dateline(paragraph)
    return first_sentence(paragraph[opening.end :] if opening else paragraph) or first_sentence(paragraph)
