"""How many documents hold the words of a suggestion, as they are printed: no roots and no other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.analysis import query_pieces
from search.engines.base import Reader
from search.query.bound import AnyOf, BoundQuery, Nothing, Ranked, Synonyms, Term
from search.query.bound import Sequence as InARow


def count(engine: Reader, query: BoundQuery) -> int:
    """The documents that match."""
    return engine.search(query, weights={}, offset=0, limit=0).total


def surfaces(text: str) -> tuple[str, ...]:
    """The words of a text as the surface view has them, one for each place: su, 24 for Su-24.

    >>> surfaces("Jum’at, Su-24")
    ('jumat', 'su', '24')
    """
    return tuple(piece.surface for piece in query_pieces(text) if piece.covers == 1)


def all_of(text: str, fields: Sequence[str]) -> BoundQuery:
    """The documents that hold every word of a text, anywhere in these fields.

    >>> str(all_of("koalisi Rusia", ["title"]))
    '(+(title_surface:koalisi) +(title_surface:rusia))'
    """
    words = dict.fromkeys(surfaces(text))
    if not words:
        return Nothing()
    return Ranked(tuple(AnyOf(tuple(Term(f"{field}_surface", word) for field in fields)) for word in words))


def in_a_row(text: str, fields: Sequence[str]) -> BoundQuery:
    """The documents that hold the words of a text in a row in one of these fields."""
    words = surfaces(text)
    return AnyOf(tuple(InARow(f"{field}_surface", words) for field in fields)) if words else Nothing()


def under_any_name(term: str, fields: Sequence[str], beside: str) -> BoundQuery:
    """The documents that use a name of the class with this term, and hold every word of the text beside it."""
    named = AnyOf(tuple(Term(f"{field}_root", term) for field in fields))
    return Ranked((named, all_of(beside, fields))) if surfaces(beside) else named


def held(engine: Reader, words: Sequence[str], fields: Sequence[str]) -> Iterator[str]:
    """Those of the words that some document holds, found by halves: nearly all are in none."""
    query = AnyOf(tuple(Synonyms(f"{field}_surface", tuple(words)) for field in fields))
    if not words or not count(engine, query):
        return
    if len(words) == 1:
        yield words[0]
        return
    half = len(words) // 2
    yield from held(engine, words[:half], fields)
    yield from held(engine, words[half:], fields)
