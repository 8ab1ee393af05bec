"""Which documents hold what a leaf of a query names, and how often: for each segment a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

import numpy as np

from search.deadline import look
from search.engines.matching.held import Held, Leaf
from search.engines.whoosh.phrases import in_a_row, near
from search.engines.whoosh.terms import TermFile
from search.errors import TooMuch
from search.query.bound import Near, Synonyms, Term
from search.query.bound import Sequence as Row

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers
    from search.engines.whoosh.snapshot import Part

def held(parts: Sequence[Part], leaves: Sequence[Leaf]) -> list[list[Held]]:
    """For each leaf what is held of it in each segment that holds any; terms are read all at once."""
    found: list[list[Held]] = [[] for _ in leaves]
    for part in parts:
        entry_of = part.terms.entry
        own, places = [], []
        for holding, leaf in zip(found, leaves, strict=True):
            if isinstance(leaf, Term):
                entry = entry_of(leaf.field, leaf.term)
                if entry is not None:
                    own.append(holding)
                    places.append((leaf.field, entry))
            else:
                documents, counts = _counted(part, leaf)
                holding += [_held(part, documents, counts)] * bool(len(documents))
        for holding, postings in zip(own, part.terms.postings(places), strict=True):
            holding.append(_held(part, *postings))
    return found


def _held(part: Part, documents: Ints, counts: Numbers | Ints) -> Held:
    return Held(documents + part.base if part.base else documents, counts)


def _counted(part: Part, leaf: Synonyms | Row | Near) -> tuple[Ints, Ints]:
    look(TooMuch.PHRASES if isinstance(leaf, Row | Near) else TooMuch.WORDS)
    _, terms, documents = part
    match leaf:
        case Row(field, (str(term),)):
            return _any_of(terms, field, (term,))
        case Synonyms(field, synonyms):
            return _any_of(terms, field, synonyms)
        case Row(field, words):
            return in_a_row(terms, documents.lengths(field), field, words)
        case Near(field, words, slop):
            return near(terms, documents.lengths(field), field, words, slop)
        case _:
            assert_never(leaf)


def _any_of(terms: TermFile, field: str, synonyms: tuple[str, ...]) -> tuple[Ints, Ints]:
    """The documents with any of the terms, with the sum of their counts."""
    sums = np.zeros(terms.document_count, np.int64)
    entries = [terms.entry(field, term) for term in dict.fromkeys(synonyms)]
    for documents, counts in terms.postings([(field, entry) for entry in entries if entry is not None]):
        sums[documents] += counts
    there = np.flatnonzero(sums)
    return there, sums[there]
