"""What becomes of postings that are arrays, in any engine: matched, scored, put together, ranked, counted."""

from search.engines.matching.held import Held, Leaf, frequency
from search.engines.matching.reader import SnapshotReader
from search.engines.matching.snapshot import DAYS, Clusters, Snapshot, Values

__all__ = ["DAYS", "Clusters", "Held", "Leaf", "Snapshot", "SnapshotReader", "Values", "frequency"]
