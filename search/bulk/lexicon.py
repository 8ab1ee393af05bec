"""What analysis makes of a chunk, as numbers: a text becomes an array by one look into a dictionary for each chunk.

The rules are those of `search.analysis`, which are asked once for each chunk.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from search.analysis import Piece
from search.analysis.chunks import LONGEST_CACHED, Case, Chunk, analyzed_chunk, between_signs, is_word
from search.analysis.views import root_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Chunks, of which each takes some 200 bytes with all that is known of its words. The 27,901 articles of the
# development corpora hold 330,000.
MOST_CHUNKS = 400_000
# The columns of a piece. HEADS: does it stand at the first position of its chunk? SPANNED: does a form before it stand
# for it as well, as "su24" does for the "24" of Su-24?
SURFACE, ROOT, STEP, JOINS, CASE, COVERS, HEADS, SPANNED = range(8)
COLUMNS = 8
_CASES = (*Case, None)
_NO_CASE = len(_CASES) - 1
# A chunk is one number: its first piece, how many pieces it has, whether it ends in a word, and whether it opens with
# a sign, so that its first position joins nothing.
COUNT_SHIFT, FIRST_SHIFT, COUNT_MASK = 2, 24, (1 << 22) - 1
OPEN, APART = 2, 1
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
    """The pieces by number, each a row of the columns above, in 32 bytes."""

    def __init__(self) -> None:
        self._numbers = array("i")

    def __len__(self) -> int:
        return len(self._numbers) // COLUMNS

    def __getitem__(self, some: slice) -> NDArray[np.int32]:
        """Some of them, copied."""
        return self.array()[some].copy()

    def append(self, row: Iterable[int]) -> None:
        """Add a piece."""
        self._numbers.extend(row)

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
        self._roots: dict[str, _Roots] = {}

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
            roots = self._roots.setdefault(language, _Roots(language, self.words))
            self._chunks[key] = Chunks(language, is_cased, self.words, roots, self.pieces)
        return self._chunks[key]

    def piece(self, row: NDArray[np.int32], *, joins: bool) -> Piece:
        """A piece as the analysis gave it."""
        surface, root, step, _, case, covers, *_ = row.tolist()
        return Piece(self.words.all[surface], self.words.all[root], step, joins, _CASES[case], covers)


class Chunks(dict[str, int]):
    """Gives for a chunk its number, in which `FIRST_SHIFT` and the others tell what it is."""

    def __init__(self, language: str, is_cased: bool, words: Words, roots: _Roots, pieces: Pieces) -> None:
        super().__init__()
        self._analyzed: Callable[[str], Chunk] = partial(analyzed_chunk, language=language, is_cased=is_cased)
        self._is_cased, self._words, self._roots, self._pieces = is_cased, words, roots, pieces

    def __missing__(self, chunk: str) -> int:
        if len(chunk) > LONGEST_CACHED:
            return self._added(self._analyzed(chunk))  # nearly all different
        bare = between_signs(chunk)
        if bare == chunk and is_word(chunk):
            number = self._word(chunk)
        elif bare and bare != chunk:
            number = self[bare] & ~(OPEN | APART)
            if not chunk.startswith(bare):
                number |= APART | (OPEN if chunk.endswith(bare) else 0)
        else:
            number = self._added(self._analyzed(chunk))
        self[chunk] = number
        return number

    def _word(self, word: str) -> int:
        """The commonest by far: a single word of plain letters."""
        surface = word.lower()
        case = 0 if surface == word else Case.of(word).value
        row = self._words[surface], self._roots[surface], 1, 1, case if self._is_cased else _NO_CASE, 1, 1, 0
        self._pieces.append(row)
        return len(self._pieces) - 1 << FIRST_SHIFT | 1 << COUNT_SHIFT | OPEN

    def _added(self, chunk: Chunk) -> int:
        first, pieces = len(self._pieces), chunk.joined
        place = spanned_to = 0
        for surface, root, step, joins, case, covers in pieces:
            place += step
            numbers = self._words[surface], self._words[root]
            self._pieces.append((*numbers, step, joins, _CASES.index(case), covers, place == 1, place <= spanned_to))
            spanned_to = max(spanned_to, place + covers - 1 if covers > 1 else 0)
        return first << FIRST_SHIFT | len(pieces) << COUNT_SHIFT | (OPEN if chunk.is_open else 0)


class _Roots(dict[str, int]):
    """Gives for a surface the number of its root."""

    def __init__(self, language: str, words: Words) -> None:
        super().__init__()
        self._language, self._words = language, words

    def __missing__(self, surface: str) -> int:
        number = self[surface] = self._words[root_of(surface, self._language)]
        return number
