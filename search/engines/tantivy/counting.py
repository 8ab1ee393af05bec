"""How often a document holds a term, read back from a score.

tantivy-py shows no postings; it shows the score of every document that matches. For one term or phrase that is

    score  = weight * count / (count + norm)         norm = k1 * (1 - b + b * length / average)
    weight = (k1 + 1) * sum of ln(1 + (N - n + 0.5) / (n + 0.5)) over the terms

with k1 and b of its own, a length that it keeps to an eighth, and N, n and the average with deleted documents. N and
the average stand in what it says of one document (`Query.explain`); then the count is a division. It is exact up to a
thousand occurrences. Beyond, counts side by side begin to score the same in 32 bits, and then it makes no difference
to any score which of them it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import tantivy

from search.engines.tantivy.schema import EXACT
from search.model import Json

if TYPE_CHECKING:
    from search.engines.matching.arrays import Floats, Ints, Numbers

K1, B = 1.2, 0.75  # tantivy's, fixed in its bm25.rs; ours (`matching.K1`) stand in our own formula


class Statistics(NamedTuple):
    """What tantivy scores a field by.

    Attributes:
        documents: How many it takes to be there.
        norms: By document.
    """

    documents: float
    norms: Floats

    def counts(self, scores: Floats, documents: Ints, frequencies: Iterable[int]) -> Ints:
        """How often each document of a result holds the one term or phrase that was asked for.

        Args:
            scores, documents: Of the result.
            frequencies: Of the term, or of each term of the phrase, as `Searcher.doc_freq` gives it.
        """
        idf = sum(log(1 + (self.documents - one + 0.5) / (one + 0.5)) for one in frequencies)
        weight = (K1 + 1) * idf
        # A score never reaches the weight; in 32 bits it may.
        rest = np.maximum(weight - scores, weight * 1e-8)
        found: Ints = np.rint(self.norms[documents] * scores / rest).astype(np.int64)
        return found


def statistics(
    searcher: tantivy.Searcher, term: tantivy.Query, holder: tantivy.DocAddress, lengths: Numbers
) -> Statistics:
    """What tantivy scores a field by.

    Args:
        term, holder: A query for a term of the field, and a document that holds it.
        lengths: How many terms each document has in the field.
    """
    explained = _values(json.loads(term.explain(searcher, holder).to_json()))
    norms = K1 * (1 - B + B * kept_lengths(lengths) / explained["avgdl"])
    return Statistics(explained["N"], norms.astype(np.float32))


def kept_lengths(lengths: Ints | Numbers) -> Ints:
    """Lengths as tantivy keeps them: in one byte, rounded down.

    >>> kept_lengths(np.array([0, 7, 39, 41, 57, 300])).tolist()
    [0, 7, 39, 40, 56, 280]
    """
    above = np.maximum(lengths.astype(np.int64) - 24, 8)
    bits = np.frexp(above)[1] - 4  # of each number the first four binary digits are kept
    kept: Ints = np.where(lengths < EXACT, lengths, 24 + (above >> bits << bits))
    return kept


def _values(tree: Json) -> dict[str, float]:
    """The numbers of an explanation by the first word of what they are called."""
    values: dict[str, float] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        values[node["description"].split(",")[0]] = node["value"]
        waiting += node.get("details", ())
    return values
