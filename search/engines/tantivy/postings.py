"""Which documents hold what a leaf of a query names, and how often, as arrays.

Postings of a word are read in the segments (`lists`): 15 ns for each document, where tantivy-py, which makes Python
objects of what it finds, takes 370. Words in a row are counted by tantivy. What it cannot count (words near each other)
is counted by their positions, read in the segments as well (`places`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, assert_never

import numpy as np
import tantivy

from search.deadline import look
from search.engines.base import ID
from search.engines.matching import Leaf
from search.engines.tantivy.addresses import Addresses
from search.engines.tantivy.counting import Statistics, statistics
from search.engines.tantivy.lists import NOBODY, Lists, Postings
from search.engines.tantivy.places import in_a_row, near
from search.engines.tantivy.queries import Queries, Scored, any_of
from search.errors import TooMuch
from search.query.bound import Near, Synonyms, Term
from search.query.bound import Sequence as Row

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers


class Asking:
    """Asks one commit for postings."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        lists: Lists,
        queries: Queries,
        addresses: Addresses,
        lengths: Callable[[str], Numbers],
    ) -> None:
        """Ask a searcher.

        Args:
            lengths: Gives for a field how many terms each document has in it.
        """
        self._searcher, self._queries, self._lists = searcher, queries, lists
        self._addresses, self._lengths = addresses, lengths
        self._statistics: dict[str, Statistics] = {}

    def postings(self, leaves: Sequence[Leaf]) -> list[Postings]:
        """For each leaf who holds it."""
        asked = [self._words(leaf) for leaf in leaves]
        pairs = list(zip(leaves, asked, strict=True))
        read = self._lists.read([(leaf.field, word) for leaf, words in pairs for word in words or ()])
        return [
            self._asked(leaf) if words is None else self._together([(next(read), times) for times in words.values()])
            for leaf, words in pairs
        ]

    def _words(self, leaf: Leaf) -> dict[str, int] | None:
        """The words that hold a leaf, and how often; None where words are not enough, or only tantivy knows them."""
        match leaf:
            case Term(field, term) | Row(field, (str(term),)) if field != ID:
                return self._queries.words(field, term)
            case Synonyms(field, terms) if field != ID:
                held = Counter[str]()
                for term in dict.fromkeys(terms):
                    held.update(self._queries.words(field, term))
                return held
            case _:
                return None

    def _asked(self, leaf: Leaf) -> Postings:
        match leaf:
            case Term(field, term) | Row(field, (str(term),)):
                return self._ids(field, (term,))
            case Synonyms(field, terms):
                return self._ids(field, terms)
            case Row(field, words):
                look(TooMuch.PHRASES)
                return self._in_a_row(field, [(step, word) for step, word in enumerate(words) if word is not None])
            case Near(field, terms, slop):
                return self._near(field, terms, slop)
            case _:
                assert_never(leaf)

    def _ids(self, field: str, terms: Sequence[str]) -> Postings:
        found = self._matching(any_of([self._queries.term(field, term) for term in terms]), len(terms))
        return Postings(found, np.ones_like(found))

    def _together(self, found: Sequence[tuple[Postings, int]]) -> Postings:
        """The documents with any of some words, with the sum of their counts, each so many times."""
        if not found:
            return NOBODY
        if len(found) == 1 and found[0][1] == 1:
            return found[0][0]
        sums = np.zeros(len(self._addresses.listed), np.int64)
        for (documents, counts), times in found:
            sums[documents] += counts * times
        there = np.flatnonzero(sums)
        return Postings(there, sums[there])

    def _in_a_row(self, field: str, steps: Sequence[tuple[int, str]]) -> Postings:
        terms = [term for _, term in steps]
        most = self._queries.most(field, terms)
        if not most:
            return NOBODY
        try:
            holder = next(iter(self._queries.words(field, terms[0])))
            return self._counted(field, self._queries.row(field, steps), holder, most)
        except ValueError:  # a term in so many stacks that tantivy takes no pattern of them
            return Postings(*in_a_row(self._places(field, terms), steps))

    def _near(self, field: str, terms: Sequence[str], slop: int) -> Postings:
        if not self._queries.most(field, terms):
            return NOBODY
        return Postings(*near(self._places(field, terms), terms, len(terms) + slop))

    def _places(self, field: str, terms: Sequence[str]) -> dict[str, Ints]:
        """Where terms stand."""
        found = {}
        for term in dict.fromkeys(terms):
            look(TooMuch.PHRASES)
            own = [self._lists.places(field, word) for word in self._queries.words(field, term)]
            found[term] = own[0] if len(own) == 1 else np.unique(np.concatenate(own))
        return found

    def _matching(self, query: tantivy.Query, most: int) -> Ints:
        """The documents that match, rising."""
        unscored = tantivy.Query.const_score_query(query, 0.0)
        hits = self._searcher.search(unscored, limit=max(1, most), count=False).hits
        return np.sort(self._addresses.numbers([address for _, address in hits]))

    def _counted(self, field: str, asked: Scored, word: str, most: int) -> Postings:
        """The documents that match, at the most so many, and how often.

        Args:
            word: One that is in the field.
        """
        hits = self._searcher.search(asked.query, limit=most, count=False).hits
        if not hits:
            return NOBODY
        documents = self._addresses.numbers([address for _, address in hits])
        scores = np.fromiter((score for score, _ in hits), np.float32, len(hits))
        return Postings(documents, self._field(field, word).counts(scores, documents, asked.frequencies))

    def _field(self, field: str, word: str) -> Statistics:
        if field not in self._statistics:
            query = self._queries.word(field, word).query
            holder = self._searcher.search(query, limit=1, count=False).hits[0][1]
            self._statistics[field] = statistics(self._searcher, query, holder, self._lengths(field))
        return self._statistics[field]
