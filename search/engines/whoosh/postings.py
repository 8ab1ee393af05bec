"""Postings in memory: which terms of a field stand in which documents, how often and where.

Always sorted by term and then by document. Terms and documents are numbers, 0-based; the caller knows of what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, one_after_another, runs, starts_of

if TYPE_CHECKING:
    from search.engines.matching.arrays import AnyInts, Ints, Numbers


class Postings(NamedTuple):
    """One item per posting; `positions` holds those of all postings, `counts` of them each, () where none are kept."""

    terms: Ints
    documents: Ints
    counts: Ints
    positions: AnyInts


NO_POSTINGS = Postings(*[np.empty(0, np.int64)] * 4)


def grouped(terms: AnyInts, documents: AnyInts, positions: AnyInts) -> Postings:
    """The postings of occurrences that stand in the order of their documents and, within one, of their positions.

    Args:
        positions: One for each occurrence, or none at all.

    >>> serang, rusia = 0, 1
    >>> postings = grouped(np.array([rusia, serang, serang, rusia]), np.array([0, 0, 0, 1]), np.array([0, 1, 2, 0]))
    >>> postings.terms.tolist(), postings.documents.tolist(), postings.counts.tolist(), postings.positions.tolist()
    ([0, 1, 1], [0, 0, 1], [2, 1, 1], [1, 2, 0, 0])
    """
    # One sort of plain numbers that say all of an occurrence: nothing has to be put in their order afterwards.
    place_bits, document_bits = (int(column.max(initial=0)).bit_length() for column in (positions, documents))
    if int(terms.max(initial=0)).bit_length() + document_bits + place_bits > 63:  # never met: 2 million occurrences
        raise OverflowError("more occurrences than can be sorted at once")
    keys = terms.astype(np.int64)
    for bits, column in ((document_bits, documents), (place_bits, positions if len(positions) else 0)):
        keys <<= bits
        keys |= column
    keys.sort()
    placed = keys & ((1 << place_bits) - 1) if len(positions) else positions.astype(np.int64)
    keys >>= place_bits
    first = firsts(keys)
    held = keys[first]
    return Postings(held >> document_bits, held & ((1 << document_bits) - 1), lengths_between(first, len(keys)), placed)


def renumbered(postings: Postings, terms: Ints | Numbers, documents: AnyInts) -> Postings:
    """The same with other numbers; those of a document whose new number is negative are left out."""
    numbers = documents[postings.documents]
    kept = numbers >= 0
    positions = postings.positions
    if len(positions) and not kept.all():
        positions = positions[np.repeat(kept, postings.counts)]
    own_terms = terms[postings.terms[kept]].astype(np.int64)
    return Postings(own_terms, numbers[kept].astype(np.int64), postings.counts[kept], positions)


def joined(parts: Sequence[Postings]) -> Postings:
    """The postings of several sources that share no document."""
    if len(parts) == 1:
        return parts[0]
    *columns, positions = zip(*parts, strict=True)
    terms, documents, counts = map(one_after_another, columns)
    placed = np.concatenate(positions)
    keys = terms << 32 | documents
    if (keys[:-1] <= keys[1:]).all():  # one frequent term, and documents that rise from part to part
        return Postings(terms, documents, counts, placed)
    # Each part is sorted, and a stable sort goes through sorted parts in one sweep.
    order = np.argsort(keys, kind="stable")
    if len(placed):
        placed = placed[runs(starts_of(counts)[order], counts[order])]
    return Postings(terms[order], documents[order], counts[order], placed)
