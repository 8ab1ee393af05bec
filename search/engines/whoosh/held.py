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
    from search.engines.whoosh.part import Part


def held(parts: Sequence[Part], leaves: Sequence[Leaf]) -> list[list[Held]]:
    """For each leaf what is held of it in each segment that holds any; terms are read all at once."""
    found: list[list[Held]] = [[] for _ in leaves]
    own = [(place, leaf) for place, leaf in enumerate(leaves) if isinstance(leaf, Term)]
    asked = [(leaf.field, leaf.term) for _, leaf in own]
    others = [(place, leaf) for place, leaf in enumerate(leaves) if not isinstance(leaf, Term)]
    for part in parts:
        for (place, _), postings in zip(own, part.terms.postings(asked), strict=True):
            if postings:
                found[place].append(_held(part, *postings))
        for place, leaf in others:
            documents, counts = _counted(part, leaf)
            found[place] += [_held(part, documents, counts)] * bool(len(documents))
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
    for documents, counts in filter(None, terms.postings([(field, term) for term in dict.fromkeys(synonyms)])):
        sums[documents] += counts
    there = np.flatnonzero(sums)
    return there, sums[there]
