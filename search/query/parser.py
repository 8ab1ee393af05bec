"""Typed text -> query tree. A reader's text never raises: what has no meaning is left out, and a notice says so.

The grammar stands in docs/query-language.md. `parsed(str(query)).query == query` for every tree this module gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search.errors import QuerySyntaxError
from search.model import Notice
from search.query.building import is_only_excluded
from search.query.grammar import MAX_DEPTH, tree
from search.query.lexer import Token, lexed, printable
from search.query.repair import repaired
from search.query.shapes import OPERATORS, Kind
from search.query.tree import EMPTY, Query
from search.wording import sentence

LANGUAGE_VERSION = 2  # of docs/query-language.md; a change that gives a query another meaning raises it
# More than the longest tree prints (about 6,700: 2,000 in words, twice that where they are quotation marks, then signs,
# fields, boosts and brackets).
MAX_TYPED = 8_000
MAX_NOTICES = 16  # more than a reader reads
HEADLINE_WORDS = 4  # in capitals only: from here on rather a pasted headline than acronyms (`ISIS DAN NIIS`)

# What the strict parse accepts: nothing was left out or read as another thing than was typed.
_HARMLESS = frozenset({"empty", "only-excluded", "field-with-blank", "capital-operators"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, and what its reader should know about how it was read.

    Notices are in the order of the text, those about all of it last, and no more than fit on a screen.
    """

    query: Query
    notices: tuple[Notice, ...]


def parsed(text: str) -> Parsed:
    """Read a typed query. Takes any text at all, in time that grows with its length.

    >>> print(parsed("kpk korupsi ATAU suap -hoaks").query)
    (kpk (korupsi OR suap) -hoaks)
    >>> reading = parsed("judul:(gempa OR")
    >>> print(reading.query, [notice.code for notice in reading.notices])
    title:gempa ['unclosed-bracket', 'ignored-operator']
    """
    typed = text[:MAX_TYPED]
    tokens, notices = lexed(typed)
    notices += _capital_operators(tokens, typed)
    if len(text) > MAX_TYPED:
        notices.append(Notice("too-long", MAX_TYPED, len(text), {"limit": str(MAX_TYPED)}))
    whole: list[Notice] = []  # said last, after the notices that belong to a place
    query, more = _read(tokens)
    if query is None:
        tokens = [token for token in tokens if token.kind not in (Kind.OPEN, Kind.CLOSE)]
        whole.append(Notice("too-deep", 0, len(typed), {"limit": str(MAX_DEPTH)}))
        query, more = _read(tokens)
    query = EMPTY if query is None else query
    if query == EMPTY:
        whole.append(Notice("empty", 0, len(typed)))
    elif is_only_excluded(query):
        whole.append(Notice("only-excluded", 0, len(typed)))
    return Parsed(query, (*_tidied([*notices, *more], text), *whole))


def strictly_parsed(text: str) -> Query:
    """Read a query that a program wrote.

    Raises:
        QuerySyntaxError: Where `parsed` would leave something out or read it in another way than it was written.
    """
    reading = parsed(text)
    for notice in reading.notices:
        if notice.code not in _HARMLESS:
            raise QuerySyntaxError(text, notice.start, sentence(notice.code, "en", notice.values))
    return reading.query


def _read(tokens: Iterable[Token]) -> tuple[Query | None, list[Notice]]:
    """Parse what can be kept of the tokens; None in place of a query that is too deep."""
    kept, left_out = repaired(tokens)
    query, meaningless = tree(kept)
    return query, left_out + meaningless


def _capital_operators(tokens: Sequence[Token], typed: str) -> list[Notice]:
    """Warn where "DAN" or "BUKAN" may be words of a headline in capitals."""
    operators = [token for token in tokens if token.kind in OPERATORS.values()]
    words = sum(token.kind is Kind.WORD for token in tokens) + len(operators)
    if not operators or words < HEADLINE_WORDS or typed != typed.upper():
        return []
    return [Notice("capital-operators", operators[0].start, operators[0].end)]


def _tidied(notices: Iterable[Notice], text: str) -> tuple[Notice, ...]:
    """Put notices in the order of the text, equal neighbours in one, each with what was typed as `typed`."""
    first: list[Notice] = []
    ends: list[int] = []
    for notice in sorted(notices, key=lambda notice: notice.start):
        is_same = bool(first) and (first[-1].code, first[-1].values) == (notice.code, notice.values)
        if is_same and not text[ends[-1] : notice.start].strip():
            ends[-1] = max(ends[-1], notice.end)
        else:
            first.append(notice)
            ends.append(notice.end)
    return tuple(
        replace(notice, end=end, values={**notice.values, "typed": _excerpt(text[notice.start : end])})
        for notice, end in list(zip(first, ends, strict=True))[:MAX_NOTICES]
    )


def _excerpt(typed: str) -> str:
    """The first 40 characters, enough to find the place again."""
    line = " ".join(printable(typed[:200]).split())
    return line if len(line) <= 40 else f"{line[:39]}…"
