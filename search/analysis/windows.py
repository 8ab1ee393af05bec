"""A text as chunks that are analyzed only where somebody looks: the tokens of a part at the cost of the part.

Invariant: `Chunks(text).tokens(first, last)` are those that `tokens(text)` has for these chunks, but that the first
joins nothing before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from search.analysis.analyzer import Token, cased_lines
from search.analysis.chunks import Chunk, analysis
from search.analysis.views import stemmed_as

_CHUNK = re.compile(r"\S+")


class Chunks:
    """The chunks of a document's text, by their numbers from 0.

    Attributes:
        text, printed: The text, and its chunks as printed.
    """

    def __init__(self, text: str, language: str = "id") -> None:
        self.printed = text.split()
        self.text, self._language = text, stemmed_as(language)

    @cached_property
    def starts(self) -> list[int]:
        """Where each chunk starts, in characters of the text."""
        found: list[int] = []
        at = 0
        for line in self.text.split("\n"):
            lengths = [len(chunk) + 1 for chunk in line.split()]
            if sum(lengths) == len(line) + 1:  # single blanks: nearly all lines, and a third of the time
                found += list(accumulate(lengths, initial=at))[:-1]
            else:
                found += [at + match.start() for match in _CHUNK.finditer(line)]
            at += len(line) + 1
        return found

    def analyzed(self, number: int) -> Chunk:
        """The analysis of one chunk, as if the case of its letters told something."""
        return analysis(self._language, is_cased=True).short(self.printed[number])

    def is_cased(self, number: int) -> bool:
        """Does the case of letters tell something in the line of this chunk?"""
        starts, are_cased = self._lines
        return are_cased[bisect_right(starts, self.starts[number]) - 1] if len(starts) > 1 else are_cased[0]

    def tokens(self, first: int, last: int) -> list[Token]:
        """The tokens of the chunks from `first` on, `last` excluded.

        >>> chunks = Chunks("Menumpas ISIS di Suriah")
        >>> [(token.start, token.end, token.piece.root) for token in chunks.tokens(1, 3)]
        [(9, 13, 'isis'), (14, 16, 'di')]
        """
        found: list[Token] = []
        is_open = False
        for number in range(first, last):
            chunk = self.printed[number]
            apart, joined, opens, spans = analysis(self._language, self.is_cased(number)).short(chunk)
            at = self.starts[number]
            for piece, (start, end) in zip(joined if is_open else apart, spans, strict=True):
                found.append(Token(at + start, at + end, piece))
            is_open = opens
        return found

    @cached_property
    def _lines(self) -> tuple[list[int], list[bool]]:
        """Where each line starts, and whether capitals mean anything in it."""
        lines = list(cased_lines(self.text))
        return [line.start for line in lines], [line.is_cased for line in lines]
