"""Frequent words that often follow one another, and where they do: a phrase of two of them is read as a term is.

Half of a text are words that many documents have, so a phrase of two of them is found among very many positions. There
are few such words, and few pairs of them: in 27,901 articles 134 words and some 1,000 pairs. These are counted when a
segment is written and take .5 MB; a phrase of them takes .1 ms, and 1.6 by positions. Every other phrase has a word
whose positions are few. A pair that is not here may be there all the same: it is only looked for by its positions.
How they are counted: `pairwriting`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from search.engines.whoosh.packing import Piece, unpacked
from search.engines.whoosh.runs import Runs
from search.engines.whoosh.sections import Sections

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers

ENTRY_BITS = 32


class Pairs:
    """The pairs of a field, read where they lie, for any number of threads."""

    def __init__(self, field: str, sections: Sections) -> None:
        name = f"{field}.pairs"
        self._pairs = sections.view(name) if name in sections else memoryview(b"")
        if self._pairs:
            self._packings, self._postings = sections.view(f"{name}.packings"), Runs(sections, f"{name}.data")

    def find(self, first: int, second: int) -> tuple[Ints, Ints | Numbers] | None:
        """The documents where one entry of the field is followed by another, and how often; None: not known."""
        pair = first << ENTRY_BITS | second
        place = bisect_left(self._pairs, pair)
        if place == len(self._pairs) or self._pairs[place] != pair:
            return None
        return unpacked([Piece(self._postings[place], self._packings[place])])[0]
