"""What a search is asked: the query and everything that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from search.engines.base import FACETS, Order

Filters = Mapping[str, Sequence[str]]  # field of the query language -> values
NO_FILTERS: Filters = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Request:
    """A search, with the names and defaults that Python, the command line and the web share.

    Attributes:
        query: Any text.
        limit: Hits on the page, 0 or more.
        offset: Hits before it, behind `after` where that is given.
        exact: Every word exactly as typed, as if it stood in quotes.
        aliases: Other names count; without them, a name is looked for as printed.
        filters: Chosen beside the text: field of the query language -> values, whole and as printed. One of the values
            must be there, and that for each field.
        sort: By relevance, or by date with the undated last.
        facets: Names of facets to count.
        collapse: Documents that are copies of one another are one hit.
        after: The cursor of an earlier page: only what comes behind it.
        half_life_days: Scores halve with this age; 0: age does not count. None: as configured.
        explain: Say of each hit how its score came about.
        related: How many of the terms to give that the best documents of the result also speak of.
        today: What "yesterday" in the query is reckoned from.
    """

    query: str
    limit: int = 10
    offset: int = 0
    exact: bool = False
    aliases: bool = True
    filters: Filters = field(default_factory=lambda: NO_FILTERS)
    sort: Order = Order.RELEVANCE
    facets: Sequence[str] = ()
    collapse: bool = True
    after: str = ""
    half_life_days: float | None = None
    explain: bool = False
    related: int = 0
    today: date = field(default_factory=date.today)

    def __post_init__(self) -> None:
        """A page before the first is the first. Raises ValueError for a facet that does not exist."""
        object.__setattr__(self, "limit", max(0, self.limit))
        object.__setattr__(self, "offset", max(0, self.offset))
        unknown = set(self.facets) - set(FACETS)
        if unknown:
            raise ValueError(f"there is no facet {min(unknown)!r}. There are: {', '.join(FACETS)}.")
