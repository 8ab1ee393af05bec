"""Texts as HTML: marked parts become <mark>, and everything else is escaped. No other place makes HTML of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from search import Passage
from search.wording import reasoned
from web.languages import language
from web.speaking import say

_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text to be marked.

    Attributes:
        start, end: Characters of the text; nothing is marked where they are the same, and `title` stands there.
        kind: The class of the element.
        title: Why it is marked.
        number: Its place among the marks of the page, from 1; 0 for a mark that nothing leads to.
        last: The number of the last of them.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    number: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, or a paragraph of one, and its marks, in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __html__(self) -> str:
        """The text as HTML; templates write it as it is."""
        # As plain texts, because `Markup.join` and `Markup.format` look through all they are given once more.
        parts, place = [], 0
        for mark in self.marks:
            parts += [str(escape(self.text[place : mark.start])), _element(self.text[mark.start : mark.end], mark)]
            place = mark.end
        return Markup("".join([*parts, escape(self.text[place:])]))


@dataclass(frozen=True, slots=True)
class MarkedWord:
    """A word as printed, how often it is marked, and the number of its first mark."""

    printed: str
    times: int
    number: int


def marked(passage: Passage) -> Marked:
    """A passage with a mark for each span."""
    chosen = language()
    spans = passage.spans
    titles = (f"{span.reason.word}: {reasoned(span.reason, chosen)}" for span in spans)
    marks = (Mark(one.start, one.end, one.reason.kind.value, title) for one, title in zip(spans, titles, strict=True))
    return Marked(passage.text, tuple(marks))


def tied(text: Marked) -> Marked:
    """The text of a snippet whose "…" never begin a line; marks keep their places.

    >>> tied(Marked("Rusia siap. …")).text
    'Rusia siap.\\xa0…'
    """
    return replace(text, text=text.text.replace(" …", "\N{NO-BREAK SPACE}…"))


def paragraphs(text: Marked) -> list[Marked]:
    """The paragraphs of a text, which blank lines divide; a mark over a gap goes to both sides of it.

    >>> [part.text for part in paragraphs(Marked("Rusia siap.\\n\\nTurki tidak."))]
    ['Rusia siap.', 'Turki tidak.']
    """
    start, parts = 0, []
    for end, following in [*(gap.span() for gap in _GAP.finditer(text.text)), (len(text.text), 0)]:
        if text.text[start:end].strip():
            parts.append(Marked(text.text[start:end], tuple(_inside(text.marks, start, end))))
        start = following
    return parts


def numbered(parts: Sequence[Marked]) -> list[Marked]:
    """The parts of a page with their marks numbered from first to last."""
    last, number = sum(len(part.marks) for part in parts), 0
    found = []
    for part in parts:
        marks = [replace(mark, number=number + at, last=last) for at, mark in enumerate(part.marks, start=1)]
        number += len(marks)
        found.append(replace(part, marks=tuple(marks)))
    return found


def words_marked(parts: Sequence[Marked]) -> list[MarkedWord]:
    """The marked words in the order of their first marks; capital and small letters are one word."""
    found: dict[str, MarkedWord] = {}
    for part in parts:
        for mark in part.marks:
            printed = part.text[mark.start : mark.end]
            known = found.get(printed.casefold(), MarkedWord(printed, 0, mark.number))
            found[printed.casefold()] = replace(known, times=known.times + 1)
    return list(found.values())


def _inside(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    """The marks of a stretch of the text, cut to it and counted from its start."""
    for mark in marks:
        is_place = mark.start == mark.end and start <= mark.start <= end
        if is_place or (mark.start < end and mark.end > start):
            yield replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)


def _element(printed: str, mark: Mark) -> str:
    kind = escape(mark.kind)
    if mark.start == mark.end:
        return f'<span class="{kind}">{escape(mark.title)}</span>'
    identity = f' id="m{mark.number}"' if mark.number else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    element = f'<mark{identity} class="{kind}"{title}>{escape(printed)}</mark>'
    return element + _hop(mark) if mark.number else element


def _hop(mark: Mark) -> str:
    """The ways to the marks before and behind this one; the style shows them where the reader has come to it."""
    if mark.last < 2:
        return ""
    ways = (("prev", mark.number - 1, "‹"), ("next", mark.number + 1, "›"))
    links = (
        f'<a class="{way}" href="#m{to}" aria-label="{escape(say("mark-number", number=to))}">{sign}</a>'
        for way, to, sign in ways
        if 1 <= to <= mark.last
    )
    return f'<span class="hop">{"".join(links)}</span>'
