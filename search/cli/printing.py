"""Results as lines for a terminal or a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import click

from search.model import Hit, Page, Passage
from search.wording import date, number, reasoned, sentence

WIDEST, NARROWEST = 100, 40  # columns; longer lines are hard to read


def printed_page(page: Page, language: str) -> str:
    """The page as text: a line of counts, then title, source and date, snippet and reasons of each hit."""
    if not page.total:
        return sentence("nothing-found", language, {"query": page.query})
    counts = {"total": number(page.total, language), "complete": number(page.complete, language)}
    head = sentence("total-all" if page.total == page.complete else "total", language, counts)
    return "\n\n".join([head, *(printed_hit(hit, language) for hit in page.hits)])


def printed_hit(hit: Hit, language: str) -> str:
    """One hit in four to six lines."""
    margin = " " * 4
    document = hit.document
    title = list(_lines(hit.title, width=_width() - 4, style={"bold": True}))
    about = " · ".join(part for part in (document.source, date(document.published, language), document.id) if part)
    why = "; ".join(f"{reason.word}: {reasoned(reason, language)}" for reason in hit.why)
    lines = [f"{hit.rank:>3} {title[0]}", *(margin + line for line in title[1:3]), margin + _styled(about, dim=True)]
    lines += [margin + line for line in _lines(hit.snippet, width=_width() - 4)]
    lines += [margin + _styled(line, dim=True) for line in (why,) if line]
    if hit.missing:
        lines.append(margin + _styled(sentence("missing", language, {"words": ", ".join(hit.missing)}), dim=True))
    return "\n".join(lines)


def _width() -> int:
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def has_colour() -> bool:
    """Only on a terminal, and never against NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _styled(text: str, **style: bool | str) -> str:
    return click.style(text, **style) if has_colour() and text and style else text  # type: ignore[arg-type]  # click's own names


def _lines(passage: Passage, width: int, style: dict[str, bool] | None = None) -> Iterator[str]:
    """The passage broken at blanks, its marks in colour, or between stars where there is none."""
    line: list[str] = []
    length = 0
    for word, shown in _words(passage, style or {}):
        if line and length + 1 + len(word) > width:
            yield " ".join(line)
            line, length = [], 0
        line.append(shown)
        length += len(word) + (length > 0)
    if line or not passage.text:
        yield " ".join(line)


def _words(passage: Passage, style: dict[str, bool]) -> Iterator[tuple[str, str]]:
    """Each word of the passage: as its width counts, and as it is shown."""
    text, start = passage.text, 0
    for word in text.split(" "):
        end = start + len(word)
        parts, place = [], start
        for span in passage.spans:
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                parts += [_styled(text[place:first], **style), _marked(text[first:last], style)]
                place = last
        parts.append(_styled(text[place:end], **style))
        shown = "".join(parts)
        yield (word if has_colour() else shown), shown
        start = end + 1


def _marked(text: str, style: dict[str, bool]) -> str:
    return _styled(text, **style | {"bold": True}, fg="yellow") if has_colour() else f"*{text}*"
