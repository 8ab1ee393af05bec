"""How many live documents hold each term of a segment: counted once in a commit for each term that is asked for.

Without deleted documents postings say it in their first bytes. With some they are unpacked, of so many terms at once
that most of the time is numpy's, and the counts are kept: a walk through a vocabulary asks again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import narrow
from search.engines.whoosh.packing import document_counts, live_counts
from search.engines.whoosh.terms import TermFile

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Numbers

TERMS_AT_ONCE = 2_000  # half a million postings at most of what is frequent
REMEMBERED_BLOCKS = 2_048  # of so many terms: 4 to 16 MB at the most, and 1 for 27,901 articles


class LiveCounts:
    """The counts of a segment, for any number of threads."""

    def __init__(self, terms: TermFile, live: Flags | None) -> None:
        """`live` has a flag for each document; None where none is deleted."""
        self._terms, self._live = terms, live
        self._block = lru_cache(REMEMBERED_BLOCKS)(self._counted)

    def of(self, field: str, term: str) -> int:
        """How many live documents hold the term in the field."""
        if self._live is None:
            return self._terms.frequency(field, term)
        entry = self._terms.entry(field, term)
        if entry is None:
            return 0
        # Without a check of each number, which takes as long again.
        return int(np.count_nonzero(self._live.take(self._terms.listed(field, entry)[0], mode="clip")))

    def all(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """The terms of the field with this prefix, in order, each with its count, which may be 0."""
        if field not in self._terms.fields:
            return
        vocabulary = self._terms.vocabulary
        first, numbers = self._terms.field(field).terms.between(*vocabulary.range(prefix))
        last = first + len(numbers)
        for block in range(first // TERMS_AT_ONCE, -(-last // TERMS_AT_ONCE)):
            start = block * TERMS_AT_ONCE
            low, high = max(first, start), min(last, start + TERMS_AT_ONCE)
            counts = self._block(field, block)[low - start : high - start]
            words = map(vocabulary.__getitem__, numbers[low - first : high - first].tolist())
            yield from zip(words, counts.tolist(), strict=True)

    def _counted(self, field: str, block: int) -> Numbers:
        first = block * TERMS_AT_ONCE
        last = min(first + TERMS_AT_ONCE, len(self._terms.field(field).packings))
        part = self._terms.packed(field, first, last)
        return narrow(document_counts(part) if self._live is None else live_counts(part, self._live))
