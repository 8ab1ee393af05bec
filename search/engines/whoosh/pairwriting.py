"""Counting pairs of frequent words, of some documents at a time, when a segment is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, one_after_another
from search.engines.whoosh.frequent import Frequent, FrequentWords
from search.engines.whoosh.packing import packed, unpacked
from search.engines.whoosh.pairs import ENTRY_BITS
from search.engines.whoosh.positions import placed
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.runs import write_starts
from search.engines.whoosh.sections import SectionWriter
from search.engines.whoosh.spool import Spool

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints

OFTEN_SHARE = 1 / 256  # of the documents, from which on a pair is kept; all pairs would take three times as much room
DOCUMENTS_AT_ONCE = 1 << 13  # whose places are in memory together, some hundred of them each
POSTINGS_AT_ONCE = 1 << 18  # of pairs that are read and packed together
_RANK_BITS, _DOCUMENT_BITS = 12, 32
_RANKS = 1 << _RANK_BITS  # as many frequent words as there may be, thirty times what was ever met


class _Blocks:
    """The pairs of all documents, those of some after those of others; in files, for they are hundreds of bytes each.

    A pair in a document is one number, its code; they rise in each block.

    Attributes:
        pairs, totals: The pairs, rising, and how many documents each has.
    """

    def __init__(self, folder: Path) -> None:
        self.pairs, self.totals = np.empty(0, np.int64), np.empty(0, np.int64)
        self._codes, self._counts = Spool(folder, np.int64), Spool(folder, np.uint32)
        self._ends = [0]

    def add(self, codes: Ints, counts: Ints) -> None:
        """Add a block, with how often each pair is there."""
        pairs = codes >> _DOCUMENT_BITS
        first = firsts(pairs)
        known = np.concatenate((self.pairs, pairs[first]))
        totals = np.concatenate((self.totals, lengths_between(first, len(pairs))))
        order = np.argsort(known, kind="stable")
        first = firsts(known[order])
        self.pairs, self.totals = known[order][first], np.add.reduceat(totals[order], first)
        self._codes.append(codes)
        self._counts.append(counts)
        self._ends.append(len(self._codes))

    def postings(self, group: Ints) -> Postings:
        """The postings of some pairs."""
        all_codes, all_counts = self._codes.array(), self._counts.array()
        bounds = int(group[0]) << _DOCUMENT_BITS, int(group[-1]) + 1 << _DOCUMENT_BITS
        slices = []
        for start, end in pairwise(self._ends):
            low, high = (all_codes[start:end].searchsorted(bounds) + start).tolist()
            slices.append(slice(low, high))
        codes, counts = (one_after_another([column[own] for own in slices]) for column in (all_codes, all_counts))
        pairs = codes >> _DOCUMENT_BITS
        kept = np.flatnonzero(np.isin(pairs, group))
        order = kept[np.argsort(pairs[kept], kind="stable")]  # in each block documents rise, and from block to block
        documents = codes[order] & (1 << _DOCUMENT_BITS) - 1
        return Postings(pairs[order], documents, counts[order], np.empty(0, np.int64))


def write_pairs(field: str, frequent: FrequentWords, out: SectionWriter) -> None:
    """Write the pairs of a field that are often together."""
    words, blocks = [*islice(frequent, _RANKS)], _Blocks(frequent.folder)
    for first in range(0, frequent.document_count if words else 0, DOCUMENTS_AT_ONCE):
        blocks.add(*_pairs(words, first))
    is_often = blocks.totals >= OFTEN_SHARE * frequent.document_count
    parts, size = [], 0
    for group in _groups(blocks, is_often):
        made = packed(blocks.postings(group))
        out.append(f"{field}.pairs.data", made.data)
        parts.append((made.terms, made.packings, made.starts + size))
        size += len(made.data)
    if parts:
        terms, packings, starts = (np.concatenate(column) for column in zip(*parts, strict=True))
        entries = np.array([word.entry for word in words])
        numbers = entries[terms >> _RANK_BITS] << ENTRY_BITS | entries[terms & _RANKS - 1]
        out.append(f"{field}.pairs", numbers.astype("<u8"))
        out.append(f"{field}.pairs.packings", packings)
        write_starts(starts, f"{field}.pairs.data", out)


def _groups(blocks: _Blocks, is_chosen: Flags) -> list[Ints]:
    """The chosen pairs in groups from whose first to whose last pair there are so many postings as fit in memory."""
    pairs, numbers = blocks.pairs[is_chosen], (np.cumsum(blocks.totals) // POSTINGS_AT_ONCE)[is_chosen]
    return np.split(pairs, firsts(numbers)[1:]) if len(pairs) else []


def _pairs(words: Sequence[Frequent], first: int) -> tuple[Ints, Ints]:
    """Of some documents each pair with each document, one number, rising; and how often it is there."""
    keys = np.concatenate([_keys(word, rank, first) for rank, word in enumerate(words)])
    keys.sort()
    places, ranks = keys >> _RANK_BITS, keys & _RANKS - 1
    found: list[Ints] = []
    for distance in range(1, len(keys)):
        gaps = places[distance:] - places[:-distance]
        here = np.flatnonzero(gaps == 1)
        pairs = ranks[here] << _RANK_BITS | ranks[here + distance]
        found.append(pairs << _DOCUMENT_BITS | (places[here] >> _DOCUMENT_BITS) + first)
        if not len(here):  # farther on than the next only where terms share a place
            break
    codes = one_after_another(found)
    codes.sort()
    start = firsts(codes)
    return codes[start], lengths_between(start, len(codes))


def _keys(word: Frequent, rank: int, first: int) -> Ints:
    """For each occurrence in some documents one number: the document from `first` on, the position, the word."""
    documents, counts = unpacked([word.piece])[0]
    low, high = documents.searchsorted((first, first + DOCUMENTS_AT_ONCE)).tolist()
    if low == high:
        return np.empty(0, np.int64)
    some = placed(word.positions, counts, np.arange(low, high))
    return some.between(0, high - low, (documents[low:high] - first) << _DOCUMENT_BITS) << _RANK_BITS | rank
