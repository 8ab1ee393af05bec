"""A text as pieces, position by position: its surface view and its root view in one.

A text is a row of chunks, nearly all of them remembered. `text[start:end]` of a token is always the printed word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import getitem, itemgetter
from typing import NamedTuple

from search.analysis.chunks import Chunk, Piece, analysis
from search.analysis.views import stemmed_as

_CHUNK = re.compile(r"\S+")
_is_open = itemgetter(2)


class Token(NamedTuple):
    """A piece and where it was printed: characters of the original text."""

    start: int
    end: int
    piece: Piece


class Line(NamedTuple):
    """A part of a text, and whether capitals mean anything in it."""

    start: int
    text: str
    is_cased: bool


def pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a document's text; the case of headlines in capitals is no evidence.

    >>> [piece.root for piece in pieces("Rusia menyerang ISIS, Jum'at")]
    ['rusia', 'serang', 'isis', 'jumat']
    """
    return _pieces(cased_lines(text), stemmed_as(language))


def tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the text.

    >>> [(token.start, token.end, token.piece.surface) for token in tokens("Rusia-nya Su-24")]
    [(0, 9, 'rusia'), (10, 15, 'su24'), (10, 12, 'su'), (13, 15, '24')]
    """
    return _tokens(cased_lines(text), stemmed_as(language))


def query_pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a query's words; the case is no evidence where everything is typed in lower case.

    >>> [piece.case for piece in query_pieces("presiden as")], [piece.case.name for piece in query_pieces("Solo IS")]
    ([None, None], ['CAPITALIZED', 'CAPITALS'])
    """
    return _pieces([_query_line(text)], stemmed_as(language))


def query_tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the query."""
    return _tokens([_query_line(text)], stemmed_as(language))


def _query_line(text: str) -> Line:
    return Line(0, text, is_cased=text != text.lower())


def cased_lines(text: str) -> Iterator[Line]:
    """The text line by line where some of them are uncased; as one line where none is, because chunks end there too."""
    if not any(map(_is_in_capitals, filter(str.isupper, text.splitlines()))):
        yield Line(0, text, is_cased=True)
        return
    start = 0
    for line in text.splitlines(keepends=True):
        yield Line(start, line, is_cased=not _is_in_capitals(line))
        start += len(line)


def _is_in_capitals(line: str) -> bool:
    """Is this a headline in capitals? One word in capitals is an acronym."""
    return line.isupper() and sum(map(str.isupper, line.split())) > 1


def _pieces(lines: Iterable[Line], language: str) -> list[Piece]:
    chunks: list[Chunk] = []
    for _, line, is_cased in lines:
        chunks += map(analysis(language, is_cased).short, line.split())
    # A chunk holds its pieces twice, for a sign before it and for a word: False and True are the places 0 and 1.
    # All of this runs inside the interpreter's own loops: an archive is a thousand million times around.
    is_after_word = chain((False,), map(_is_open, chunks))
    return list(chain.from_iterable(map(getitem, chunks, is_after_word)))  # type: ignore[arg-type]


def _tokens(lines: Iterable[Line], language: str) -> list[Token]:
    found: list[Token] = []
    is_open = False
    for offset, line, is_cased in lines:
        analyzed = analysis(language, is_cased).short
        for match in _CHUNK.finditer(line):
            apart, joined, opens, spans = analyzed(match[0])
            at = offset + match.start()
            for piece, (start, end) in zip(joined if is_open else apart, spans, strict=True):
                found.append(Token(at + start, at + end, piece))
            is_open = opens
    return found
