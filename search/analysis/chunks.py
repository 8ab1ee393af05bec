"""The pieces of one chunk: a run of characters without white space.

Every rule of the tokenizer stays within a chunk, and news repeats its chunks: the analysis of a chunk is a pure
function behind a bounded cache. Of its surroundings only the end of the chunk before matters; both answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import cache
from sys import intern
from typing import NamedTuple

from search.analysis.folding import plain
from search.analysis.memo import Memo
from search.analysis.tokenizer import GLUED_PREPOSITION, cut
from search.analysis.views import root_of

# Sizes of one generation of the caches. Filled by 5.8 million tokens of news they take 160 MB together and grow no
# further; half of it halves the speed (benchmarks/analysis.py). Headlines in capitals and other languages get a
# sixteenth each.
CACHED_CHUNKS = 1 << 17
CACHED_WORDS = 1 << 16
SIXTEENTH = 4  # bits
LONGEST_CACHED = 60  # characters: longer chunks are addresses, nearly all different
LONGEST = 10_000  # characters: longer chunks are no language, and are cut so that their analysis takes little memory
EDGES = ".,:;!?()[]{}<>/\"'“”„‘’«»-–—…|*"  # none of them means anything beside a bare word


class Case(IntEnum):
    """How a word is printed, from no capital at the beginning to capitals only; each counts as the ones below it."""

    LOWER = 0
    CAPITALIZED = 1
    CAPITALS = 2

    @classmethod
    def of(cls, word: str) -> Case:
        """The case of a printed word.

        >>> Case.of("solo").name, Case.of("Solo").name, Case.of("MH370").name
        ('LOWER', 'CAPITALIZED', 'CAPITALS')
        """
        if word.isupper():
            return cls.CAPITALS
        return cls.CAPITALIZED if word[:1].isupper() else cls.LOWER


class Piece(NamedTuple):  # a tuple and no dataclass: made 2.6 times faster, and an index run makes millions
    """What one token is, wherever it stands.

    Attributes:
        surface: The folded word ("francois"); never empty, no white space.
        root: Its root.
        step: 1 for the next position, 0 for the position of the token before it ("su" after "su24" of Su-24). The
            first piece of a text has step 1 and stands at position 0.
        joins: Do only blanks, line ends or a hyphen stand between this token and the one before, so that a name of
            several words may run across them?
        case: How it is printed: in capitals, as acronyms are ("IS", "A.S."), capitalized, as names are ("Solo"), or
            neither. None where the case of the letters is no evidence.
        covers: How many positions it spans: "su24" spans the 2 of its parts.
    """

    surface: str
    root: str
    step: int
    joins: bool
    case: Case | None
    covers: int


class Chunk(NamedTuple):
    """The analysis of a chunk; `chunk[is_open]`, by the end of the chunk before, is how it stands in a text.

    Attributes:
        apart: Its pieces where the chunk before ends in a sign, so that its first position joins nothing.
        joined: Its pieces where the chunk before ends in a word.
        is_open: Does it end in a word itself?
        spans: `start, end` of each piece, in characters of the chunk.
    """

    apart: tuple[Piece, ...]
    joined: tuple[Piece, ...]
    is_open: bool
    spans: tuple[tuple[int, int], ...]


class Analysis(NamedTuple):
    """Two ways to analyze a chunk: `short` remembers those of up to LONGEST_CACHED characters, `long` none."""

    short: Callable[[str], Chunk]
    long: Callable[[str], Chunk]


@cache  # of few pairs: `stemmed_as` gives fewer than thirty languages
def analysis(language: str, is_cased: bool) -> Analysis:
    """How chunks are analyzed in a language that `stemmed_as` gives; `is_cased`: do capitals mean anything there?

    >>> analysis("id", is_cased=True).short("“Rusia-nya").joined[0]
    Piece(surface='rusia', root='rusia', step=1, joins=False, case=<Case.CAPITALIZED: 1>, covers=1)
    """
    smaller = 0 if (language, is_cased) == ("id", True) else SIXTEENTH

    def of_words(words: str) -> Chunk:
        return _word(words, language, is_cased) if is_word(words) else _analyzed(words, language, is_cased)

    def of_chunk(chunk: str) -> Chunk:
        if len(chunk) > LONGEST_CACHED:
            return long(chunk)
        bare = between_signs(chunk)
        if not bare:
            return _analyzed(chunk, language, is_cased)
        words = known_words[bare]
        return words if bare == chunk else _between_signs(words, chunk, bare)

    def long(chunk: str) -> Chunk:
        return analyzed_chunk(chunk, language, is_cased)

    known_words = Memo(of_words, most=CACHED_WORDS >> smaller, longest=LONGEST_CACHED)
    known_chunks = Memo(of_chunk, most=CACHED_CHUNKS >> smaller, longest=LONGEST_CACHED)
    return Analysis(known_chunks.__getitem__, long)


def between_signs(chunk: str) -> str:
    """The words of a chunk between its signs, where they alone say what it is; "" where more must be looked at.

    So are 98 of 100 chunks of news.

    >>> between_signs("(kata-kata"), between_signs("Rp1,5")
    ('kata-kata', '')
    """
    bare = chunk.strip(EDGES)
    return bare if bare.isascii() and bare.replace("-", "").isalnum() else ""


def is_word(bare: str) -> bool:
    """Is this a single word of plain letters?

    >>> is_word("Rusia"), is_word("MH370"), is_word("DiBrussels")
    (True, False, False)
    """
    return bare.isalpha() and not GLUED_PREPOSITION.match(bare)


def _between_signs(words: Chunk, chunk: str, bare: str) -> Chunk:
    start = chunk.index(bare)
    if not start:
        return Chunk(words.apart, words.joined, False, words.spans)
    spans = tuple((at + start, end + start) for at, end in words.spans)
    return Chunk(words.apart, words.apart, chunk.endswith(bare), spans)


def _word(word: str, language: str, is_cased: bool) -> Chunk:
    """The commonest chunk by far, made in a fifth of the time: a single word of plain letters."""
    surface = intern(word.lower())
    root = intern(root_of(surface, language))
    case = Case.of(word) if is_cased else None
    apart, joined = (Piece(surface, root, 1, joins, case, 1) for joins in (False, True))
    return Chunk((apart,), (joined,), True, _WHOLE[len(word)])


def _analyzed(chunk: str, language: str, is_cased: bool) -> Chunk:
    text, starts, ends = plain(chunk)
    parts, is_open = cut(text)
    joined = []
    for part in parts:
        surface = intern(part.word.lower())
        root = intern(root_of(surface, language))
        case = Case.of(part.word) if is_cased else None
        joined.append(Piece(surface, root, part.step, part.joins, case, part.covers))
    spans = tuple((starts[part.start], ends[part.end - 1]) for part in parts)
    return Chunk(tuple(_apart(joined)), tuple(joined), is_open, spans)


def _apart(joined: list[Piece]) -> Iterator[Piece]:
    position = -1
    for piece in joined:
        position += piece.step
        if position == 0 and piece.joins:  # not _replace, which takes six times as long
            piece = Piece(piece.surface, piece.root, piece.step, False, piece.case, piece.covers)
        yield piece


def analyzed_chunk(chunk: str, language: str, is_cased: bool) -> Chunk:
    """The analysis of a chunk of any length, not remembered."""
    apart: list[Piece] = []
    joined: list[Piece] = []
    spans: list[tuple[int, int]] = []
    is_open = True
    for at in range(0, len(chunk), LONGEST):
        here = _analyzed(chunk[at : at + LONGEST], language, is_cased)
        apart += here.joined if is_open and at else here.apart
        joined += here.joined if is_open else here.apart
        spans += [(start + at, end + at) for start, end in here.spans]
        is_open = here.is_open
    return Chunk(tuple(apart), tuple(joined), is_open, tuple(spans))


# The spans of a chunk that is one word, by its length: shared, because the cache holds a hundred thousand of them.
_WHOLE = tuple(((0, length),) for length in range(LONGEST_CACHED + 1))
