"""The index: joins ingest, analysis, engines and snippets."""

from search.index.index import Index, View
from search.index.opening import open_index
from search.index.places import default_index, seeds

__all__ = ["Index", "View", "default_index", "open_index", "seeds"]
