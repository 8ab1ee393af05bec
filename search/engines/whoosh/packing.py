"""Postings as bytes, and back: small on the disk, and read by a handful of calls however many there are.

A posting of a rare term is one number, its code: the step from the document before it, and below that the count less
one in as many bits as the term's largest count needs. The codes of a term take 1, 2, 4 or 8 bytes each, the fewest that
hold the largest. Where they would take more than SHORT_BYTES, bits are counted (`rising`).

Measured on 27,901 articles (8.3 million postings): 11.4 MB. With codes for all, but rows of counts for the words of
half the documents, it was 17.8, and a query took as long; steps and counts in arrays of their own took 20.7, plain
document numbers 24.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import KINDS, firsts, lengths_between, one_after_another, restarted, runs, starts_of
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.rising import RISING, packed_rising, rising_count, rising_counts, unpacked_rising

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Flags, Ints, Numbers

SHORT_BYTES = 256  # of codes, which are read all at once; with 128 the index is .3 MB of 53 smaller, and a query slower
_NONE = np.empty(0, np.int64), np.empty(0, np.int64)


class Piece(NamedTuple):
    """The bytes of a term, and how they are packed."""

    data: Bytes
    packing: int


class Packed(NamedTuple):
    """The postings of a field: a term's bytes begin at its start.

    A packing is bits * 4 + log2(width in bytes), or from RISING on one of `rising`.
    """

    terms: Ints
    starts: Ints
    packings: Bytes
    data: Bytes


def packed(postings: Postings, short_bytes: int = SHORT_BYTES) -> Packed:
    """Pack the postings of a field; terms whose codes take more bytes than `short_bytes` by bits."""
    first = firsts(postings.terms)
    frequencies = lengths_between(first, len(postings.terms))
    most = np.maximum.reduceat(postings.counts, first) if len(first) else first
    bits = np.frexp((most - 1).astype(float))[1].astype(np.int64)
    codes = _codes(postings, first, bits, frequencies)
    largest = np.maximum.reduceat(codes, first) if len(first) else first
    levels = np.searchsorted([1 << 8, 1 << 16, 1 << 32], largest, side="right")
    sizes, packings = frequencies << levels, bits << 2 | levels
    frequent = {}
    for term in np.flatnonzero(sizes > short_bytes).tolist():
        own = slice(first[term], first[term] + frequencies[term])
        frequent[term], packings[term] = packed_rising(postings.documents[own], postings.counts[own])
        sizes[term] = len(frequent[term])
    starts = starts_of(sizes)
    data = np.zeros(sizes.sum(), np.uint8)
    for level, kind in enumerate(KINDS):
        chosen = np.flatnonzero((levels == level) & (packings < RISING))
        values = codes[runs(first[chosen], frequencies[chosen])].astype(kind)
        data[runs(starts[chosen], sizes[chosen])] = values.view(np.uint8)
    for term, own_data in frequent.items():
        data[starts[term] : starts[term] + sizes[term]] = own_data
    return Packed(postings.terms[first], starts, packings.astype(np.uint8), data)


def _codes(postings: Postings, first: Ints, bits: Ints, frequencies: Ints) -> Ints:
    steps = np.diff(postings.documents, prepend=0)
    steps[first] = postings.documents[first]
    return steps << np.repeat(bits, frequencies) | (postings.counts - 1)


def unpacked(pieces: Sequence[Piece]) -> list[tuple[Ints, Ints | Numbers]]:
    """The documents and counts of some terms.

    Codes at once, because a call of numpy takes longer than what it does for one term; frequent terms one by one,
    because the numbers of one fit the cache of the processor.

    >>> made = packed(Postings(*map(np.array, ([0, 0, 0], [2, 7, 40], [1, 3, 1], []))))
    >>> [(documents, counts)] = unpacked([Piece(made.data, int(made.packings[0]))])
    >>> documents.tolist(), counts.tolist(), made.data.nbytes
    ([2, 7, 40], [1, 3, 1], 3)
    """
    found: list[tuple[Ints, Ints | Numbers]] = [_NONE] * len(pieces)
    places, codes, bits = [], [], []
    for place, (data, packing) in enumerate(pieces):
        if packing >= RISING:
            found[place] = unpacked_rising(data, packing)
        else:
            places.append(place)
            codes.append(data.view(KINDS[packing & 3]))
            bits.append(packing >> 2)
    if not places:
        return found
    sizes = list(map(len, codes))
    documents, counts = _decoded(one_after_another(codes), np.array(bits), sizes)
    end = 0
    for place, size in zip(places, sizes, strict=True):
        start, end = end, end + size
        found[place] = documents[start:end], counts[start:end]
    return found


def size(piece: Piece) -> int:
    """How many documents hold the term, without reading which.

    >>> made = packed(Postings(*map(np.array, ([0, 0, 0], [2, 7, 40], [1, 3, 1], []))))
    >>> size(Piece(made.data, int(made.packings[0])))
    3
    """
    return rising_count(piece.data) if piece.packing >= RISING else len(piece.data) >> (piece.packing & 3)


def document_counts(part: Packed) -> Ints:
    """How many documents hold each of many terms, without reading which.

    >>> document_counts(packed(Postings(*map(np.array, ([0, 0, 4], [2, 7, 40], [1, 3, 1], []))))).tolist()
    [2, 1]
    """
    found = lengths_between(part.starts, len(part.data)) >> (part.packings & 3)
    is_rising = part.packings >= RISING
    found[is_rising] = rising_counts(part.data, part.starts[is_rising])
    return found


def live_counts(part: Packed, live: Flags) -> Ints:
    """How many live documents hold each of many terms.

    >>> live = np.arange(50) != 7
    >>> live_counts(packed(Postings(*map(np.array, ([0, 0, 4], [2, 7, 40], [1, 3, 1], [])))), live).tolist()
    [1, 1]
    """
    found = np.zeros(len(part.starts), np.int64)
    for own, frequencies, documents, _ in _coded(part):
        found[own] = np.add.reduceat(live.take(documents, mode="clip"), starts_of(frequencies), dtype=np.int64)
    for term, documents, _ in _rising(part):
        found[term] = np.count_nonzero(live.take(documents, mode="clip"))
    return found


def all_unpacked(part: Packed) -> Postings:
    """The postings of many terms, without positions."""
    none = np.empty(0, np.int64)
    found: list[tuple[Ints, Ints, Ints]] = [(none, none, none)]
    for own, frequencies, documents, counts in _coded(part):
        found.append((np.repeat(part.terms[own], frequencies), documents, counts))
    for term, documents, own_counts in _rising(part):
        found.append((np.full(len(documents), part.terms[term]), documents, own_counts.astype(np.int64)))
    terms, documents, counts = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(terms, kind="stable")
    return Postings(terms[order], documents[order], counts[order], np.empty(0, np.int64))


def _coded(part: Packed) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Of the terms that are packed as codes: which they are, how many documents each has, these, and the counts."""
    sizes = lengths_between(part.starts, len(part.data))
    packings = part.packings.astype(np.int64)
    levels = np.where(packings < RISING, packings & 3, len(KINDS))
    for level, kind in enumerate(KINDS):
        own = np.flatnonzero(levels == level)
        if len(own):
            codes = part.data[runs(part.starts[own], sizes[own])].view(kind)
            frequencies = sizes[own] >> level
            yield own, frequencies, *_decoded(codes, packings[own] >> 2, frequencies)


def _rising(part: Packed) -> Iterator[tuple[int, Ints, Numbers]]:
    """The others, one by one: which it is, its documents and counts."""
    ends = np.append(part.starts[1:], len(part.data))
    for term in np.flatnonzero(part.packings >= RISING).tolist():
        yield term, *unpacked_rising(part.data[part.starts[term] : ends[term]], int(part.packings[term]))


def _decoded(codes: Numbers | Ints, bits: Ints, frequencies: Ints | Sequence[int]) -> tuple[Ints, Ints]:
    """The documents and counts of the codes of several terms, one after another."""
    numbers = codes.astype(np.int64, copy=False)
    shifts = np.repeat(bits, frequencies)
    steps = numbers >> shifts
    numbers &= (1 << shifts) - 1
    numbers += 1
    return restarted(np.cumsum(steps, out=steps), np.asarray(frequencies)), numbers
