"""Several files of terms as one: work on arrays, a part of a field at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts
from search.engines.whoosh.postings import NO_POSTINGS, Postings, joined, renumbered
from search.engines.whoosh.terms import TermFile
from search.engines.whoosh.uniting import United

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Packed postings that are in memory at once. Merging seven runs of 27,901 articles takes 70 MB with these, and 157 with
# four times as many, and as long.
PART_BYTES = 1 << 18
# As many as there may be places where the terms of a field are divided: the sizes of single terms would be 8 bytes for
# each. So a part has some terms more or less.
MOST_BINS = 1 << 16


class Source(NamedTuple):
    """A file of terms, and the new number of each of its documents; a negative one leaves the document out."""

    terms: TermFile
    documents: NDArray[np.int32]


def merged(sources: Sequence[Source], folder: Path) -> tuple[Iterable[bytes], Iterator[tuple[str, Iterable[Postings]]]]:
    """The united vocabulary, and the postings of each field in parts, which are to be asked for after it.

    Args:
        folder: For files.
    """
    for source in sources:
        for sections in source.terms.sections:
            sections.verify()
    # So that documents rise from source to source, and what is of one term needs no sorting.
    sources = sorted(sources, key=lambda source: int(source.documents.max(initial=-1)))
    vocabulary = United([source.terms.vocabulary for source in sources], folder)
    names = sorted({name for source in sources for name in source.terms.fields})
    return vocabulary, ((name, _parts(name, sources, vocabulary)) for name in names)


def _parts(field: str, sources: Sequence[Source], vocabulary: United) -> Iterator[Postings]:
    numbered = zip(sources, vocabulary.numbers(), strict=True)
    having = [(source, numbers) for source, numbers in numbered if field in source.terms.fields]
    for low, high in pairwise(_bounds(field, having, len(vocabulary))):
        found = []
        for (terms, documents), numbers in having:
            # In the kind of the numbers: numpy would make all of these wider to compare them.
            own = terms.many(field, *np.searchsorted(numbers, np.array((low, high), numbers.dtype)).tolist())
            if len(own.terms):
                # Of a word that every document has, these are the largest of what is in memory.
                narrow = own._replace(positions=own.positions.astype(np.int32))
                found.append(renumbered(narrow, numbers, documents))
        part = joined(found or [NO_POSTINGS])
        if len(part.terms):
            yield part


def _bounds(field: str, having: Iterable[tuple[Source, NDArray[np.uint32]]], vocabulary_size: int) -> list[int]:
    """Terms that divide all terms so that between two of them lie about PART_BYTES."""
    shift = (vocabulary_size // MOST_BINS).bit_length()
    sizes = np.zeros((vocabulary_size >> shift) + 1, np.int64)
    for (terms, _), numbers in having:
        for old, own in terms.sizes(field):
            sizes += np.bincount(numbers[old] >> shift, own, len(sizes)).astype(np.int64)
    starts = firsts(np.cumsum(sizes) // PART_BYTES) << shift
    return [*starts.tolist(), vocabulary_size]
