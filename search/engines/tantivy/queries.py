"""Leaves of a query as tantivy's own queries: terms as the words that hold them (`wording`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from search.engines.base import FIELDS
from search.engines.tantivy.schema import STACKS
from search.engines.tantivy.wording import MARK, encoded, parts


class Scored(NamedTuple):
    """A query whose scores are of one term or phrase.

    Attributes:
        frequencies: How many documents tantivy takes to hold each of its terms; a pattern stands in none.
    """

    query: Query
    frequencies: list[int]


class Queries:
    """Makes queries for one searcher."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher, self._schema = searcher, schema

    def words(self, field: str, term: str) -> dict[str, int]:
        """The words that hold a term: itself and the stacks it is in; for each how often it is in it."""
        own = encoded(term)
        found = [own]
        if FIELDS.get(field):
            found += [word for word, _ in self._searcher.terms_with_prefix(field, own + MARK)]
            keys = self._searcher.terms_with_prefix(STACKS, own + MARK)
            found += [key.removeprefix(own + MARK) for key, _ in keys]
        held = [word for word in found if self._searcher.doc_freq(field, word)]
        return {word: parts(word).count(own) for word in held}

    def word(self, field: str, word: str) -> Scored:
        """The documents with a word."""
        query = Query.term_query(self._schema, field, word, "freq")
        return Scored(query, [self._searcher.doc_freq(field, word)])

    def term(self, field: str, term: str) -> Query:
        """The documents with a term, without scores."""
        held = [Query.term_query(self._schema, field, word, "basic") for word in self.words(field, term)]
        return Query.const_score_query(any_of(held), 0.0)

    def row(self, field: str, steps: Sequence[tuple[int, str]]) -> Scored:
        """The documents with the terms at these steps from each other. To search for it may raise ValueError."""
        held = [(step, list(self.words(field, term))) for step, term in steps]
        if not all(words for _, words in held):
            return Scored(Query.empty_query(), [])
        # A term may have but one word and that be a stack, where it never stands alone.
        is_plain = all(len(words) == 1 for _, words in held)
        texts = [words[0] if is_plain else "|".join(map(re.escape, words)) for _, words in held]
        row: list[str | tuple[int, str]] = [(step, text) for (step, _), text in zip(held, texts, strict=True)]
        make = Query.phrase_query if is_plain else Query.regex_phrase_query
        frequencies = [self._searcher.doc_freq(field, text) for text in texts]
        return Scored(make(self._schema, field, row), frequencies)

    def most(self, field: str, terms: Sequence[str]) -> int:
        """How many documents hold all of the terms at the most."""
        held = (self.words(field, term) for term in terms)
        return min(sum(self._searcher.doc_freq(field, word) for word in words) for words in held)


def any_of(queries: Sequence[Query]) -> Query:
    """The documents that any of the queries finds."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])
