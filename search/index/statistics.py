"""What an index holds, in counts: so that "0 results" is never mistaken for "no data"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.engines.base import FACETS, Reader
from search.index.history import Run
from search.index.values import WITH_COPIES
from search.query.bound import Dated, Everything


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of documents.

    Attributes:
        documents: All of them.
        undated: Without any date; `partly_dated` with a year or month only.
        copies: Documents that have copies in the index; `results` counts those of one cluster once.
        facets: For each facet, each value with its documents, the most frequent first; months and years in order.
        runs: The last runs that changed the index, the newest first, with what they skipped and mended.
    """

    documents: int
    undated: int
    partly_dated: int
    copies: int
    results: int
    facets: Mapping[str, Mapping[str, int]]
    runs: tuple[Run, ...] = ()


def statistics(reader: Reader, runs: tuple[Run, ...] = ()) -> Statistics:
    """Count everything, by one search for all documents and one for copies."""
    everything = reader.search(Everything(), weights={}, limit=0, facets=FACETS)
    results = reader.search(Everything(), weights={}, limit=0, is_collapsed=True).total
    # Every date lies in this range for certain, and so what is not certain has none.
    dated = reader.search(Dated(1, 99_991_231), weights={}, limit=0).total
    whole = sum(one.published % 100 > 0 for one in reader.sketches())
    return Statistics(
        documents=everything.total,
        undated=everything.total - dated,
        partly_dated=dated - whole,
        copies=everything.facets["copies"].get(WITH_COPIES, 0),
        results=results,
        facets={name: _ordered(name, values) for name, values in everything.facets.items()},
        runs=runs,
    )


def _ordered(facet: str, values: Mapping[str, int]) -> dict[str, int]:
    if facet in ("year", "month"):
        return dict(sorted(values.items()))
    return dict(sorted(values.items(), key=lambda one: (-one[1], one[0])))
