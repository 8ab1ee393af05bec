"""telusur: search for archives of Indonesian-language news.

>>> from search import open_index
>>> with open_index("index/whoosh") as index:  # doctest: +SKIP
...     for hit in index.search("koalisi Rusia").hits:
...         print(hit.rank, hit.document.title, hit.snippet.text)
"""

from typing import TYPE_CHECKING

from search.answers import as_json
from search.errors import CursorError, DocumentMissingError, OutOfTimeError, SearchError
from search.index import Index, View, configured, open_index
from search.model import Advice, Document, Hit, Notice, Page, Passage, Reason, Span
from search.query.typed import QueryText

if TYPE_CHECKING:
    from search.copies import differences

__all__ = [
    "Advice",
    "CursorError",
    "Document",
    "DocumentMissingError",
    "Hit",
    "Index",
    "Notice",
    "OutOfTimeError",
    "Page",
    "Passage",
    "QueryText",
    "Reason",
    "SearchError",
    "Span",
    "View",
    "as_json",
    "configured",
    "differences",
    "open_index",
]


def __getattr__(name: str) -> object:
    # Here, because comparing copies loads difflib and all that finds them, and most searches compare none.
    if name == "differences":
        from search.copies import differences

        return differences
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
