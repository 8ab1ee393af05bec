"""Frequent words that often follow one another, and where they do: a phrase of two of them is read as a term is.

Half of a text are words that many documents have, so a phrase of two of them is found among very many positions. There
are few such words, and few pairs of them: in 27,901 articles 134 words and some 900 pairs. These are counted when a
segment is written and take .4 MB; a phrase of them takes .1 ms, and 1.6 by positions. Every other phrase has a word
whose positions are few. A pair that is not here may be there all the same: it is only looked for by its positions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, one_after_another
from search.engines.whoosh.packing import Packed, Piece, packed, unpacked
from search.engines.whoosh.positions import placed
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints, Numbers

FREQUENT_SHARE = 1 / 8  # of the documents, from which on a word is frequent
OFTEN_SHARE = 1 / 256  # of the documents, from which on a pair is kept; all pairs would take three times as much room
LEAST_DOCUMENTS = 1024  # of a segment; of fewer the positions are read as fast
DOCUMENTS_AT_ONCE = 1 << 13  # whose places are in memory together, some hundred of them each
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
    for term in np.flatnonzero(is_frequent & (count >= LEAST_DOCUMENTS)).tolist():
        postings, positions = (
            # A copy, which does not keep the rest of the part.
            values[starts[term] : starts[term + 1] if term + 1 < len(starts) else None].copy()
            for values, starts in ((made.data, made.starts), (data, places))
        )
        yield Frequent(entry + term, Piece(postings, int(made.packings[term])), positions)


def write_pairs(field: str, words: Sequence[Frequent], count: int, out: SectionWriter) -> None:
    """Write the pairs of a field that are often together."""
    words = words[:_RANKS]
    found = [_pairs(words, first) for first in range(0, count if len(words) else 0, DOCUMENTS_AT_ONCE)]
    codes, counts = (one_after_another([part[column] for part in found]) for column in (0, 1))
    order = np.argsort(codes, kind="stable")
    pairs, documents = codes[order] >> _DOCUMENT_BITS, codes[order] & (1 << _DOCUMENT_BITS) - 1
    often = lengths_between(first := firsts(pairs), len(pairs)) >= OFTEN_SHARE * count
    kept = np.repeat(often, lengths_between(first, len(pairs)))
    if not kept.any():
        return
    made = packed(Postings(pairs[kept], documents[kept], counts[order][kept], np.empty(0, np.int64)))
    entries = np.array([word.entry for word in words])
    numbers = entries[made.terms >> _RANK_BITS] << _DOCUMENT_BITS | entries[made.terms & _RANKS - 1]
    out.append(f"{field}.pairs", numbers.astype("<u8"))
    out.append(f"{field}.pairs.packings", made.packings)
    out.append(f"{field}.pairs.data", made.data)
    write_starts(made.starts, f"{field}.pairs.data", out)


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
