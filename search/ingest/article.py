"""A text as printed -> its parts: headline, header, paragraphs, and what is not of the article.

Every line of the input is in exactly one part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from search.ingest.cleaning import single_spaced
from search.ingest.dateline import dateline
from search.ingest.furniture import is_furniture
from search.ingest.header import LONGEST_HEADER, header
from search.ingest.imprint import NO_IMPRINT, Imprint, imprint, merged
from search.ingest.section import crumbs, of_crumbs
from search.model import UNDATED, PartialDate

# Headlines have up to 150 characters in the development corpora; a longer line is the first paragraph.
_LONGEST_HEADLINE = 200
# A shorter line may well be printed twice (a cry, a subheading); captions and leads are longer.
_SHORTEST_REPEATED = 40
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_CLOSES_SENTENCE = re.compile(r"[.:;,…]\W*\Z")
_CLOSES_LINE = re.compile(r"[.!?:;…][\"'”’)\]]*\Z|[\"”)]\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input, stripped; `number` is its place."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """The parts of a text.

    Attributes:
        headline: None where the text has none.
        header: The date of the page header, UNDATED where there is none; `header_outlet` the outlet beside it.
        section: Of a line of bread crumbs.
        removed: Lines that are no part of the body, in order; the headline itself is not among them.
    """

    headline: str | None = None
    header: PartialDate = UNDATED
    header_outlet: str | None = None
    paragraphs: tuple[str, ...] = ()
    imprint: Imprint = NO_IMPRINT
    section: str | None = None
    removed: tuple[str, ...] = ()


def article(
    text: str, *, headline: str | None = None, has_headline: bool = True, keep_furniture: bool = False
) -> Article:
    r"""Divide a cleaned text.

    Args:
        headline: The title a record gives; its repetition in the text is removed.
        has_headline: Whether the text itself may open with one.
        keep_furniture: Lines of the shipped list of furniture stay in the text.

    >>> parts = article("Menumpas ISIS\n\nParis (CB) - Prancis siap.\n\nTinggalkan Balasan")
    >>> parts.headline, parts.paragraphs, parts.removed
    ('Menumpas ISIS', ('Paris (CB) - Prancis siap.',), ('Tinggalkan Balasan',))
    """
    lines = [Line(number, line.strip()) for number, line in enumerate(text.split("\n"))]
    imprints = {line.number: said for line in lines if line.text and (said := imprint(line.text))}
    trails = {line.number: trail for line in lines if (trail := _crumbs(line.text))}
    named = imprints.keys() | trails.keys()
    aside = [line for line in lines if line.number in named or (not keep_furniture and is_furniture(line.text))]
    kept = _unwrapped(_without(lines, aside))
    parts, dates = _header(kept)
    kept = _without(kept, dates)
    found = _headline(kept) if has_headline else None
    body = kept[1:] if found else kept
    repeated = _repeated(body, found or headline)
    removed = sorted([*aside, *dates, *repeated], key=lambda line: line.number)
    return Article(
        headline=found,
        header=parts.header,
        header_outlet=parts.header_outlet,
        paragraphs=tuple(line.text for line in _without(body, repeated)),
        imprint=merged(imprints.values()),
        section=next((section for trail in trails.values() if (section := of_crumbs(trail))), None),
        removed=tuple(line.text for line in removed),
    )


def _crumbs(text: str) -> tuple[str, ...]:
    """The parts of a line that is nothing but bread crumbs, () for every other line."""
    return crumbs(text) if len(text) <= LONGEST_HEADER else ()


def _without(lines: list[Line], others: list[Line]) -> list[Line]:
    if not others:
        return lines
    numbers = {line.number for line in others}
    return [line for line in lines if line.number not in numbers]


def _unwrapped(lines: list[Line]) -> list[Line]:
    """The filled lines; where the file is set in lines of even length, each paragraph as one line."""
    blocks = _blocks(lines)
    inner = [line.text for block in blocks for line in block[:-1]]
    if not _is_wrapped(inner):
        return [line for block in blocks for line in block]
    return [Line(block[0].number, " ".join(line.text for line in block)) for block in blocks]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _is_wrapped(inner: list[str]) -> bool:
    """Whether lines that have another right below them are cut by width: all short, few closed.

    Mail and wire texts are set in 60 to 80 characters; a line that is a paragraph is longer, or ends a sentence.
    """
    if len(inner) < 3 or max(map(len, inner)) > 100:
        return False
    closed = sum(_CLOSES_LINE.search(line) is not None for line in inner)
    return sum(len(line) >= 50 for line in inner) > 0.6 * len(inner) and closed < 0.4 * len(inner)


def _header(lines: list[Line]) -> tuple[Article, list[Line]]:
    """The dates that stand alone above the text; the first is the header's, all of them leave the body."""
    parts, found = Article(), list[Line]()
    for line in lines:
        if _opens_body(line.text):
            break
        if said := header(line.text):
            found.append(line)
            if parts.header is UNDATED:
                parts = Article(header=replace(said.date, origin="page header"), header_outlet=said.outlet)
    return parts, found


def _opens_body(text: str) -> bool:
    return len(text) > _LONGEST_HEADLINE or (len(text) > LONGEST_HEADER and _CLOSES_SENTENCE.search(text) is not None)


def _headline(lines: list[Line]) -> str | None:
    """The first line, if it reads like a headline and a text follows."""
    text = _MARKDOWN_HEADING.sub("", lines[0].text) if lines else ""
    if len(lines) < 2 or not 0 < len(text) <= _LONGEST_HEADLINE or _CLOSES_SENTENCE.search(text):
        return None
    opening = dateline(text)
    return None if opening and opening.outlet else text


def _repeated(lines: list[Line], headline: str | None) -> list[Line]:
    """Lines printed before: the headline again, a caption again, a paragraph again."""
    # Lines that are the same begin with the same word. Most articles have none of these, and need no folding.
    openings = [_opening(text) for text in [*(line.text for line in lines), headline or ""]]
    if len(set(openings)) == len(openings):
        return []
    seen = {_folded(headline)} if headline else set()
    again = []
    for line in lines:
        folded = _folded(line.text)
        if folded in seen:
            again.append(line)
        elif len(folded) >= _SHORTEST_REPEATED:
            seen.add(folded)
    return again


def _opening(text: str) -> str:
    """The first word of a text as it is folded."""
    words = (text if "#" not in text else _MARKDOWN_HEADING.sub("", text)).split(None, 1)
    return words[0].casefold() if words else ""


def _folded(text: str) -> str:
    plain = _MARKDOWN_HEADING.sub("", text) if "#" in text else text
    return single_spaced(plain.casefold())
