"""The index: joins ingest, analysis, engines and snippets."""

from search.index.index import Index, View
from search.index.opening import configured, open_index
from search.index.places import default_index, seeds

__all__ = ["Index", "View", "configured", "default_index", "open_index", "seeds"]
