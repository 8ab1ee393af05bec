"""The names of clusters: kept as long as they can be, so that few documents have to be written again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count


def named(clusters: Iterable[Sequence[str]], names: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """The name of each document's cluster, "" for a document alone.

    A cluster keeps the name that most of its members have; a new one takes the id of its earliest member. A name is
    never that of two clusters: of two that claim one, the one with more members of that name has it.

    Args:
        clusters: Ids, the earliest first.
        names: What documents are named now.
        taken: The names of all other clusters.

    >>> named([("a", "b", "c"), ("d",)], {"b": "b", "c": "b", "d": "b"}, ())
    {'a': 'b', 'b': 'b', 'c': 'b', 'd': ''}
    """
    used, out = set(taken), {}
    votes = [(Counter(names[one] for one in cluster if names.get(one)), cluster) for cluster in clusters]
    votes.sort(key=lambda claim: (-max(claim[0].values(), default=0), claim[1][0]))
    for claims, cluster in votes:
        name = ""
        if len(cluster) > 1:
            ordered = sorted(claims, key=lambda one: (-claims[one], one))
            name = next(one for one in chain(ordered, cluster, _spare(cluster[0])) if one not in used)
            used.add(name)
        out.update(dict.fromkeys(cluster, name))
    return out


def _spare(document_id: str) -> Iterator[str]:
    """Names for a cluster whose members have all given theirs to other clusters, which they were part of once."""
    return (f"{document_id}+{number}" for number in count(2))
