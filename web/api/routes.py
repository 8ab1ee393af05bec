"""The routes of the API, in one table: what they are called, what they take, what they answer.

The application, the OpenAPI document and the tests are made from this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search import Index
from web.api import searches, views
from web.api.parameter import Kind, Parameter, Value, Values

MOST_CLASSES = 1_000  # of aliases in one answer
MOST_TYPED = 20  # suggestions, as `Index.suggest` has it


@dataclass(frozen=True, slots=True)
class Route:
    """A question that can be asked with GET.

    Attributes:
        path: Below /api/v1, as Flask writes it.
        view: Makes the answer.
        answer: Names its schema in web/api/schemas.py.
        is_tagged: The answer changes with commits only, so that a client may keep it.
    """

    path: str
    name: str
    about: str
    view: Callable[[Index, Values], dict[str, Value]]
    answer: str
    parameters: tuple[Parameter, ...] = ()
    is_tagged: bool = True


def _limit(about: str, default: int, high: int) -> Parameter:
    return Parameter("limit", about, Kind.WHOLE, default, high=high)


_ID = Parameter("id", "Of a document, as answers give it; it may hold slashes.", in_path=True)
_MARKING = (searches.QUERY, searches.EXACT, searches.ALIASES)
_TYPED = Parameter("q", "What is typed so far.")
_LANGUAGE = Parameter("language", "Whose stemmer: the code of a language.", default="id")
_NAME = Parameter("name", "Only the classes with this name.")
_OFFSET = Parameter("offset", "Classes before the first one.", Kind.WHOLE, 0, high=MOST_CLASSES * 1_000)

ROUTES = (
    Route("/search", "search", "Rank the documents for a query.", views.search, "Page", searches.SEARCH),
    Route("/facets", "facets", "Count values in a result.", views.facets, "Facets",
          (*searches.READ, searches.ALL_FACETS)),
    Route("/documents/<id:id>", "document", "A document, with the marks of a query.", views.document, "Document",
          (_ID, *_MARKING)),
    Route("/like", "like", "Documents like one.", views.like, "Like",
          (Parameter("id", "Of a document.", is_needed=True), _limit("Documents.", 5, 50))),
    Route("/related", "related", "What a result also speaks of.", views.related, "Related",
          (searches.QUERY, *searches.NARROWING, _limit("Terms.", 8, searches.MOST_RELATED))),
    Route("/suggest", "suggest", "Whole queries that go on as typed.", views.suggest, "Completions",
          (_TYPED, _limit("Completions.", 8, MOST_TYPED))),
    Route("/aliases", "aliases", "Names that mean the same, by the rules in force.", views.aliases, "Aliases",
          (_NAME, _limit("Classes.", 100, MOST_CLASSES), _OFFSET)),
    Route("/analyze", "analyze", "What the index would hold of a text.", views.analyze, "Analysis",
          (Parameter("text", f"Of it {views.LONGEST_TEXT} characters are read."), _LANGUAGE)),
    # Its runs are told after the commit they speak of.
    Route("/stats", "stats", "What the index holds, in counts.", views.stats, "Statistics", is_tagged=False),
)  # fmt: skip
