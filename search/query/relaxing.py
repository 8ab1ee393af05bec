"""What could be asked instead of a query that finds nothing: the same with one thing loosened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from search.query.building import boosted, either, grouped, is_filter, is_only_excluded, leaves, on_field
from search.query.dates import ABOUT
from search.query.fields import DATES, FILTERS
from search.query.filtering import written_apart
from search.query.lexer import is_word
from search.query.shapes import MOST_SLOP, USUAL_SLOP, is_quotable
from search.query.tree import (
    EMPTY,
    Anything,
    Boosted,
    Clause,
    Exact,
    Fielded,
    Fuzzy,
    Group,
    Near,
    Occur,
    Or,
    Pattern,
    Phrase,
    Query,
    Word,
)

MOST = 16  # queries for one that finds nothing
# Words and values in all of them together, as many as one query may have: each is searched for, and a page that found
# nothing must not take longer than one that did (benchmarks/hostile.py).
MOST_WORDS = 64
# From the one that changes least of what was meant to the one that changes most.
PROMISE = (
    "relaxed-exact",
    "relaxed-near",
    "relaxed-phrase",
    "relaxed-field",
    "relaxed-date",
    "relaxed-filter",
    "relaxed-filters",
    "relaxed-required",
    "relaxed-excluded",
)

Relaxed = tuple[str, Query]  # the code of what was loosened, and the query that is left


def relaxed(query: Query) -> Iterator[Relaxed]:
    """Each query with one thing loosened, the most promising first; of long queries fewer than of short ones, or none.

    >>> for code, looser in relaxed(Fielded("title", Phrase("koalisi besar"))):
    ...     print(code, looser)
    relaxed-near title:"koalisi besar"~10
    relaxed-phrase title:(koalisi besar)
    relaxed-field "koalisi besar"
    """
    count = min(MOST, MOST_WORDS // max(1, _length(query)))
    found: dict[str, Relaxed] = {}
    for code, looser in (*_looser(query), ("relaxed-date", about_dates(query))) if count else ():
        if looser != query and looser != EMPTY and not is_only_excluded(looser):
            found.setdefault(str(looser), (code, looser))
    yield from sorted(found.values(), key=lambda one: PROMISE.index(one[0]))[:count]


def about_dates(query: Query) -> Query:
    """The query with the documents whose dates are not known well enough to say whether they are meant.

    >>> from search.query.parser import parsed
    >>> print(about_dates(parsed("kpk tanggal:2015-11 -sejak:2016").query))
    (kpk date:~2015-11 -since:2016)
    """
    match query:
        case Fielded(name, inner) if name in DATES:
            return Fielded(name, _about(written_apart(inner) or inner))
        case Fielded(name, inner):
            return on_field(name, about_dates(inner))
        case Boosted(inner, factor):
            return boosted(about_dates(inner), factor)
        case Or(parts):
            return either(map(about_dates, parts))
        case Group(clauses):
            return grouped(
                clause if clause.occur is Occur.EXCLUDED else Clause(clause.occur, about_dates(clause.query))
                for clause in clauses
            )
        case _:
            return query


def _length(query: Query) -> int:
    """The words of a query, those in its phrases and values too."""
    return sum(len(leaf.text.split()) for leaf in leaves(query))


def _about(dates: Query) -> Query:
    match dates:
        case Word(text) if is_word(about := f"{ABOUT}{text.removeprefix(ABOUT)}"):
            return Word(about)
        case Exact(text):
            return Exact(f"{ABOUT}{text.removeprefix(ABOUT)}")
        case Word(text) | Phrase(text):
            return Phrase(f"{ABOUT}{text.removeprefix(ABOUT)}")
        case Boosted(inner, factor):
            return Boosted(_about(inner), factor)
        case Or(parts):
            return Or(tuple(map(_about, parts)))
        case Group(clauses):
            return Group(tuple(Clause(clause.occur, _about(clause.query)) for clause in clauses))
        case _:
            return dates


def _looser(query: Query) -> Iterator[Relaxed]:
    match query:
        case Word() | Pattern() | Fuzzy() | Anything():
            return
        case Exact(text):
            yield "relaxed-exact", _words(text, Occur.WANTED)
        case Phrase(text):
            if len(text.split()) > 1:
                yield "relaxed-near", Near(text, USUAL_SLOP)
            yield "relaxed-phrase", _words(text, Occur.WANTED)
        case Near(text, slop):
            yield "relaxed-near", Near(text, min(3 * slop + 1, MOST_SLOP))
            yield "relaxed-near", _words(text, Occur.REQUIRED)
        case Boosted(inner, factor):
            yield from ((code, boosted(looser, factor)) for code, looser in _looser(inner))
        case Fielded(name, inner):
            yield from _looser_value(name, inner) if name in FILTERS else _looser_field(name, inner)
        case Or(parts):
            for place, part in enumerate(parts):
                for code, looser in _looser(part):
                    yield code, either((*parts[:place], looser, *parts[place + 1 :]))
        case Group(clauses):
            yield from _looser_group(clauses)
        case _:
            assert_never(query)


def _looser_field(name: str, query: Query) -> Iterator[Relaxed]:
    yield from ((code, on_field(name, looser)) for code, looser in _looser(query))
    yield "relaxed-field", query


def _looser_value(name: str, value: Query) -> Iterator[Relaxed]:
    """A part of a value instead of the whole."""
    if isinstance(value, Exact) and name not in DATES and is_quotable(value.text):
        yield "relaxed-exact", Fielded(name, Phrase(value.text))


def _looser_group(clauses: tuple[Clause, ...]) -> Iterator[Relaxed]:
    for place, clause in enumerate(clauses):
        before, behind = clauses[:place], clauses[place + 1 :]
        if clause.occur is Occur.EXCLUDED:
            yield "relaxed-excluded", grouped((*before, *behind))
            continue
        if is_filter(clause.query):
            yield "relaxed-filter", grouped((*before, *behind))
        elif clause.occur is Occur.REQUIRED:
            yield "relaxed-required", grouped((*before, Clause(Occur.WANTED, clause.query), *behind))
        for code, looser in _looser(clause.query):
            yield code, grouped((*before, Clause(clause.occur, looser), *behind))
    others = tuple(clause for clause in clauses if clause.occur is Occur.EXCLUDED or not is_filter(clause.query))
    if len(clauses) - len(others) > 1:
        yield "relaxed-filters", grouped(others)
    if sum(clause.occur is Occur.REQUIRED for clause in clauses) > 1:
        signs = (Occur.EXCLUDED if clause.occur is Occur.EXCLUDED else Occur.WANTED for clause in clauses)
        yield "relaxed-required", grouped(Clause(sign, c.query) for sign, c in zip(signs, clauses, strict=True))


def _words(text: str, occur: Occur) -> Query:
    return grouped(Clause(occur, Word(word)) for word in text.split() if is_word(word))
