"""What each chunk of a text gives away about the query, by itself; remembered, because news repeats its chunks.

Nine chunks in ten give nothing away, and to look at the words of each would be most of the time of a result. So what a
chunk says by itself is its root, whatever the query; only those with the root of a sought word are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from search.aliases import AliasTable
from search.analysis import Token
from search.analysis.chunks import EDGES, LONGEST_CACHED, Piece, analysis
from search.analysis.memo import Memo
from search.analysis.tokenizer import GLUED_PREPOSITION
from search.analysis.views import root_of
from search.analysis.windows import Chunks
from search.snippets.scanning import Mark, scanned, words
from search.snippets.sought import Sought, name_words

NOTHING, SEVERAL = "", " "  # in place of the root of a chunk without a word, and of one with more than one
CHUNKS = 1 << 16  # of one generation of remembered roots: some 10 MB, when both are full
MOST_SOUGHT = 100  # words; to look at each chunk takes less than to find out the roots of more, as patterns stand for


class Clue(NamedTuple):
    """What a chunk gives away.

    Attributes:
        marks: Its marks where no name or phrase runs through it, in characters of the chunk.
        is_open: May one begin here, so that its neighbours must be looked at?
    """

    marks: Sequence[Mark]
    is_open: bool


class Clues:
    """The clues of chunks, for one query and one language that `stemmed_as` gives; each chunk is judged once."""

    def __init__(self, wanted: Sought, aliases: AliasTable, language: str) -> None:
        # Where the case of letters is no evidence, more may be a name: such lines are not judged by their chunks.
        self._analyzed = analysis(language, is_cased=True).short
        self._wanted, self._aliases, self._names = wanted, aliases, name_words(aliases)
        self._surfaces = frozenset((*wanted.exact, *wanted.wider, *wanted.anchors))
        self._roots = frozenset((*wanted.roots, *wanted.anchor_roots))
        self._root, self._is_sought = lone_roots(language).__getitem__, self._sought(language)
        self._clues: dict[str, Clue | None] = {}
        self._rows: dict[tuple[str, tuple[bool, ...]], list[Mark]] = {}

    def _sought(self, language: str) -> Callable[[str], bool]:
        """Must a chunk with this root be looked at?"""
        if len(self._surfaces) > MOST_SOUGHT:
            return bool
        return self._roots.union((SEVERAL,), (root_of(surface, language) for surface in self._surfaces)).__contains__

    def met(self, printed: Sequence[str]) -> Iterator[tuple[int, Clue]]:
        """The chunks that give something away, by their places in a row of chunks."""
        for number in compress(range(len(printed)), map(self._is_sought, map(self._root, printed))):
            chunk = printed[number]
            clue = self._clues[chunk] if chunk in self._clues else self._judged(chunk)
            if clue:
                yield number, clue

    def row(self, chunks: Chunks, first: int, last: int) -> Sequence[Mark]:
        """The marks of some chunks read as a row of words, in characters from the first of them on."""
        at = chunks.starts[first]
        printed = chunks.text[at : chunks.starts[last - 1] + len(chunks.printed[last - 1])]
        key = printed, tuple(map(chunks.is_cased, range(first, last)))
        if key not in self._rows:
            tokens = [Token(start - at, end - at, piece) for start, end, piece in chunks.tokens(first, last)]
            self._rows[key] = self._scanned(printed, tokens)
        return self._rows[key]

    def _scanned(self, text: str, tokens: Sequence[Token]) -> list[Mark]:
        return scanned(text, tokens, self._wanted, self._aliases)

    def _judged(self, chunk: str) -> Clue | None:
        apart, _, _, spans = self._analyzed(chunk)
        clue = None
        if any(piece.surface in self._surfaces or piece.root in self._roots for piece in apart):
            tokens = [Token(start, end, piece) for piece, (start, end) in zip(apart, spans, strict=True)]
            is_open = any(map(self._is_anchor, apart))
            clue = Clue(self._scanned(chunk, tokens) if is_open else words(chunk, tokens, self._wanted), is_open)
        self._clues[chunk] = clue
        return clue

    def _is_anchor(self, piece: Piece) -> bool:
        """May something begin here that the word alone does not tell: a row, a name, a root folded into a name?"""
        wanted = self._wanted
        if piece.surface in wanted.anchors or piece.root in wanted.anchor_roots:
            return True
        return piece.root in wanted.roots and (piece.surface in self._names.first or piece.root in self._names.roots)


@cache  # of few languages: see `stemmed_as`
def lone_roots(language: str) -> Memo[str]:
    """The root of a chunk's one word, in a language; NOTHING or SEVERAL where it is not one."""
    analyzed = analysis(language, is_cased=True).short

    def root(chunk: str) -> str:
        bare = chunk.strip(EDGES)
        # Most are one plain word or number, whose root is all that counts: a whole analysis takes twice as long.
        is_plain = bare.isascii() and (bare.isalpha() or bare.isdigit()) and len(chunk) <= LONGEST_CACHED
        if is_plain and not GLUED_PREPOSITION.match(bare):
            return root_of(bare.lower(), language)
        pieces = analyzed(chunk).apart
        return pieces[0].root if len(pieces) == 1 else SEVERAL if pieces else NOTHING

    return Memo(root, most=CHUNKS, longest=LONGEST_CACHED)
