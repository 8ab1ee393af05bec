"""Where terms stand in the row of one document, as it is stored."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

Places = Mapping[str, Sequence[int]]  # term -> its places, rising


def places(text: str, holders: Mapping[str, Sequence[str]]) -> Places:
    """The places of some terms in a row (`wording.row`).

    Args:
        holders: Each word that holds any of them, and which.

    >>> places("su|su24 24 jatuh dekat su", {"su": ["su"], "su|su24": ["su", "su24"], "jatuh": ["jatuh"]})
    {'su': [0, 4], 'su24': [0], 'jatuh': [2]}
    """
    found: dict[str, list[int]] = {}
    for place, word in [(place, word) for place, word in enumerate(text.split(" ")) if word in holders]:
        for term in holders[word]:
            found.setdefault(term, []).append(place)
    return found


def in_a_row(places: Places, steps: Sequence[tuple[int, str]]) -> int:
    """How often all terms are met, each so many steps behind the start.

    >>> in_a_row({"di": [0, 3], "paris": [1, 4, 5]}, [(0, "di"), (1, "paris")])
    2
    """
    starts = [{place - step for place in places.get(term, ())} for step, term in steps]
    return len(set.intersection(*starts))


def near(places: Places, terms: Sequence[str], width: int) -> int:
    """How often all terms are met within so many places; see `query.bound.Near`.

    >>> near({"bom": [0, 9], "paris": [2, 8]}, ["bom", "paris"], 3)
    2
    """
    needed = Counter(terms)
    if not needed.keys() <= places.keys():
        return 0
    starts = sorted({start for term in needed for start in places[term]})
    return sum(all(_count(places[term], start, width) >= times for term, times in needed.items()) for start in starts)


def _count(places: Sequence[int], start: int, width: int) -> int:
    return bisect_left(places, start + width) - bisect_left(places, start)
