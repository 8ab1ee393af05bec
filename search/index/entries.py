"""A document as an engine takes it: terms for each field."""

from __future__ import annotations

from itertools import accumulate

from search.aliases import AliasTable, root_terms
from search.analysis import pieces
from search.engines.base import Entry, Terms
from search.index.storing import stored_text
from search.model import Document

# Words. In the development sets the right passage names its subject in the first eight (docs/ranking.md).
OPENING = 8


def entry(document: Document, aliases: AliasTable) -> Entry:
    """Analyze a document for an engine: root and surface view of its title, its body and what is printed around it.

    The opening is the headline once more, or the first words of a text that has none.
    """
    terms = {"language": Terms((document.language,))}
    for name, text in (("title", document.title), ("body", document.body), ("about", document.about)):
        analyzed = pieces(text, document.language)
        positions = list(accumulate((piece.step for piece in analyzed), initial=-1))[1:]
        terms[f"{name}_root"] = Terms(root_terms(analyzed, aliases))
        terms[f"{name}_surface"] = Terms([piece.surface for piece in analyzed], positions)
        if name == "body" and (document.title_derived or not document.title):
            terms["opening_root"] = Terms(root_terms(analyzed[:OPENING], aliases))
    terms.setdefault("opening_root", terms["title_root"])
    return Entry(document.id, document.digest, stored_text(document), terms)
