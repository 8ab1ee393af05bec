"""A document as an engine takes it: terms for each field."""

from __future__ import annotations

from itertools import accumulate

from search.aliases import AliasTable, root_terms
from search.analysis import pieces
from search.engines.base import Entry, Terms
from search.index.storing import stored_text
from search.model import Document


def entry(document: Document, aliases: AliasTable) -> Entry:
    """Analyze a document for an engine: root and surface view of its title, its body and what is printed around it."""
    terms = {"language": Terms((document.language,))}
    for name, text in (("title", document.title), ("body", document.body), ("about", document.about)):
        analyzed = pieces(text, document.language)
        positions = list(accumulate((piece.step for piece in analyzed), initial=-1))[1:]
        terms[f"{name}_root"] = Terms(root_terms(analyzed, aliases))
        terms[f"{name}_surface"] = Terms([piece.surface for piece in analyzed], positions)
    return Entry(document.id, document.digest, stored_text(document), terms)
