"""What becomes of postings that are arrays, in any engine: matched, scored, put together, ranked, counted."""

from search.engines.matching.ranking import ranked
from search.engines.matching.snapshot import K1, B, Held, Leaf, Snapshot, Values

__all__ = ["K1", "B", "Held", "Leaf", "Snapshot", "Values", "ranked"]
