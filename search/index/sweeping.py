"""When Python looks for garbage in cycles: rarely, while what is kept grows by millions of objects in no cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Garbage in cycles is sought among so many new objects at once, and so many times among the younger ones before it is
# sought among all; Python's own numbers are 700 and 10. What analysis remembers is a million objects in no cycle, and
# looking at all of them took a fifth of the time of indexing, at the new ones another twelfth.
SWEPT_AT_ONCE, SWEEP_EVERY = 100_000, 1_000


@contextmanager
def rarely_swept() -> Iterator[None]:
    """Within the block, garbage in cycles is sought among many new objects at once, and hardly ever among old ones."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], SWEPT_AT_ONCE), before[1], max(before[2], SWEEP_EVERY))
    try:
        yield
    finally:
        gc.set_threshold(*before)
