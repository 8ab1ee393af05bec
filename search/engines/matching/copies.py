"""Copies put together: of the matching documents of a cluster one is left and stands for all, in counts as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between
from search.engines.matching.executor import Matches
from search.engines.matching.snapshot import Clusters, Values

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers

# Scores that differ by less are the same for engines that add them in another order.
SAME_SCORE = 1e-5


class Collapsed(NamedTuple):
    """Matches of which one stands for each cluster.

    Attributes:
        members: The matching documents that have a cluster, in the order of `Snapshot.clusters`.
        heads: For each of them the one that stands for it.
    """

    matches: Matches
    members: Ints
    heads: Ints

    def copies(self, document: int) -> list[int]:
        """The documents that this one stands for, without itself."""
        if not len(self.members):
            return []
        return [number for number in self.members[self.heads == document].tolist() if number != document]


def alone(matches: Matches) -> Collapsed:
    """The matches as they are."""
    nobody = np.empty(0, np.int64)
    return Collapsed(matches, nobody, nobody)


def collapsed(matches: Matches, clusters: Clusters) -> Collapsed:
    """The matches with one document for each cluster: the earliest, with the best score, complete where one is."""
    is_found = matches.found[clusters.documents]
    members = clusters.documents[is_found]
    if not len(members):
        return alone(matches)
    first = firsts(clusters.numbers[is_found])
    heads = members[_heads(matches.scores[members], clusters.days[is_found], first)]
    scores, found, complete = matches.scores.copy(), matches.found.copy(), matches.complete.copy()
    scores[heads] = np.maximum.reduceat(matches.scores[members], first)
    found[members] = complete[members] = False
    found[heads] = True
    complete[heads] = np.logical_or.reduceat(matches.complete[members], first)
    return Collapsed(Matches(scores, found, complete), members, np.repeat(heads, lengths_between(first, len(members))))


def _heads(scores: Floats, days: Ints | Numbers, first: Ints) -> Ints:
    """Which member stands for each group: of those of its first day the one that matches best, of equal ones the first.

    Args:
        first: Where the groups begin among the members.
    """
    sizes = lengths_between(first, len(scores))
    earliest = np.where(days == np.repeat(days[first], sizes), scores, -1)
    is_best = earliest >= np.repeat(np.maximum.reduceat(earliest, first), sizes) * (1 - SAME_SCORE)
    best = np.flatnonzero(is_best)
    return best[firsts(np.repeat(first, sizes)[best])]


def counted(values: Values, found: Flags, results: Collapsed) -> dict[str, int]:
    """How many results have each value: a result has it where one of its documents has, of all that were found."""
    _, members, heads = results
    is_alone = found.copy()
    is_alone[members] = False
    own = _having(values, is_alone)
    counts = np.bincount(values.numbers[own], minlength=len(values.names))
    if len(members):
        head_of = np.zeros(len(found), np.int64)
        head_of[members] = heads
        own = _having(values, found & ~is_alone)
        pairs = head_of[values.documents[own]] * len(values.names) + values.numbers[own].astype(np.int64)
        pairs.sort()  # not `np.unique`, which hashes them first and takes twenty times as long
        counts += np.bincount(pairs[firsts(pairs)] % len(values.names), minlength=len(values.names))
    return {values.names[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}


def _having(values: Values, marked: Flags) -> Ints:
    """The places of the values that marked documents have."""
    # Places, and no marks of them: picking by marks takes numpy five times as long. And without a check of each number.
    return np.flatnonzero(marked.take(values.documents, mode="clip"))


def clusters(
    values: Values, live: Flags | None, published: Ints | Numbers, id_ranks: Callable[[Ints], Ints | Numbers]
) -> Clusters:
    """Who is a copy of whom, by the values of the field that clusters have."""
    is_live = slice(None) if live is None else live[values.documents]
    own, groups = values.documents[is_live].astype(np.int64), values.numbers[is_live].astype(np.int64)
    days = published[own]
    order = np.lexsort((id_ranks(own), days, days == 0, groups))
    return Clusters(own[order], groups[order], days[order])
