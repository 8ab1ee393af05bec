"""Results as lines for a terminal or a pipe."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from search.index import View
from search.model import FacetValue, Hit, Numbers, Page, Passage, Span
from search.wording import date, number, reasoned, sentence

if TYPE_CHECKING:
    from search.index.misses import Miss

# Not before the sign at the end that says there is more: it would stand on a line of its own.
_BLANK = re.compile(r" (?!…$)")
WIDEST, NARROWEST = 100, 40  # columns; longer lines are hard to read
MOST_VALUES = 12  # of a facet; --json has all


def printed_page(page: Page, language: str, why_not: Iterable[str] = ()) -> str:
    """The page as text: a line of counts, then title, source and date, snippet and reasons of each hit.

    Args:
        why_not: Lines that tell why nothing was found.
    """
    if not page.total:
        head = sentence("nothing-found", language, {"query": page.query})
        return "\n".join([head, *why_not, *printed_advice(page, language)])
    if page.limit and not page.hits:
        return f"{sentence('total-all', language, {'total': page.total})}\n\n{_beyond(language)}"
    counts = {"total": page.total, "complete": page.complete}
    head = sentence("total-all" if page.total == page.complete else "total", language, counts)
    facets = "\n".join(_facet(name, values, language) for name, values in page.facets.items() if values)
    advice = "\n".join(printed_advice(page, language))
    parts = [head, facets, *(printed_hit(hit, language) for hit in page.hits), advice]
    return "\n\n".join(part for part in parts if part)


def printed_hit(hit: Hit, language: str) -> str:
    """One hit in four to six lines, with its numbers where they were asked for."""
    margin = " " * 4
    document = hit.document
    title = list(_lines(hit.title, width=_width() - 4, style={"bold": True}))
    about = " · ".join(part for part in (document.source, date(document.published, language), document.id) if part)
    why = "; ".join(f"{reason.word}: {reasoned(reason, language)}" for reason in hit.why)
    lines = [f"{hit.rank:>3} {title[0]}", *(margin + line for line in title[1:3]), margin + _styled(about, dim=True)]
    lines += [margin + line for line in _lines(hit.snippet, width=_width() - 4)]
    more = [why] if why else []
    more += [sentence("missing", language, {"words": ", ".join(hit.missing)})] if hit.missing else []
    more += [_copies(hit, language)] if hit.copies_total else []
    lines += [margin + _styled(line, dim=True) for line in more]
    lines += [margin + _styled(line, dim=True) for line in _numbers(hit.numbers)] if hit.numbers else []
    return "\n".join(lines)


def printed_miss(miss: Miss, language: str) -> Iterator[str]:
    """Why nothing was found, one line for each reason that is known."""
    if miss.words:
        yield "  " + sentence("unknown-words", language, {"words": ", ".join(miss.words)})
    for name in miss.filters:
        yield "  " + sentence("empty-filter", language, {"filter": name})
    if miss.unfiltered:
        yield "  " + sentence("unfiltered", language, {"count": miss.unfiltered})


def printed_view(view: View, language: str) -> str:
    """A whole article with its marks."""
    document = view.document
    facts = (document.source, date(document.published, language), document.byline, document.url, document.id)
    paragraphs = [*_lines(view.title, width=_width(), style={"bold": True}), " · ".join(filter(None, facts)), ""]
    return "\n".join([*paragraphs, *_paragraphs(view.body)])


def _paragraphs(body: Passage) -> Iterator[str]:
    """The lines of a body, each paragraph broken for itself."""
    start = 0
    for paragraph in body.text.split("\n"):
        end = start + len(paragraph)
        spans = tuple(
            Span(span.start - start, span.end - start, span.reason)
            for span in body.spans
            if start <= span.start and span.end <= end
        )
        yield from _lines(Passage(paragraph, spans), width=_width())
        start = end + 1


def printed_advice(page: Page, language: str) -> Iterator[str]:
    """What else to ask, one line for each query with what it finds."""
    for advice in page.advice:
        total = sentence("total-all", language, {"total": advice.total})
        yield f"  {sentence(advice.code, language, advice.values)}: {advice.query} ({total})"


def _beyond(language: str) -> str:
    return f"    {sentence('page-beyond-end', language)}"


def _facet(name: str, values: Sequence[FacetValue], language: str) -> str:
    shown = ", ".join(f"{one.value} ({number(one.count, language)})" for one in values[:MOST_VALUES])
    return f"{sentence(f'facet-{name}', language)}: {shown}{', …' if len(values) > MOST_VALUES else ''}"


def _copies(hit: Hit, language: str) -> str:
    if hit.outlets == 1:
        return sentence("copies-own", language, {"count": hit.copies_total + 1})
    own = hit.document.source
    others = dict.fromkeys(copy.source or copy.id for copy in hit.copies if copy.source is None or copy.source != own)
    return sentence("copies", language, {"count": hit.outlets, "names": ", ".join(others)})


def _numbers(numbers: Numbers, depth: int = 0) -> Iterator[str]:
    factor = f" (x {numbers.factor:.3f})" if abs(numbers.factor - 1) > 1e-3 else ""
    yield f"{'  ' * depth}{numbers.score:8.4f}{factor} {numbers.label}".rstrip()
    for part in numbers.parts:
        yield from _numbers(part, depth + 1)


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
    for word in _BLANK.split(text):
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
