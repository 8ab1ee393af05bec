"""Files -> documents: readers for the formats, and what an article's text says about itself."""

from search.ingest.archive import records, size_bytes
from search.ingest.document import document
from search.ingest.reading import Reading, reading
from search.ingest.record import Record

__all__ = ["Reading", "Record", "document", "reading", "records", "size_bytes"]
