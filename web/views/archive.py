"""The state of the archive: what it holds, since when, and what the last runs left out."""

from __future__ import annotations

from pathlib import PurePath

from search import QueryText
from web.asking import field_name
from web.charts import bars, over_time
from web.links import search_url
from web.rendering import rendered
from web.site import index

MOST_BARS = 240  # twenty years of months
MOST = 30  # values of a table; the others are a search away
TABLES = ("source", "section", "place", "author", "language")


def archive() -> str:
    """Counts of everything, so that no result is never mistaken for no data."""
    found = index().statistics()
    stretches = over_time(found.facets["year"], found.facets["month"], most=MOST_BARS)
    return rendered(
        "archive.html",
        query="",
        found=found,
        bars=bars(stretches, lambda value: _url("date", value)),
        tables={name: list(found.facets[name].items()) for name in TABLES if found.facets[name]},
        most=MOST,
        value_url=_url,
        file_name=lambda path: PurePath(path).name,
    )


def _url(facet: str, value: str) -> str:
    """The page of all articles with a value."""
    return search_url(QueryText("").narrowed(field_name(facet), value).text)
