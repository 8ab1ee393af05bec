"""A text as pieces, position by position: its surface view and its root view in one.

A text is a row of chunks, nearly all of them remembered. `text[start:end]` of a token is always the printed word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.analysis.chunks import LONGEST_CACHED, Piece, analysis
from search.analysis.views import stemmed_as

_CHUNK = re.compile(r"\S+")


class Token(NamedTuple):
    """A piece and where it was printed: characters of the original text."""

    start: int
    end: int
    piece: Piece


class _Line(NamedTuple):
    start: int
    text: str
    is_cased: bool


def pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a document's text; the case of headlines in capitals is no evidence.

    >>> [piece.root for piece in pieces("Rusia menyerang ISIS, Jum'at")]
    ['rusia', 'serang', 'isis', 'jumat']
    """
    return _pieces(_lines(text), stemmed_as(language))


def tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the text.

    >>> [(token.start, token.end, token.piece.surface) for token in tokens("Rusia-nya Su-24")]
    [(0, 9, 'rusia'), (10, 15, 'su24'), (10, 12, 'su'), (13, 15, '24')]
    """
    return _tokens(_lines(text), stemmed_as(language))


def query_pieces(text: str, language: str = "id") -> list[Piece]:
    """The pieces of a query's words; the case is no evidence where everything is typed in lower case.

    >>> [piece.case for piece in query_pieces("presiden as")], [piece.case.name for piece in query_pieces("Solo IS")]
    ([None, None], ['CAPITALIZED', 'CAPITALS'])
    """
    return _pieces([_query_line(text)], stemmed_as(language))


def query_tokens(text: str, language: str = "id") -> list[Token]:
    """The same pieces with their places in the query."""
    return _tokens([_query_line(text)], stemmed_as(language))


def _query_line(text: str) -> _Line:
    return _Line(0, text, is_cased=text != text.lower())


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(start, line, is_cased=not (line.isupper() and _has_words_in_capitals(line)))
        start += len(line)


def _has_words_in_capitals(line: str) -> bool:
    return sum(map(str.isupper, line.split())) > 1


# The two loops are written twice: without places, a text costs a third as much, and indexing needs none.
def _pieces(lines: Iterable[_Line], language: str) -> list[Piece]:
    found: list[Piece] = []
    extend = found.extend
    is_open = False
    for _, line, is_cased in lines:
        short, long = analysis(language, is_cased)
        for chunk in line.split():
            apart, joined, opens, _ = short(chunk) if len(chunk) <= LONGEST_CACHED else long(chunk)
            extend(joined if is_open else apart)
            is_open = opens
    return found


def _tokens(lines: Iterable[_Line], language: str) -> list[Token]:
    found: list[Token] = []
    is_open = False
    for offset, line, is_cased in lines:
        short, long = analysis(language, is_cased)
        for match in _CHUNK.finditer(line):
            chunk = match[0]
            apart, joined, opens, spans = short(chunk) if len(chunk) <= LONGEST_CACHED else long(chunk)
            at = offset + match.start()
            for piece, (start, end) in zip(joined if is_open else apart, spans, strict=True):
                found.append(Token(at + start, at + end, piece))
            is_open = opens
    return found
