"""What each chunk of a text gives away about the query, by itself; remembered, because news repeats its chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.aliases import AliasTable
from search.analysis.chunks import Chunk, Piece, analysis
from search.analysis.views import stemmed_as
from search.model import Reason
from search.snippets.scanning import alone, spanned
from search.snippets.sought import Sought, name_words


class Sign(NamedTuple):
    """A match inside a chunk: characters of the chunk, and a concept's index in the query."""

    start: int
    end: int
    concept: int
    reason: Reason


class Clue(NamedTuple):
    """What a chunk gives away: matches that hold wherever it stands, or that its neighbours must be looked at."""

    signs: tuple[Sign, ...]
    is_open: bool


class Clues:
    """The clues of chunks, for one query and one language; each chunk is judged once."""

    def __init__(self, wanted: Sought, aliases: AliasTable, language: str) -> None:
        # The case of letters decides nothing here: names, for which it counts, are not judged by a chunk alone.
        self._analyzed = analysis(stemmed_as(language), is_cased=True).short
        self._wanted, self._names = wanted, name_words(aliases)
        self._surfaces = frozenset((*wanted.exact, *wanted.wider, *wanted.anchors))
        self._roots = frozenset((*wanted.roots, *wanted.anchor_roots))
        self._clues: dict[str, Clue] = {}
        self._silent: set[str] = set()

    def met(self, printed: Sequence[str]) -> list[tuple[int, Clue]]:
        """The chunks that give something away, by their places in a row of chunks."""
        analyzed, surfaces, roots = self._analyzed, self._surfaces, self._roots
        fresh = set(printed).difference(self._silent, self._clues)
        for chunk in fresh:
            found = analyzed(chunk)
            for surface, root, _, _, _, _ in found.apart:
                if surface in surfaces or root in roots:
                    self._clues[chunk] = self._clue(chunk, found)
                    break
        clues = self._clues
        self._silent |= fresh.difference(clues)
        return [(number, clues[chunk]) for number, chunk in enumerate(printed) if chunk in clues]

    def _clue(self, chunk: str, found: Chunk) -> Clue:
        if any(map(self._is_anchor, found.apart)):
            return Clue((), True)
        return Clue(tuple(self._signs(chunk, found)), False)

    def _is_anchor(self, piece: Piece) -> bool:
        """May something begin here that the word alone does not tell: a row, a name, a root folded into a name?"""
        wanted = self._wanted
        if piece.surface in wanted.anchors or piece.root in wanted.anchor_roots:
            return True
        return piece.root in wanted.roots and (piece.surface in self._names.first or piece.root in self._names.roots)

    def _signs(self, chunk: str, found: Chunk) -> Iterator[Sign]:
        for piece, (start, end) in zip(found.apart, found.spans, strict=True):
            for kind, number, via in alone(piece, self._wanted):
                span = spanned(chunk, start, end, self._wanted.asked[number], kind, via)
                yield Sign(start, end, number, span.reason)
