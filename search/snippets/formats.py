"""A passage as text: for a pipe, for a terminal, for a web page. Spans become signs, and no other place does that.

The text of a document is somebody else's: what could command a terminal or a browser is taken out of its hands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from unicodedata import category, east_asian_width

from search.model import Passage, Span

BOLD_YELLOW, PLAIN = "\x1b[1;33m", "\x1b[0m"
REPLACEMENT = "\ufffd"
# html.escape would do it too, but brings the names of 2,231 characters, and a millisecond to every start.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
# C0, DEL and C1 but for tab and line end: to a terminal they are commands (ESC ] 0 ; sets its title).
_CONTROLS = {code: REPLACEMENT for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


def plain(passage: Passage) -> str:
    """The passage with its marks between stars.

    >>> from search.model import MatchKind, Reason
    >>> perang = Reason("memerangi", MatchKind.ROOT, "perang", "perang")
    >>> plain(Passage("Kata perang.", (Span(5, 11, perang),)))
    'Kata *perang*.'
    """
    return rendered(passage, lambda printed, _: f"*{_tamed(printed)}*", _tamed)


def ansi(passage: Passage, around: str = "") -> str:
    """The passage with its marks bold and yellow.

    Args:
        around: The codes of what stands between the marks (bold for a title: "\\x1b[1m").
    """
    text = rendered(passage, lambda printed, _: f"{BOLD_YELLOW}{_tamed(printed)}{PLAIN}{around}", _tamed)
    return f"{around}{text}{PLAIN}" if around else text


def html(passage: Passage, attributes: Callable[[Span], Mapping[str, str]] = lambda span: {}) -> str:
    """The passage as HTML: `<mark>` around its marks, everything else escaped.

    Args:
        attributes: Of the element of a span, by their names; values are escaped here.
    """

    def marked(printed: str, span: Span) -> str:
        given = "".join(f' {name}="{_escaped(value)}"' for name, value in attributes(span).items())
        return f"<mark{given}>{_escaped(printed)}</mark>"

    return rendered(passage, marked, _escaped)


def rendered(passage: Passage, marked: Callable[[str, Span], str], between: Callable[[str], str]) -> str:
    """The passage with each mark and each text between marks made into something else."""
    parts, place = [], 0
    for span in passage.spans:
        parts += [between(passage.text[place : span.start]), marked(passage.text[span.start : span.end], span)]
        place = span.end
    return "".join([*parts, between(passage.text[place:])])


def lines(passage: Passage, columns: int, *, sign: int = 0) -> Iterator[Passage]:
    """The passage broken at its blanks into lines of a terminal; a word wider than the line stands alone.

    Args:
        sign: Columns that the signs of a mark take: 2 for `plain`, 0 for `ansi`.

    >>> [line.text for line in lines(Passage("Rusia dan Turki"), 9)]
    ['Rusia dan', 'Turki']
    """
    start = width = place = 0
    for word in passage.text.split(" "):
        end = place + len(word)
        signs = sign * sum(place < span.end and span.start < end for span in passage.spans)
        taken = sum(map(_columns, word)) + signs
        if place > start and width + 1 + taken > columns:
            yield _part(passage, start, place - 1)
            start, width = place, taken
        else:
            width += taken + (place > start)
        place = end + 1
    yield _part(passage, start, len(passage.text))


def _part(passage: Passage, start: int, end: int) -> Passage:
    inside = [span for span in passage.spans if span.start < end and span.end > start]
    moved = (Span(max(span.start, start) - start, min(span.end, end) - start, span.reason) for span in inside)
    return Passage(passage.text[start:end], tuple(moved))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _tamed(text: str) -> str:
    return text if text.isprintable() else text.translate(_CONTROLS)


def _columns(character: str) -> int:
    """How many columns of a terminal a character takes: Chinese and Japanese ones take two, marks none."""
    if character < "\u0300":
        return 1
    return 0 if category(character) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(character) in "WF")
