"""Facets of a result: every value with its exact number of results, as all the other filters leave them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from search.engines.base import Ranking
from search.model import FacetValue
from search.query.narrowing import filters_of, without_filter
from search.query.tree import Query

# Facet -> the field of the query language that a value of it filters by, where they differ.
FIELD_OF: Mapping[str, str] = {"year": "date", "month": "date"}

Count = Callable[[Query, Sequence[str]], Ranking]  # a search that counts facets


def counted(query: Query, facets: Sequence[str], ranking: Ranking, count: Count) -> dict[str, tuple[FacetValue, ...]]:
    """The values of each facet, the most frequent first; months and years in order.

    A facet that is filtered by is counted as if it were not, so that one can choose another of its values.

    Args:
        ranking: Of the query itself, with its facets.
    """
    chosen = filters_of(query)
    counts = dict(ranking.facets)
    for field in {FIELD_OF.get(name, name) for name in facets} & chosen.keys():
        own = [name for name in facets if FIELD_OF.get(name, name) == field]
        counts |= count(without_filter(query, field), own).facets
    return {name: _values(name, counts.get(name, {}), chosen.get(FIELD_OF.get(name, name), ())) for name in facets}


def _values(facet: str, counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    values = dict(counts)
    if facet in FIELD_OF:
        order = sorted(values)
    else:
        values = dict.fromkeys(chosen, 0) | values  # what was chosen is shown, to be let go
        order = sorted(values, key=lambda value: (-values[value], value))
    return tuple(FacetValue(value, values[value], value in chosen) for value in order)
