"""A document as an engine takes it: terms for each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from search.aliases import AliasTable, root_terms
from search.analysis import Piece, pieces
from search.engines.base import Entry, Posting
from search.index.storing import stored_text
from search.model import Document


def entry(document: Document, aliases: AliasTable) -> Entry:
    """Analyze a document for an engine: root and surface view of its title, its body and what is printed around it."""
    postings: dict[str, list[Posting]] = {}
    for name, text in (("title", document.title), ("body", document.body), ("about", document.about)):
        analyzed = pieces(text, document.language)
        postings[f"{name}_root"] = _bag(root_terms(analyzed, aliases))
        postings[f"{name}_surface"] = _placed(analyzed)
    postings["language"] = [Posting(document.language, 1)]
    return Entry(document.id, document.digest, stored_text(document), postings)


def _bag(terms: Sequence[str]) -> list[Posting]:
    return [Posting(term, frequency) for term, frequency in Counter(terms).items()]


def _placed(analyzed: Sequence[Piece]) -> list[Posting]:
    places: dict[str, list[int]] = {}
    position = -1
    for piece in analyzed:
        position += piece.step
        places.setdefault(piece.surface, []).append(position)
    return [Posting(term, len(positions), tuple(positions)) for term, positions in places.items()]
