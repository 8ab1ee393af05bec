"""What to try where nothing was found: the one thing to loosen, and how much that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from search.model import Advice
from search.query.relaxing import relaxed
from search.query.tree import Query, as_typed

MOST = 3  # pieces of advice; a reader follows one


def advised(query: Query, count: Callable[[Query], int]) -> Iterator[Advice]:
    """The queries nearest to this one that find something, the nearest first."""
    tried = ((code, other, count(other)) for code, other in relaxed(query))
    found = (Advice(code, as_typed(other), total) for code, other, total in tried if total)
    yield from islice(found, MOST)
