"""telusur: search for archives of Indonesian-language news.

>>> from search import open_index
>>> with open_index("index/whoosh") as index:  # doctest: +SKIP
...     for hit in index.search("koalisi Rusia").hits:
...         print(hit.rank, hit.document.title, hit.snippet.text)
"""

from search.answers import as_json
from search.copies import differences
from search.errors import CursorError, DocumentMissingError, SearchError
from search.index import Index, View, configured, open_index
from search.model import Advice, Document, Hit, Notice, Page, Passage, Reason, Span
from search.query.typed import QueryText

__all__ = [
    "Advice",
    "CursorError",
    "Document",
    "DocumentMissingError",
    "Hit",
    "Index",
    "Notice",
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
