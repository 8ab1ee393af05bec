"""Frequent words that often follow one another, and where they do: a phrase of two of them is read as a term is.

Half of a text are words that many documents have, so a phrase of two of them is found among very many positions. There
are few such words, and few pairs of them: in 27,901 articles 134 words and some 1,000 pairs. These are counted when a
segment is written and take .5 MB; a phrase of them takes .1 ms, and 1.6 by positions. Every other phrase has a word
whose positions are few. A pair that is not here may be there all the same: it is only looked for by its positions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, narrow, one_after_another
from search.engines.whoosh.packing import Packed, Piece, packed, unpacked
from search.engines.whoosh.positions import placed
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import Bytes, Ints, Numbers

FREQUENT_SHARE = 1 / 8  # of the documents, from which on a word is frequent
OFTEN_SHARE = 1 / 256  # of the documents, from which on a pair is kept; all pairs would take three times as much room
LEAST_DOCUMENTS = 1024  # of a segment; of fewer the positions are read as fast
# Of a larger segment they would not fit the memory of a batch: 300 bytes a document.
MOST_DOCUMENTS = 1 << 20
DOCUMENTS_AT_ONCE = 1 << 13  # whose places are in memory together, some hundred of them each
POSTINGS_AT_ONCE = 1 << 20  # of pairs that are packed together
_RANK_BITS, _DOCUMENT_BITS = 12, 32
_RANKS = 1 << _RANK_BITS  # as many frequent words as there may be, thirty times what was ever met


class Frequent(NamedTuple):
    """A frequent term of a field: which one, its postings, and the bytes of its positions."""

    entry: int
    piece: Piece
    positions: Bytes


class Pairs:
    """The pairs of a field, read where they lie, for any number of threads."""

    def __init__(self, field: str, sections: Sections) -> None:
        name = f"{field}.pairs"
        self._pairs = sections.view(name) if name in sections else memoryview(b"")
        if self._pairs:
            self._packings, self._postings = sections.view(f"{name}.packings"), Runs(sections, f"{name}.data")

    def find(self, first: int, second: int) -> tuple[Ints, Ints | Numbers] | None:
        """The documents where one entry of the field is followed by another, and how often; None: not known."""
        pair = first << _DOCUMENT_BITS | second
        place = bisect_left(self._pairs, pair)
        if place == len(self._pairs) or self._pairs[place] != pair:
            return None
        return unpacked([Piece(self._postings[place], self._packings[place])])[0]


def frequent(part: Postings, made: Packed, data: Bytes, places: Ints, entry: int, count: int) -> Iterator[Frequent]:
    """The frequent terms of a part of a field.

    Args:
        made: The part, packed.
        data: Its positions, packed.
        places: Where those of each term begin.
        entry: The first entry of the part.
        count: How many documents there are in the segment.
    """
    frequencies = lengths_between(firsts(part.terms), len(part.terms))
    is_frequent = frequencies >= max(1, FREQUENT_SHARE * count)
    for term in np.flatnonzero(is_frequent & (LEAST_DOCUMENTS <= count <= MOST_DOCUMENTS)).tolist():
        postings, positions = (
            # A copy, which does not keep the rest of the part.
            values[starts[term] : starts[term + 1] if term + 1 < len(starts) else None].copy()
            for values, starts in ((made.data, made.starts), (data, places))
        )
        yield Frequent(entry + term, Piece(postings, int(made.packings[term])), positions)


class _Block(NamedTuple):
    """The pairs of some documents, rising: where the documents of each begin, these, and how often each has it."""

    pairs: NDArray[np.int32]
    starts: NDArray[np.int32]
    documents: NDArray[np.uint32]
    counts: Numbers

    @classmethod
    def of(cls, codes: Ints, counts: Ints) -> _Block:
        """As few bytes as they go: all blocks of a segment are in memory together."""
        pairs = codes >> _DOCUMENT_BITS
        first = firsts(pairs)
        documents = (codes & (1 << _DOCUMENT_BITS) - 1).astype(np.uint32)
        return cls(pairs[first].astype(np.int32), first.astype(np.int32), documents, narrow(counts))

    def sizes(self) -> Ints:
        """How many documents each pair has."""
        return lengths_between(self.starts.astype(np.int64), len(self.documents))

    def between(self, low: int, high: int) -> tuple[Ints, Ints, Ints]:
        """The postings of the pairs from `low` to `high`, both with them."""
        first, last = np.searchsorted(self.pairs, (low, high + 1)).tolist()
        sizes = self.sizes()[first:last]
        own = slice(int(self.starts[first]), int(self.starts[first]) + int(sizes.sum())) if first < last else slice(0)
        kept = self.documents[own].astype(np.int64), self.counts[own].astype(np.int64)
        return np.repeat(self.pairs[first:last].astype(np.int64), sizes), *kept


def write_pairs(field: str, words: Sequence[Frequent], count: int, out: SectionWriter) -> None:
    """Write the pairs of a field that are often together."""
    words = words[:_RANKS]
    blocks = [_Block.of(*_pairs(words, first)) for first in range(0, count if words else 0, DOCUMENTS_AT_ONCE)]
    pairs, totals = _totals(blocks)
    often = totals >= OFTEN_SHARE * count
    parts, size = [], 0
    for group in _groups(pairs[often], totals[often]):
        made = packed(_postings(blocks, group))
        out.append(f"{field}.pairs.data", made.data)
        parts.append((made.terms, made.packings, made.starts + size))
        size += len(made.data)
    if parts:
        terms, packings, starts = (np.concatenate(column) for column in zip(*parts, strict=True))
        entries = np.array([word.entry for word in words])
        numbers = entries[terms >> _RANK_BITS] << _DOCUMENT_BITS | entries[terms & _RANKS - 1]
        out.append(f"{field}.pairs", numbers.astype("<u8"))
        out.append(f"{field}.pairs.packings", packings)
        write_starts(starts, f"{field}.pairs.data", out)


def _totals(blocks: Sequence[_Block]) -> tuple[Ints, Ints]:
    """The pairs of all blocks, rising, and how many documents each has."""
    pairs = one_after_another([block.pairs for block in blocks])
    sizes = one_after_another([block.sizes() for block in blocks])
    order = np.argsort(pairs, kind="stable")
    first = firsts(pairs[order])
    return pairs[order][first], np.add.reduceat(sizes[order], first) if len(first) else first


def _groups(pairs: Ints, totals: Ints) -> list[Ints]:
    """The pairs in groups that have so many postings together that they may be in memory."""
    numbers = np.cumsum(totals) // POSTINGS_AT_ONCE
    return np.split(pairs, firsts(numbers)[1:]) if len(pairs) else []


def _postings(blocks: Sequence[_Block], group: Ints) -> Postings:
    """The postings of some pairs."""
    parts = [block.between(int(group[0]), int(group[-1])) for block in blocks]
    pairs, documents, counts = (one_after_another(column) for column in zip(*parts, strict=True))
    kept = np.flatnonzero(np.isin(pairs, group))
    order = kept[np.argsort(pairs[kept], kind="stable")]  # in each block documents rise, and from block to block
    return Postings(pairs[order], documents[order], counts[order], np.empty(0, np.int64))


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
