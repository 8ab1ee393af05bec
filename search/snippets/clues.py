"""What each chunk of a text gives away about the query, by itself; remembered, because news repeats its chunks."""

from __future__ import annotations

from typing import NamedTuple

from search.aliases import AliasTable
from search.analysis import Token
from search.analysis.chunks import Piece, analysis
from search.analysis.views import stemmed_as
from search.snippets.scanning import Mark, scanned
from search.snippets.sought import Sought, name_words


class Clue(NamedTuple):
    """What a chunk gives away.

    Attributes:
        marks: Its marks where no name or phrase runs through it, in characters of the chunk.
        is_open: May one begin here, so that its neighbours must be looked at?
    """

    marks: tuple[Mark, ...]
    is_open: bool


class Clues(dict[str, Clue | None]):
    """`clues[chunk]`, for one query and one language: None where it gives nothing away. Each chunk is judged once.

    A dictionary, because `map` takes a whole text through it without a step of Python.
    """

    def __init__(self, wanted: Sought, aliases: AliasTable, language: str) -> None:
        super().__init__()
        # Where the case of letters is no evidence, more may be a name: such lines are not judged by their chunks.
        self._analyzed = analysis(stemmed_as(language), is_cased=True).short
        self._wanted, self._aliases, self._names = wanted, aliases, name_words(aliases)
        self._surfaces = frozenset((*wanted.exact, *wanted.wider, *wanted.anchors))
        self._roots = frozenset((*wanted.roots, *wanted.anchor_roots))

    def __missing__(self, chunk: str) -> Clue | None:
        clue = None
        for surface, root, _, _, _, _ in self._analyzed(chunk).apart:
            if surface in self._surfaces or root in self._roots:
                clue = self._clue(chunk)
                break
        self[chunk] = clue
        return clue

    def _clue(self, chunk: str) -> Clue:
        apart, _, _, spans = self._analyzed(chunk)
        tokens = [Token(start, end, piece) for piece, (start, end) in zip(apart, spans, strict=True)]
        return Clue(tuple(scanned(chunk, tokens, self._wanted, self._aliases)), any(map(self._is_anchor, apart)))

    def _is_anchor(self, piece: Piece) -> bool:
        """May something begin here that the word alone does not tell: a row, a name, a root folded into a name?"""
        wanted = self._wanted
        if piece.surface in wanted.anchors or piece.root in wanted.anchor_roots:
            return True
        return piece.root in wanted.roots and (piece.surface in self._names.first or piece.root in self._names.roots)
