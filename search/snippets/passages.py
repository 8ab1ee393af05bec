"""The passage of a text that shows most of the query.

Invariant: spans stay inside the passage, in order, and mark the printed words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.model import Passage, Span
from search.snippets.marking import Mark

WIDTH = 220  # characters: two lines of a results page
CUT = "…"
_BLANKS = re.compile(r"\s+")
_SENTENCE_START = re.compile(r"(?:\A|(?<=[.!?][\"”’)]\s)|(?<=[.!?]\s)|(?<=\n))(?=\S)")


def snippet(text: str, found: Sequence[Mark], *, width: int = WIDTH) -> Passage:
    """Choose the passage with the most distinct concepts, then the most marks, then the closest together.

    Args:
        found: The marks of the text, in order.
        width: Length limit in characters, without the dots that tell of a cut; ends at word boundaries.

    Returns:
        The passage, blanks and line ends made single spaces, and its marks. With no mark: the opening.
    """
    spans = [mark.span for mark in found]
    first, last = _densest(found, width)
    start, end = _bounds(text, spans[first].start, spans[last].end, width) if found else _bounds(text, 0, 0, width)
    return _cut(text, start, end, [span for span in spans if start <= span.start and span.end <= end])


def whole(text: str, found: Sequence[Mark]) -> Passage:
    """The whole text with its marks, as for a title or a document page."""
    return Passage(text, tuple(mark.span for mark in found))


def _densest(found: Sequence[Mark], width: int) -> tuple[int, int]:
    """The first and last mark of the best window: of equal ones the narrowest, which leaves room for what is around."""
    best, best_value, last = (0, 0), (0, 0, 0), 0
    for first, opening in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].span.end - opening.span.start <= width:
            last += 1
        inside = found[first : last + 1]
        extent = found[last].span.end - opening.span.start
        value = len({mark.concept for mark in inside}), len(inside), -extent
        if value > best_value:
            best, best_value = (first, last), value
    return best


def _bounds(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Widen the part from `start` to `end` to about `width`: back to where its sentence begins, or else around it."""
    end = max(end, start)
    room = max(0, width - (end - start))
    begin = start - min(start, room // 2)
    sentences = [match.start() for match in _SENTENCE_START.finditer(text, max(0, start - room), start + 1)]
    if sentences:
        begin = sentences[0] if sentences[0] >= begin else max(begin, 0)
        begin = next((place for place in sentences if place >= start - room), begin)
    elif begin:
        begin = _word_start(text, begin, start)
    return begin, _word_end(text, max(end, min(len(text), begin + width)), end)


def _word_start(text: str, place: int, limit: int) -> int:
    """The first beginning of a word from `place` on, `limit` at the latest."""
    match = re.compile(r"(?<!\S)\S").search(text, place, limit + 1)
    return match.start() if match else limit


def _word_end(text: str, place: int, limit: int) -> int:
    """The last end of a word up to `place`, `limit` at the earliest."""
    if place >= len(text) or text[place].isspace():
        return len(text[:place].rstrip()) if place > limit else place
    cut = max(text.rfind(" ", limit, place), text.rfind("\n", limit, place))
    return len(text[:cut].rstrip()) if cut > limit else limit


def _cut(text: str, start: int, end: int, spans: Sequence[Span]) -> Passage:
    """The part of the text in one line, with dots where it was cut, and the spans moved along."""
    parts = [f"{CUT} "] if text[:start].strip() else []
    length, place, moved = sum(map(len, parts)), start, []
    for span in spans:
        between = _BLANKS.sub(" ", text[place : span.start])
        parts += [between, span.reason.printed]
        length += len(between)
        moved.append(Span(length, length + len(span.reason.printed), span.reason))
        length += len(span.reason.printed)
        place = span.end
    parts.append(_BLANKS.sub(" ", text[place:end]))
    if text[end:].strip():
        parts.append(f" {CUT}")
    return Passage("".join(parts), tuple(moved))
