"""What is kept of a saved search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """A search with a name.

    Attributes:
        name: Unique in the index; letters, digits, "-" and "_".
        query: As typed, its filters in the query language. Words such as "kemarin" are reckoned on the day it runs.
        exact, aliases, sort, collapse: As `Index.search` takes them.
        since: When it was saved, ISO 8601 with its offset.
        met: Ids of the articles that were there when it was saved or have been shown since, those that still match.
    """

    name: str
    query: str
    exact: bool = False
    aliases: bool = True
    sort: str = "relevance"
    collapse: bool = True
    since: str = ""
    met: frozenset[str] = frozenset()
