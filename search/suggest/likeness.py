"""More like this: the query that a document's own words ask.

Its most telling terms, by how often it says them and how few documents do (tf-idf), each weighing as much as it tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from search.aliases import AliasTable, root_terms
from search.analysis import is_function_word, pieces
from search.engines.base import CLUSTER, Reader
from search.model import Document
from search.query.bound import AnyOf, Boosted, BoundQuery, Nothing, Ranked, Term

# Of the five articles most like one, .43 are of its section with 10 terms, .46 with 20, .48 with 30, .49 with 50.
TERMS = 30
READ = 20_000  # characters: what is longer says by then what it is about
ASKED = 200  # terms whose frequency is asked for: those that it says most often
FIELDS = ("title_root", "body_root")
COMMON = 0.5  # a term of more documents than this share tells nothing


def like(document: Document, engine: Reader, aliases: AliasTable, *, cluster: str = "") -> BoundQuery:
    """The query for documents like this one; it finds the document itself as well, unless that is in a cluster.

    Args:
        cluster: The cluster of its copies, which are left out, all of them; "" where it has none.
    """
    terms = telling_terms(document, engine, aliases)
    if not terms:
        return Nothing()
    wanted = tuple(
        Boosted(AnyOf(tuple(Term(field, term) for field in FIELDS)), round(weight, 3)) for term, weight in terms
    )
    return Ranked(wanted=wanted, excluded=(Term(CLUSTER, cluster),) if cluster else ())


def telling_terms(document: Document, engine: Reader, aliases: AliasTable) -> Sequence[tuple[str, float]]:
    """The terms of the root view that tell most of a document, each with its weight beside the first one's."""
    counts: Counter[str] = Counter()
    for text in (document.title, document.body[:READ]):
        analyzed = pieces(text, document.language)
        counts.update(root_terms(analyzed, aliases))
        counts.subtract(piece.root for piece in analyzed if is_function_word(piece.surface))
    total, weighed = engine.count(), []
    for term, times in counts.most_common(ASKED):
        held = max(engine.document_frequency(field, term) for field in FIELDS)
        # What only this document holds finds no other one.
        if times > 0 and 1 < held <= max(2, COMMON * total):
            weighed.append((term, (1 + log(times)) * log(total / held)))
    weighed.sort(key=lambda one: (-one[1], one[0]))
    return [(term, weight / weighed[0][1]) for term, weight in weighed[:TERMS] if weight > 0]
