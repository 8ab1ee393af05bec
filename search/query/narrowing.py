"""Filters chosen beside the text (facets on screen, options, parameters) and typed ones: one thing, one code path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from search.query.building import either, grouped, on_field
from search.query.fields import DATES, FILTERS, WORDS_OF, canonical_name, filter_value
from search.query.lexer import is_word, printable
from search.query.shapes import is_quotable
from search.query.tree import EMPTY, Clause, Exact, Fielded, Group, Leaf, Occur, Or, Phrase, Query, Word

# Facets that are parts of dates, and the field that filters by them.
_OF_DATES: Mapping[str, str] = {"year": "date", "month": "date"}


def narrowed(query: Query, filters: Mapping[str, Sequence[str]]) -> Query:
    """The query with filters: all fields count, of the values of one any.

    Args:
        filters: A field's name, in either language, or "year" or "month" -> values, whole and as printed. Dates as
            they may be typed. A text is one value, and not its letters.

    Raises:
        ValueError: For a name that no filter has.

    >>> str(narrowed(Word("kpk"), {"sumber": ["ANTARA News"], "year": ["2015", "2016"]}))
    '(kpk source:="ANTARA News" date:(2015 OR 2016))'
    """
    chosen = (_chosen(_filter_name(name), values) for name, values in filters.items())
    return _joined([*_clauses(query), *(Clause(Occur.WANTED, one) for one in chosen)])


def filters_of(query: Query) -> dict[str, tuple[str, ...]]:
    """Field -> the whole values, any of which it must have; what is typed in part (sumber:antara) is no such value.

    >>> filters_of(narrowed(Word("kpk"), {"bahasa": ["id", "en"], "month": ["2015-11"]}))
    {'language': ('id', 'en'), 'date': ('2015-11',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for clause in _clauses(query):
        if isinstance(clause.query, Fielded) and (values := _values(clause)):
            found[clause.query.name] = (*found.get(clause.query.name, ()), *values)
    return found


def other_filters(query: Query) -> tuple[Clause, ...]:
    """The clauses on fields that filter which `filters_of` passes over: values in part, and values left out.

    >>> [str(clause) for clause in other_filters(Group((Clause(Occur.EXCLUDED, Fielded("source", Word("antara"))),)))]
    ['-source:antara']
    """
    found = (clause for clause in _clauses(query) if isinstance(clause.query, Fielded) and not _values(clause))
    return tuple(clause for clause in found if isinstance(clause.query, Fielded) and clause.query.name in FILTERS)


def without_clause(query: Query, clause: Clause) -> Query:
    """The query without one of its clauses."""
    return _joined(one for one in _clauses(query) if one != clause)


def without_filter(query: Query, name: str, value: str | None = None) -> Query:
    """The query without one of the values that `filters_of` gives for a field, or without all of them.

    >>> str(without_filter(narrowed(Word("kpk"), {"bahasa": ["id", "en"]}), "language", "en"))
    '(kpk language:=id)'
    """
    clauses = []
    for clause in _clauses(query):
        values = _values(clause)
        if isinstance(clause.query, Fielded) and clause.query.name == name and values:
            kept = [leaf for text, leaf in values.items() if value not in (None, text)]
            clauses.append(Clause(clause.occur, on_field(name, either(kept))))
        else:
            clauses.append(clause)
    return _joined(clauses)


def _clauses(query: Query) -> tuple[Clause, ...]:
    return query.clauses if isinstance(query, Group) else (Clause(Occur.WANTED, query),)


def _joined(clauses: Iterable[Clause]) -> Query:
    return grouped(clause for clause in clauses if clause.query != EMPTY)


def _filter_name(name: str) -> str:
    canonical = _OF_DATES.get(name) or canonical_name(name)
    if canonical not in FILTERS:
        names = ", ".join(sorted({*FILTERS, *_OF_DATES}))
        raise ValueError(f"there is no filter {name!r}. There are: {names}.")
    return canonical


def _chosen(name: str, values: Iterable[str]) -> Query:
    several = [values] if isinstance(values, str) else values
    texts = (" ".join(printable(value).split()) for value in dict.fromkeys(several))
    return on_field(name, either(_leaf(name, text) for text in texts if text))


def _leaf(name: str, value: str) -> Leaf:
    if name in DATES and is_word(value):
        return Word(value)
    is_phrase = name in DATES and is_quotable(value)
    return Phrase(value) if is_phrase else Exact(value)


def _values(clause: Clause) -> dict[str, Query]:
    """Value -> query of each alternative of a clause; none where it is anything but a choice of whole values."""
    if clause.occur is Occur.EXCLUDED or not isinstance(clause.query, Fielded) or clause.query.name not in FILTERS:
        return {}
    name, inner = clause.query.name, clause.query.query
    leaves = inner.parts if isinstance(inner, Or) else (inner,)
    whole: dict[str, Query] = {_value(name, leaf): leaf for leaf in leaves if isinstance(leaf, (Word, Phrase, Exact))}
    return whole if len(whole) == len(leaves) and "" not in whole else {}


def _value(name: str, leaf: Word | Phrase | Exact) -> str:
    is_part = name in WORDS_OF and not isinstance(leaf, Exact)
    return "" if is_part else filter_value(name, leaf.text) or ""
