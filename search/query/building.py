"""The ways to join queries, each of which gives the one normal form (docs/query-language.md).

What is built from parts means the same as the parts, and is written in one way only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.query.fields import FILTERS
from search.query.tree import EMPTY, Anything, Boosted, Clause, Fielded, Group, Leaf, Occur, Or, Query

LEAST_FACTOR, MOST_FACTOR = 0.01, 100.0  # of a boost; beyond a hundred the rest of a query has no say any more


def grouped(clauses: Iterable[Clause]) -> Query:
    """Put clauses side by side, in normal form: no brackets that change nothing, no group of one.

    >>> from search.query.tree import Word
    >>> kpk, suap = Word("kpk"), Word("suap")
    >>> str(grouped([Clause(Occur.WANTED, kpk), Clause(Occur.EXCLUDED, suap)]))
    '(+kpk -suap)'
    >>> str(grouped([Clause(Occur.REQUIRED, kpk), Clause(Occur.WANTED, Anything())]))
    'kpk'
    """
    melted = _without_idle(list(_melted(clauses)))
    if [clause.occur for clause in melted if clause.occur is not Occur.EXCLUDED] == [Occur.WANTED] and len(melted) > 1:
        # The only thing looked for is required anyway; one spelling for `kpk -suap` and `+kpk -suap`.
        signs = (Occur.EXCLUDED if clause.occur is Occur.EXCLUDED else Occur.REQUIRED for clause in melted)
        melted = list(_melted(Clause(sign, clause.query) for sign, clause in zip(signs, melted, strict=True)))
    if len(melted) == 1 and melted[0].occur is not Occur.EXCLUDED:
        return melted[0].query
    return Group(tuple(melted))


def _melted(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Replace an inner group by its clauses where its brackets change nothing."""
    for clause in clauses:
        inner = clause.query.clauses if isinstance(clause.query, Group) else (clause,)
        signs = {part.occur for part in inner}
        if signs <= {Occur.EXCLUDED} or signs == {clause.occur}:
            yield from inner
        else:
            yield clause


def _without_idle(clauses: list[Clause]) -> list[Clause]:
    """Without `*` beside what is looked for, where it changes nothing, and without `-*`, which nobody can mean."""
    others = [clause for clause in clauses if clause.query != Anything()]
    if any(clause.occur is not Occur.EXCLUDED for clause in others):
        return others
    star = next((c for c in clauses if c.query == Anything() and c.occur is not Occur.EXCLUDED), None)
    return [clause for clause in clauses if clause.query != Anything() or clause is star]


def either(parts: Iterable[Query]) -> Query:
    """Make alternatives of parts; a part that only excludes is no alternative but is taken from all the others.

    >>> from search.query.tree import Word
    >>> str(either([Word("gempa"), either([Word("banjir"), Word("longsor")])]))
    '(gempa OR banjir OR longsor)'
    >>> str(either([Word("gempa"), Group((Clause(Occur.EXCLUDED, Word("hoaks")),))]))
    '(+gempa -hoaks)'
    """
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)) if inner != EMPTY]
    wanted = [part for part in flat if not is_only_excluded(part)]
    without = [Clause(Occur.WANTED, part) for part in flat if is_only_excluded(part)]
    if len(wanted) > 1:
        return grouped([Clause(Occur.WANTED, Or(tuple(wanted))), *without])
    return grouped([*(Clause(Occur.WANTED, part) for part in wanted), *without])


def on_field(name: str, query: Query) -> Query:
    """Limit a query to a field; what is bound to a field already stays there, and exclusions stay outermost.

    >>> from search.query.tree import Word
    >>> str(on_field("title", Group((Clause(Occur.EXCLUDED, Word("suap")),))))
    '(-title:suap)'
    """
    match query:
        case Fielded() | Anything() | Group(()):
            return query
        case Group(clauses) if is_only_excluded(query):
            return Group(tuple(Clause(clause.occur, on_field(name, clause.query)) for clause in clauses))
        case _:
            return Fielded(name, query)


def boosted(query: Query, factor: float) -> Query:
    """Let a query count more or less; the factor stands inside of a field, and two factors make one.

    >>> from search.query.tree import Word
    >>> str(boosted(Fielded("title", boosted(Word("gempa"), 2)), 1.5))
    'title:gempa^3'
    """
    match query:
        case Fielded(name, inner):
            return Fielded(name, boosted(inner, factor))
        case Boosted(inner, earlier):
            return boosted(inner, earlier * factor)
        case Anything():
            return query
        case Group() if query == EMPTY or is_only_excluded(query):
            return query
        case _:
            kept = round(min(max(factor, LEAST_FACTOR), MOST_FACTOR), 2)
            return query if kept == 1 else Boosted(query, kept)


def is_only_excluded(query: Query) -> bool:
    """Whether the query names only what must not be there, so that it matches nothing by itself."""
    return isinstance(query, Group) and query != EMPTY and all(c.occur is Occur.EXCLUDED for c in query.clauses)


def is_filter(query: Query, field: str = "") -> bool:
    """Whether the query only narrows a search: nothing in it is looked for in the text.

    >>> from search.query.tree import Word
    >>> antara = Fielded("source", Word("antara"))
    >>> is_filter(antara), is_filter(Or((antara, Word("kpk"))))
    (True, False)
    """
    match query:
        case Fielded(name, inner):
            return is_filter(inner, name)
        case Boosted(inner, _):
            return is_filter(inner, field)
        case Or(parts):
            return all(is_filter(part, field) for part in parts)
        case Group(clauses):
            positive = [clause.query for clause in clauses if clause.occur is not Occur.EXCLUDED]
            return bool(positive) and all(is_filter(part, field) for part in positive)
        case Anything():
            return False
        case _:
            return field in FILTERS


def moved_inside(name: str, query: Query) -> Query:
    """The query with a field named on each of its parts, instead of on all of it.

    >>> from search.query.tree import Word
    >>> str(moved_inside("source", Or((Word("antara"), Word("republika")))))
    '(source:antara OR source:republika)'
    """
    match query:
        case Or(parts):
            return Or(tuple(on_field(name, part) for part in parts))
        case Group(clauses):
            return Group(tuple(Clause(clause.occur, on_field(name, clause.query)) for clause in clauses))
        case Boosted(inner, factor):
            return Boosted(on_field(name, inner), factor)
        case _:
            return query


def leaves(query: Query) -> Iterator[Leaf]:
    """The words, phrases and values of a query, in its order."""
    match query:
        case Fielded(_, inner) | Boosted(inner, _):
            yield from leaves(inner)
        case Group(clauses):
            for clause in clauses:
                yield from leaves(clause.query)
        case Or(parts):
            for part in parts:
                yield from leaves(part)
        case Anything():
            return
        case _:
            yield query
