"""The second engine: a tantivy index. The only home of tantivy."""

from search.engines.tantivy.engine import TantivyEngine, create

__all__ = ["TantivyEngine", "create"]
