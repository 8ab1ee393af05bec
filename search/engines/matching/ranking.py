"""One search on one commit: `base.Engine.search` for every engine whose postings are arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from search.engines.base import Found, Order, Place, Ranking
from search.engines.matching.best import Ranks
from search.engines.matching.copies import Collapsed, alone, collapsed, counted
from search.engines.matching.executor import Executor
from search.engines.matching.snapshot import Snapshot
from search.query.bound import BoundQuery


def ranked(
    snapshot: Snapshot,
    query: BoundQuery,
    *,
    weights: Mapping[str, float],
    offset: int,
    limit: int,
    order: Order,
    is_complete_first: bool,
    after: Place | None,
    facets: Collection[str],
    is_collapsed: bool,
) -> Ranking:
    """Rank the matching documents; see `base.Engine.search`."""
    matches = Executor(snapshot, weights, query).matches()
    results = collapsed(matches, snapshot.clusters()) if is_collapsed else alone(matches)
    ranks = Ranks(results.matches, snapshot, order, is_complete_first=is_complete_first)
    chosen = ranks.best(offset, offset + limit, after)
    return Ranking(
        int(np.count_nonzero(results.matches.found)),
        int(np.count_nonzero(results.matches.complete)),
        tuple(_found(number, results, snapshot) for number in chosen),
        {name: counted(snapshot.values(name), matches.found, results) for name in facets},
    )


def _found(number: int, results: Collapsed, snapshot: Snapshot) -> Found:
    scores, _, complete = results.matches
    return Found(
        snapshot.id(number),
        snapshot.text(number),
        float(scores[number]),
        bool(complete[number]),
        int(snapshot.days("published")[number]),
        tuple(map(snapshot.id, results.copies(number))),
    )
