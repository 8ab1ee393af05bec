"""What a search is asked, as parameters: the same for answers, feeds and tables, so that they show the same hits."""

from __future__ import annotations

from flask import abort

from search import CursorError, Index, Page
from web.api.parameter import Kind, Parameter, Values
from web.paging import DEEPEST
from web.speaking import say

MOST = 100  # hits of one answer
# To say how each of a hundred hits came by its score takes ten times as long as the whole search (docs/api.md).
MOST_EXPLAINED = 20
MOST_RELATED = 20
FACETS = ("source", "author", "place", "section", "language", "year", "month", "copies")
FILTERS = (
    "source",
    "author",
    "place",
    "section",
    "language",
    "copies",
    "year",
    "month",
    "date",
    "since",
    "until",
    "id",
)
SORTS = ("relevance", "newest", "oldest")

QUERY = Parameter("q", "The query, in the query language; any text is one.")
EXACT = Parameter("exact", "Every word exactly as typed.", Kind.FLAG, False)
ALIASES = Parameter("aliases", "Other names count.", Kind.FLAG, True)
TODAY = Parameter("today", "What 'kemarin' is reckoned from; by default the day it is.", Kind.DAY, None)
COLLAPSE = Parameter("collapse", "Copies of an article are one hit.", Kind.FLAG, True)
FACET = Parameter("facets", "Properties whose values are counted.", choices=FACETS, is_many=True)
ALL_FACETS = Parameter("facets", "Properties whose values are counted; by default all.", choices=FACETS, is_many=True)
NARROWING = tuple(
    Parameter(name, f"Only this {name}, whole and as printed; of several values one is enough.", is_many=True)
    for name in FILTERS
)
READ = (QUERY, EXACT, ALIASES, COLLAPSE, TODAY, *NARROWING)
SEARCH = (
    *READ,
    Parameter("limit", "Hits of the answer.", Kind.WHOLE, 10, high=MOST),
    Parameter("offset", "Hits before the first one.", Kind.WHOLE, 0, high=DEEPEST),
    Parameter("sort", "How hits stand.", default="relevance", choices=SORTS),
    FACET,
    Parameter("after", "`cursor` of an earlier answer: only what comes behind it."),
    Parameter("half_life_days", "Scores halve with this age; 0: not at all.", Kind.DECIMAL, None),
    Parameter("related", "Names and words to give that the result also speaks of.", Kind.WHOLE, 0, high=MOST_RELATED),
    Parameter("explain", f"How each score came about, of at most {MOST_EXPLAINED} hits.", Kind.FLAG, False),
)


def page(index: Index, values: Values) -> Page:
    """The page of results that was asked for; answers 400 for a cursor that cannot be read."""
    limit = values.get("limit", 0)
    try:
        return index.search(
            values["q"],
            limit=min(limit, MOST_EXPLAINED) if values.get("explain") else limit,
            offset=values.get("offset", 0),
            exact=values["exact"],
            aliases=values["aliases"],
            filters=filters(values),
            sort=values.get("sort", "relevance"),
            facets=values["facets"],
            collapse=values["collapse"],
            after=values.get("after", ""),
            half_life_days=values.get("half_life_days"),
            explain=values.get("explain", False),
            related=values.get("related", 0),
            today=values["today"],
        )
    except CursorError:
        abort(400, say("no-cursor"))


def filters(values: Values) -> dict[str, tuple[str, ...]]:
    """The filters among the values."""
    return {name: values[name] for name in FILTERS if values[name]}
