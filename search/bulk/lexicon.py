"""What analysis makes of a chunk, as numbers: a text becomes an array by one look into a dictionary for each chunk.

The rules are those of `search.analysis`, which are asked once for each chunk.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from search.analysis import Piece
from search.bulk.chunks import CASES, COLUMNS, Chunks, Roots

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Chunks, of which each takes some 200 bytes with all that is known of its words. The 27,901 articles of the
# development corpora hold 330,000.
MOST_CHUNKS = 400_000
_NO_NUMBERS = np.empty(0, np.int32)


class Words(dict[str, int]):
    """Gives each new word the next number.

    Attributes:
        all: The words by number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.all)
        self.all.append(word)
        return number


class Pieces:
    """The pieces by number, each a row of the columns of `search.bulk.chunks`, in 32 bytes."""

    def __init__(self) -> None:
        self._numbers = array("i")

    def __len__(self) -> int:
        return len(self._numbers) // COLUMNS

    def __getitem__(self, some: slice) -> NDArray[np.int32]:
        """Some of them, copied."""
        return self.array()[some].copy()

    def append(self, rows: Iterable[int]) -> None:
        """Add a piece, or several, row after row."""
        self._numbers.extend(rows)

    def rows(self, first: int, count: int) -> array[int]:
        """The rows of some pieces, one after another."""
        return self._numbers[first * COLUMNS : (first + count) * COLUMNS]

    def array(self) -> NDArray[np.int32]:
        """All of them. It is to be let go of before the next one is added."""
        return np.frombuffer(self._numbers or _NO_NUMBERS, np.int32).reshape(-1, COLUMNS)


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
    def is_full(self) -> bool:
        """Does it hold as much as memory allows?"""
        return sum(map(len, self._chunks.values())) > MOST_CHUNKS

    def chunks(self, language: str, is_cased: bool) -> Chunks:
        """The chunks of a language that `stemmed_as` gives; `is_cased`: do capitals mean anything there?"""
        key = language, is_cased
        if key not in self._chunks:
            roots = self._roots.setdefault(language, Roots(language, self.words))
            self._chunks[key] = Chunks(language, is_cased, self.words, roots, self.pieces)
        return self._chunks[key]

    def piece(self, row: NDArray[np.int32], *, joins: bool) -> Piece:
        """A piece as the analysis gave it."""
        surface, root, step, _, case, covers, *_ = row.tolist()
        return Piece(self.words.all[surface], self.words.all[root], step, joins, CASES[case], covers)
