"""Why nothing was found: words that no article holds, filters that none passes, filters that leave none together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from search.index.index import Index
from search.query.building import grouped, is_filter
from search.query.parser import parsed
from search.query.tree import Anything, Boosted, Clause, Fielded, Group, Occur, Or, Query

MOST_TRIED = 32  # words and filters; each is a search, and a reader mends one or two


@dataclass(frozen=True, slots=True)
class Miss:
    """What stands in the way of a query.

    Attributes:
        words: Words and phrases that no article holds in any form or under any name, as they would be typed.
        filters: Filters that no article passes, whatever else is asked.
        unfiltered: Results without any filter, where there are several: what one of them takes away, an advice says.
    """

    words: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    unfiltered: int = 0


def missed(index: Index, query: str, *, exact: bool = False, aliases: bool = True) -> Miss:
    """Look for each part of a query by itself.

    Args:
        query: As typed, and nothing was found for it.
        exact, aliases: As it was asked.
    """
    tree = parsed(query).query

    def total(part: Query) -> int:
        return index.search(str(part), limit=0, exact=exact, aliases=aliases).total

    clauses = tree.clauses if isinstance(tree, Group) else (Clause(Occur.WANTED, tree),)
    filters = [one.query for one in clauses if one.occur is not Occur.EXCLUDED and is_filter(one.query)]
    rest = grouped(one for one in clauses if not is_filter(one.query))
    unknown = (str(part) for part in islice(_sought(rest), MOST_TRIED) if not total(part))
    empty = (str(part) for part in filters[:MOST_TRIED] if not total(part))
    return Miss(tuple(dict.fromkeys(unknown)), tuple(empty), total(rest) if len(filters) > 1 else 0)


def _sought(query: Query, field: str = "") -> Iterator[Query]:
    """The words and phrases that are asked for, each in its field; not what is left out."""
    match query:
        case Fielded(name, inner):
            yield from _sought(inner, name)
        case Boosted(inner, _):
            yield from _sought(inner, field)
        case Group(clauses):
            yield from _all(field, (one.query for one in clauses if one.occur is not Occur.EXCLUDED))
        case Or(parts):
            yield from _all(field, parts)
        case Anything():
            return
        case _:
            yield Fielded(field, query) if field else query


def _all(field: str, parts: Iterable[Query]) -> Iterator[Query]:
    for part in parts:
        yield from _sought(part, field)
