"""What analysis makes of a chunk, as numbers: a text becomes an array by one look into a dictionary for each chunk.

The rules are those of `search.analysis`, which are asked once for each chunk.
"""

from __future__ import annotations

from search.analysis import Piece
from search.bulk.chunks import CASE_MASK, CASE_SHIFT, CASES, COVERS_SHIFT, STEP, Chunks, Roots
from search.bulk.pieces import Pieces
from search.bulk.words import Words

# Chunks, of which each takes some 200 bytes with all that is known of its words. The 27,901 articles of the
# development corpora hold 330,000.
MOST_CHUNKS = 400_000


class Lexicon:
    """The words, pieces and chunks met so far. It grows; when it `is_full`, take a new one. Not for several threads.

    Attributes:
        words: The number of each word; it is a term of an index, a surface or a root.
        pieces: What chunks are made of.
    """

    def __init__(self) -> None:
        self.words = Words()
        self.pieces = Pieces()
        self._chunks: dict[tuple[str, bool], Chunks] = {}
        self._roots: dict[str, Roots] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return Lexicon, ()  # to another process empty, as it only remembers

    @property
    def size(self) -> int:
        """How many chunks it knows."""
        return sum(map(len, self._chunks.values()))

    @property
    def is_full(self) -> bool:
        """Does it hold as much as the memory of an indexing run allows?"""
        return self.size > MOST_CHUNKS

    def chunks(self, language: str, is_cased: bool) -> Chunks:
        """The chunks of a language that `stemmed_as` gives; `is_cased`: do capitals mean anything there?"""
        key = language, is_cased
        if key not in self._chunks:
            roots = self._roots.setdefault(language, Roots(language, self.words))
            self._chunks[key] = Chunks(language, is_cased, self.words, roots, self.pieces)
        return self._chunks[key]

    def piece(self, surface: int, root: int, kind: int, *, joins: bool) -> Piece:
        """A piece as the analysis gave it."""
        case, word = CASES[kind >> CASE_SHIFT & CASE_MASK], self.words.all
        return Piece(word[surface], word[root], kind & STEP, joins, case, kind >> COVERS_SHIFT)
