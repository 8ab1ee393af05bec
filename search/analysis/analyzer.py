"""A text as pieces: its surface view and its root view, position by position.

Every rule of the tokenizer stays within a chunk (a run without white space), and news repeats its chunks: the analysis
of a chunk is a pure function behind a bounded cache, and a text is a row of cache hits. `text[start:end]` of a token
is always the printed word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from sys import intern
from typing import NamedTuple

from search.analysis.folding import plain
from search.analysis.tokenizer import cut
from search.analysis.views import root_of

LONGEST_CACHED = 1_000  # characters: what is longer than any address is not news text, and would fill the memory
CACHED_CHUNKS = 1 << 17
EDGES = ".,:;!?()[]{}<>/\"'“”„‘’«»-–—…|*"  # none of them means anything beside a bare word
_CHUNK = re.compile(r"\S+")


class Piece(NamedTuple):
    """What one token is, wherever it stands.

    Attributes:
        surface: The folded word ("francois"); never empty, no white space.
        root: Its root.
        step: 1 for the next position, 0 for the position of the token before it ("su" after "su24" of Su-24). The
            first piece of a text has step 1 and stands at position 0.
        joins: Do only blanks, line ends or a hyphen stand between this token and the one before, so that a name of
            several words may run across them?
        capitals: Is it printed in capitals, as acronyms are ("IS", "A.S.", "MH370")? None where the case of the
            letters is no evidence.
        covers: How many positions it spans: "su24" spans the 2 of its parts.
    """

    surface: str
    root: str
    step: int
    joins: bool
    capitals: bool | None
    covers: int


class Token(NamedTuple):
    """A piece and where it was printed: characters of the original text."""

    start: int
    end: int
    piece: Piece


class _Chunk(NamedTuple):
    """The analysis of a chunk: its pieces after a chunk that ends in a sign, and after one that ends in a word."""

    apart: tuple[Piece, ...]
    joined: tuple[Piece, ...]
    is_open: bool
    spans: tuple[tuple[int, int], ...]


class _Line(NamedTuple):
    start: int
    text: str
    is_cased: bool


def pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a document's text; the case of headlines in capitals is no evidence.

    >>> [piece.root for piece in pieces("Rusia menyerang ISIS, Jum'at")]
    ['rusia', 'serang', 'isis', 'jumat']
    """
    return _pieces(_lines(text), language)


def tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the text.

    >>> [(token.start, token.end, token.piece.surface) for token in tokens("Rusia-nya Su-24")]
    [(0, 9, 'rusia'), (10, 15, 'su24'), (10, 12, 'su'), (13, 15, '24')]
    """
    return _tokens(_lines(text), language)


def query_pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a query's words; the case is no evidence where everything is typed in lower case.

    >>> [piece.capitals for piece in query_pieces("presiden as")], [piece.capitals for piece in query_pieces("IS")]
    ([None, None], [True])
    """
    return _pieces([_query_line(text)], language)


def query_tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the query."""
    return _tokens([_query_line(text)], language)


def _query_line(text: str) -> _Line:
    return _Line(0, text, is_cased=text != text.lower())


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(start, line, is_cased=not (line.isupper() and _is_headline(line)))
        start += len(line)


def _is_headline(line: str) -> bool:
    return sum(map(str.isupper, line.split())) > 1


def _pieces(lines: Iterable[_Line], language: str) -> list[Piece]:
    found: list[Piece] = []
    extend = found.extend
    is_open = False
    for _, line, is_cased in lines:
        remembered, afresh = _analysis(language, is_cased)
        for chunk in line.split():
            apart, joined, opens, _ = remembered(chunk) if len(chunk) <= LONGEST_CACHED else afresh(chunk)
            extend(joined if is_open else apart)
            is_open = opens
    return found


def _tokens(lines: Iterable[_Line], language: str) -> list[Token]:
    found: list[Token] = []
    is_open = False
    for offset, line, is_cased in lines:
        remembered, afresh = _analysis(language, is_cased)
        for match in _CHUNK.finditer(line):
            chunk = match[0]
            apart, joined, opens, spans = remembered(chunk) if len(chunk) <= LONGEST_CACHED else afresh(chunk)
            at = offset + match.start()
            for piece, (start, end) in zip(joined if is_open else apart, spans, strict=True):
                found.append(Token(at + start, at + end, piece))
            is_open = opens
    return found


class _Analysis(NamedTuple):
    """The analysis of one chunk, `remembered` or `afresh`."""

    remembered: Callable[[str], _Chunk]
    afresh: Callable[[str], _Chunk]


@cache  # a handful of pairs: languages are ISO codes, and an archive holds few of them
def _analysis(language: str, is_cased: bool) -> _Analysis:
    @lru_cache(CACHED_CHUNKS)
    def of_word(word: str) -> _Chunk:
        return _analyzed(word, language, is_cased)

    @lru_cache(CACHED_CHUNKS)
    def of_chunk(chunk: str) -> _Chunk:
        # "kata," and "(kata-kata" are the words between the signs: so are 98 of 100 chunks of news.
        core = chunk.strip(EDGES)
        if not (core.isascii() and core.replace("-", "").isalnum()):
            return _analyzed(chunk, language, is_cased)
        word = of_word(core)
        if chunk == core:
            return word
        if not (start := chunk.index(core)):
            return _Chunk(word.apart, word.joined, False, word.spans)
        spans = tuple((at + start, end + start) for at, end in word.spans)
        return _Chunk(word.apart, word.apart, chunk.endswith(core), spans)

    return _Analysis(of_chunk, partial(_analyzed, language=language, is_cased=is_cased))


def _analyzed(chunk: str, language: str, is_cased: bool) -> _Chunk:
    text, starts, ends = plain(chunk)
    parts, is_open = cut(text)
    joined = []
    for part in parts:
        surface = intern(part.word.lower())
        root = intern(root_of(surface, language))
        capitals = part.word.isupper() if is_cased else None
        joined.append(Piece(surface, root, part.step, part.joins, capitals, part.covers))
    spans = tuple((starts[part.start], ends[part.end - 1]) for part in parts)
    return _Chunk(tuple(_apart(joined)), tuple(joined), is_open, spans)


def _apart(joined: list[Piece]) -> Iterator[Piece]:
    """The same where a sign stands before the chunk: the pieces on its first position join nothing."""
    position = -1
    for piece in joined:
        position += piece.step
        yield piece if position or not piece.joins else piece._replace(joins=False)
