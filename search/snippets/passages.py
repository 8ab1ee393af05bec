"""What of a text is shown: all of it, or the fragments with most of the query, and the spans to mark there.

Invariant: spans stay inside the passage, in order and apart, and mark what their reasons say was printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from search.model import Passage, Span
from search.snippets.fragments import fragments
from search.snippets.scanning import Mark

WIDTH = 220  # characters: two lines of a results page
CUT = "…"
_BLANKS = re.compile(r"\s{2,}|[^\S ]")  # all but the single spaces that nearly all of them are


def snippet(
    text: str, found: Sequence[Mark], *, width: int = WIDTH, content: Collection[int] | None = None, said: int = 0
) -> Passage:
    """Choose the one to three fragments with the most distinct concepts, then the most marks, then the densest.

    Args:
        found: The marks of the text, in order, none over another.
        width: Characters of all fragments together, without the dots that tell of a cut; a last word may go beyond.
        content: The concepts that count, by their index in the query; None: all.
        said: The text up to here stands above the snippet already: it comes last.

    Returns:
        The fragments, blanks and line ends made single spaces, and their marks. With no mark: the opening.
    """
    wanted = {mark.concept for mark in found} if content is None else content
    shown = fragments(text, found, width, wanted, said)
    parts = [f"{CUT} "] if text[: shown[0][0]].strip() else []
    spans: list[Span] = []
    length = len(parts) * 2
    for number, (start, end) in enumerate(shown):
        piece = _piece(text, start, end, found)
        parts += [f" {CUT} "] * (number > 0) + [piece.text]
        length += 3 * (number > 0)
        spans += [Span(span.start + length, span.end + length, span.reason) for span in piece.spans]
        length += len(piece.text)
    if text[shown[-1][1] :].strip():
        parts.append(f" {CUT}")
    return Passage("".join(parts), tuple(spans))


def whole(text: str, found: Sequence[Mark]) -> Passage:
    """The whole text with its marks, as for a title or a document page."""
    return Passage(text, tuple(mark.span for mark in found))


def _piece(text: str, start: int, end: int, found: Sequence[Mark]) -> Passage:
    """A part of the text in one line, and its spans moved along."""
    line, count = _BLANKS.subn(" ", text[start:end])
    lost = [(run.end(), len(run[0]) - 1) for run in _BLANKS.finditer(text, start, end)] if count else []
    spans = []
    for mark in found:
        # Only a match that is longer than the whole snippet is cut, and then its reason says what is left of it.
        if mark.start < start or mark.start >= end or mark.end > end > mark.start > start:
            continue
        at, to = mark.start - start, mark.end - start
        if lost:
            at, to = (place - sum(n for run, n in lost if run <= place + start) for place in (at, to))
        printed = line[at:to]
        reason = mark.reason if printed == mark.reason.printed else replace(mark.reason, printed=printed)
        spans.append(Span(at, at + len(printed), reason))
    return Passage(line, tuple(spans))
