"""The default engine: a Whoosh index. The only home of the whoosh package."""

from search.engines.whoosh.engine import WhooshEngine, create

__all__ = ["WhooshEngine", "create"]
