"""A typed query and the filters chosen in it, as text: a link adds one, another lets it go.

Invariant: the text always reads as the tree that `narrowed` and `without_filter` give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from search.query.fields import DATES, READER_NAMES, canonical_name
from search.query.narrowing import filters_of, narrowed, other_filters, without_clause, without_filter
from search.query.parser import parsed
from search.query.repair import MAX_CHARACTERS
from search.query.tree import EMPTY, Anything, Exact, Fielded, Occur, Phrase, Query, Word, as_typed

REMEMBERED = 1 << 12  # values of facets as text, some 300 bytes each: every page offers the same outlets and places
FEW = 8  # values of a field: with so many beside it a text is tried once, for all links of a page


@dataclass(frozen=True, slots=True)
class QueryText:
    """A query as a reader typed it.

    What was typed stays as it was typed wherever the filter can stand beside it; else the query is printed anew.
    """

    text: str

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The values chosen, by the canonical name of their field.

        >>> dict(QueryText('gempa sumber:="ANTARA News" tanggal:2015').filters)
        {'source': ('ANTARA News',), 'date': ('2015',)}
        """
        return MappingProxyType(_filters(self.text))

    @property
    def others(self) -> tuple[OtherFilter, ...]:
        """What else narrows: values in part, and values left out.

        >>> [(one.name, one.value, one.is_excluded, one.without.text) for one in QueryText("gempa -sumber:x").others]
        [('source', 'x', True, 'gempa')]
        """
        tree = _tree(self.text)
        return tuple(
            OtherFilter(
                clause.query.name,
                _shown(clause.query.query),
                clause.occur is Occur.EXCLUDED,
                _read_as(without_clause(tree, clause), self.text),
            )
            for clause in other_filters(tree)
            if isinstance(clause.query, Fielded)
        )

    def narrowed(self, name: str, value: str) -> QueryText:
        """The query with one more value; another date takes the place of the date before.

        Args:
            name: Of a field with whole values, as the text is to have it: "sumber" or "source". Raises ValueError.

        >>> QueryText("gempa").narrowed("sumber", "ANTARA News").narrowed("sumber", "Tempo").text
        'gempa sumber:(="ANTARA News" OR =Tempo)'
        >>> QueryText("kpk AND suap").narrowed("tanggal", "2015").text
        '+kpk +suap date:2015'
        """
        field = canonical_name(name) or name
        before = self.filters.get(field, ())
        chosen = {name: (value,) if field in DATES else tuple(dict.fromkeys((*before, value)))}
        typed = (_without(self.text, field) if before else self.text).strip()
        added = _added(name, chosen[name])
        text = f"{typed} {added}".strip()
        if added and len(text) <= MAX_CHARACTERS and len(chosen[name]) <= FEW and _is_closed(typed):
            return QueryText(text)
        return _read_as(narrowed(without_filter(_tree(self.text), field), chosen), text)

    def without(self, name: str, value: str | None = None) -> QueryText:
        """The query without a value of a field, or without all of them.

        >>> QueryText('gempa sumber:(="ANTARA News" OR =Tempo) -hoaks').without("source", "Tempo").text
        'gempa sumber:="ANTARA News" -hoaks'
        >>> QueryText("gempa tanggal:2015").without("date").text
        'gempa'
        """
        tree, field = _tree(self.text), canonical_name(name) or name
        chosen = filters_of(tree).get(field, ())
        wanted = without_filter(tree, field, value)
        kept = tuple(one for one in chosen if value not in (None, one))
        for own in (field, *READER_NAMES.get(field, ())):
            before = _printed(own, narrowed(EMPTY, {field: chosen}))
            if chosen and before in self.text:
                after = _printed(own, narrowed(EMPTY, {field: kept})) if kept else ""
                return _read_as(wanted, " ".join(self.text.replace(before, after).split()))
        return _read_as(wanted, self.text)


@dataclass(frozen=True, slots=True)
class OtherFilter:
    """A filter that is no choice of whole values.

    Attributes:
        name: The canonical name of its field.
        value: What it looks for, as typed.
        is_excluded: It says what must not be there.
        without: The query without it.
    """

    name: str
    value: str
    is_excluded: bool
    without: QueryText


def _shown(query: Query) -> str:
    return query.text if isinstance(query, Word | Phrase | Exact) else as_typed(query)


@lru_cache(64)
def _without(text: str, name: str) -> str:
    return QueryText(text).without(name).text


@lru_cache(64)
def _is_closed(text: str) -> bool:
    """Does a filter of up to FEW values behind the text leave its reading as it is, and is room for it?"""
    tried = {"source": tuple(map(str, range(FEW)))}
    return _is_read_as(f"{text} {narrowed(EMPTY, tried)}", narrowed(_tree(text), tried))


@lru_cache(64)  # every link of a page begins with the same text
def _tree(text: str) -> Query:
    return parsed(text).query


@lru_cache(64)
def _filters(text: str) -> dict[str, tuple[str, ...]]:
    return filters_of(_tree(text))


@lru_cache(REMEMBERED)
def _added(name: str, values: tuple[str, ...]) -> str:
    """A filter as text; "" where its values say nothing."""
    filters = narrowed(EMPTY, {name: values})
    return "" if filters == EMPTY else _printed(name, filters)


def _printed(name: str, filters: Query) -> str:
    """A filter as text, under the name that the reader has for its field."""
    return f"{name}:{str(filters).partition(':')[2]}"


def _read_as(wanted: Query, text: str) -> QueryText:
    """The text where it is read so, else the query printed."""
    if wanted == EMPTY:
        # "*" beside a filter is no part of the tree; without the filter it is all there is.
        return QueryText(text if parsed(text).query == Anything() else "")
    candidates = (text, as_typed(wanted))
    return QueryText(next((one for one in candidates if _is_read_as(one, wanted)), str(wanted)))


def _is_read_as(text: str, wanted: Query) -> bool:
    reading = parsed(text)
    return reading.query == wanted and not reading.notices
