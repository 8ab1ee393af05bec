"""Where a fragment of a text begins and ends: at sentences where they fit, at words else.

Only a word that is longer than the line is cut, and then between two characters as readers see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from search.snippets.graphemes import cut_after, cut_before

LONGEST_WORD = 40  # characters that a fragment may go over its width to finish a word; the longest of news have 30
_STOP = re.compile(r"(?P<stop>[.!?…]+[\"'”’»)\]]*)\s+|\s*\n\s*")
# Before a name or a number: M. Sidik, Dr. Amir, Jl. Merdeka, No. 5. One that ends a sentence costs a place to cut.
_SHORTENED = re.compile(r"(?:\b[A-Z]\w?|\b(?:Drs|Hj|Prof|Kab|Kec|Kel|Kol|Tgl|dr|hal|jl|no|vs))\.\Z")

_WORD, _BLANK, _PRINTED = re.compile(r"(?<!\S)\S"), re.compile(r"\s"), re.compile(r"\S")


class Stop(NamedTuple):
    """The place behind a sentence, and the beginning of the next."""

    end: int
    start: int


def bounds(text: str, start: int, end: int, width: int, floor: int = 0) -> tuple[int, int]:
    """Widen the part from `start` to `end` to at most about `width` characters.

    It goes back to where its sentence begins, or else around the part; then to the end of a sentence, if that fills
    half of the width, or else of a word. At the end of the text it takes what comes before instead. It does not go
    back beyond `floor`.

    >>> text = "Rusia menyerang. Turki diam. Iran ikut serta."
    >>> [text[slice(*bounds(text, 17, 22, width))] for width in (12, 20, 30)]
    ['Turki diam.', 'Turki diam.', 'Turki diam. Iran ikut serta.']
    """
    if end - start > width:
        return start, max(cut_before(text, start + width), start + 1)
    room = width - (end - start)
    lowest = max(min(floor, start), start - room)
    stops = list(_stops(text, lowest, start + width))
    begins = [opening(text)] if not lowest else []
    begins += [stop.start for stop in stops if lowest <= stop.start]
    begins = [place for place in begins if place <= start]
    begin = begins[-1] if begins else _word_start(text, max(lowest, start - room // 2), start, lowest)
    begin = cut_before(text, begin)  # a blank may carry an accent too
    limit = begin + width
    if limit >= len(text):
        finish = max(end, len(text.rstrip()))
        return min([begin, *(place for place in begins if place >= finish - width)]), finish
    ends = [stop.end for stop in stops if end <= stop.end <= limit and stop.end - begin >= width // 2]
    return begin, ends[-1] if ends else _word_end(text, limit, end)


def opening(text: str, place: int = 0) -> int:
    """The first character from a place on that is no blank; the end of the text where there is none."""
    match = _PRINTED.search(text, place)
    return match.start() if match else len(text)


def _stops(text: str, lowest: int, highest: int) -> Iterator[Stop]:
    """The ends of sentences and paragraphs, where the next begins in a part of the text."""
    for match in _STOP.finditer(text, max(0, lowest - 4), highest + 2):
        end = match.start() if match["stop"] is None else match.end("stop")
        is_shortened = match["stop"] == "." and _SHORTENED.search(text, max(0, end - 8), end)
        if not is_shortened and not text[match.end() : match.end() + 1].islower():
            yield Stop(end, match.end())


def _word_start(text: str, place: int, start: int, lowest: int) -> int:
    """The first beginning of a word from `place` to `start`; or that of the word at `start`, if it is near."""
    match = _WORD.search(text, max(0, place), start + 1)
    if match:
        return match.start()
    for begin in range(place, max(lowest, place - LONGEST_WORD) - 1, -1):
        if begin == 0 or text[begin - 1].isspace():
            return begin
    return cut_before(text, place)


def _word_end(text: str, limit: int, end: int) -> int:
    """The last end of a word from `end` to `limit`; or that of the word at `limit`, if it is near."""
    for place in range(limit, end - 1, -1):
        if text[place].isspace() and (place == end or not text[place - 1].isspace()):
            return place
    match = _BLANK.search(text, limit, limit + LONGEST_WORD)
    if match or len(text) <= limit + LONGEST_WORD:
        return match.start() if match else len(text)
    cut = cut_before(text, limit)
    return cut if cut >= end else cut_after(text, limit)
