"""The default engine: a Whoosh index whose postings are arrays. The only home of whoosh and numpy."""

from search.engines.whoosh import light_import  # noqa: F401  before anything that imports whoosh
from search.engines.whoosh.engine import WhooshEngine, create

__all__ = ["WhooshEngine", "create"]
