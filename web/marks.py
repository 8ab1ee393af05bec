"""Passages as HTML: spans become <mark>, and everything else is escaped. No other place makes HTML of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from search import Passage, Span
from search.wording import reasoned
from web.languages import language

_GAP = re.compile(r"\n\s*\n")


class Paragraph(NamedTuple):
    """A paragraph of a text, with its place there (character, 0-based)."""

    passage: Passage
    start: int


class MarkedWord(NamedTuple):
    """A word as printed, how often it is marked, and the place of its first mark."""

    printed: str
    times: int
    start: int


def marked(passage: Passage, start: int | None = None) -> Markup:
    """The passage as HTML.

    Args:
        start: Its place in the text, where its marks are to have ids: "m" and the place of the mark in the text.
    """
    parts, place = [], 0
    for span in passage.spans:
        parts += [escape(passage.text[place : span.start]), _mark(passage.text[span.start : span.end], span, start)]
        place = span.end
    return Markup("").join([*parts, escape(passage.text[place:])])


def paragraphs(passage: Passage) -> Iterator[Paragraph]:
    """The paragraphs of a text, which blank lines divide; a span over a gap goes to both sides of it.

    >>> [(part.passage.text, part.start) for part in paragraphs(Passage("Rusia siap.\\n\\nTurki tidak."))]
    [('Rusia siap.', 0), ('Turki tidak.', 13)]
    """
    start = 0
    for end, following in [*(gap.span() for gap in _GAP.finditer(passage.text)), (len(passage.text), 0)]:
        inside = [span for span in passage.spans if span.start < end and span.end > start]
        if passage.text[start:end].strip():
            moved = [Span(max(span.start, start) - start, min(span.end, end) - start, span.reason) for span in inside]
            yield Paragraph(Passage(passage.text[start:end], tuple(moved)), start)
        start = following


def words_marked(passage: Passage) -> list[MarkedWord]:
    """The marked words of a text in the order of their first marks; capital and small letters are one word."""
    found: dict[str, MarkedWord] = {}
    for span in passage.spans:
        printed = passage.text[span.start : span.end]
        known = found.get(printed.casefold(), MarkedWord(printed, 0, span.start))
        found[printed.casefold()] = known._replace(times=known.times + 1)
    return list(found.values())


def _mark(printed: str, span: Span, start: int | None) -> Markup:
    identity = Markup("") if start is None else Markup(' id="m{}"').format(start + span.start)
    return Markup('<mark{} class="{}" title="{}">{}</mark>').format(
        identity, span.reason.kind.value, f"{span.reason.word}: {reasoned(span.reason, language())}", printed
    )
