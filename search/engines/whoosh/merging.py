"""Several files of terms as one: work on arrays, a part of a field at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.whoosh.postings import Postings, joined, renumbered
from search.engines.whoosh.terms import TermFile
from search.engines.whoosh.vocabulary import united

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints

# Packed postings that are in memory at once. Merging seven runs of 27,901 articles takes 70 MB with these, and 157 with
# four times as many, and as long.
PART_BYTES = 1 << 18


class Source(NamedTuple):
    """A file of terms, and the new number of each of its documents; a negative one leaves the document out."""

    terms: TermFile
    documents: Ints


def merged(sources: Sequence[Source]) -> tuple[list[bytes], Iterator[tuple[str, Iterable[Postings]]]]:
    """The united vocabulary, and the postings of each field in parts."""
    for source in sources:
        for sections in source.terms.sections:
            sections.verify()
    vocabulary, numbers = united([source.terms.vocabulary for source in sources])
    names = sorted({name for source in sources for name in source.terms.fields})
    return vocabulary, ((name, _parts(name, sources, numbers)) for name in names)


def _parts(field: str, sources: Sequence[Source], numbers: Sequence[Ints]) -> Iterator[Postings]:
    having = [(source, new) for source, new in zip(sources, numbers, strict=True) if field in source.terms.fields]
    sizes = [source.terms.sizes(field) for source, _ in having]
    terms = [new[old] for (_, new), (old, _) in zip(having, sizes, strict=True)]
    bounds = _bounds(np.concatenate(terms), np.concatenate([size for _, size in sizes]))
    for low, high in pairwise(bounds):
        found = []
        for (source, new), own in zip(having, terms, strict=True):
            first, last = np.searchsorted(own, (low, high)).tolist()
            if first < last:
                found.append(renumbered(source.terms.many(field, first, last), new, source.documents))
        part = joined(found)
        if len(part.terms):
            yield part


def _bounds(terms: Ints, sizes: Ints) -> list[int]:
    """Terms that divide all terms so that between two of them lie about PART_BYTES; [] where there is none."""
    if not len(terms):
        return []
    order = np.argsort(terms)
    part_of = np.cumsum(sizes[order]) // PART_BYTES
    starts = np.searchsorted(part_of, np.unique(part_of))
    return [*dict.fromkeys(terms[order][starts].tolist()), int(terms.max()) + 1]
