"""A document as an engine takes it: terms for each field."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, chain
from operator import itemgetter

from search.aliases import AliasTable, root_terms
from search.analysis import Piece, pieces
from search.engines.base import Entry, Terms
from search.index.storing import stored_text
from search.model import Document

# Words. In the development sets the right passage names its subject in the first eight (docs/ranking.md).
OPENING = 8
_surface, _step = itemgetter(0), itemgetter(2)
# The places of a text without forms that share one, up to the length of nearly all: cut from here, not counted out.
_PLACES = array("I", range(10_000))


def entry(document: Document, aliases: AliasTable) -> Entry:
    """Analyze a document for an engine: root and surface view of its title, its body and what is printed around it.

    The opening is the headline once more, or the first words of a text that has none.
    """
    terms = {"language": Terms((document.language,))}
    for name, text in (("title", document.title), ("body", document.body), ("about", document.about)):
        analyzed = pieces(text, document.language)
        terms[f"{name}_root"] = Terms(root_terms(analyzed, aliases))
        terms[f"{name}_surface"] = Terms(list(map(_surface, analyzed)), _positions(analyzed))
        if name == "body" and (document.title_derived or not document.title):
            terms["opening_root"] = Terms(root_terms(analyzed[:OPENING], aliases))
    terms.setdefault("opening_root", terms["title_root"])
    return Entry(document.id, document.digest, stored_text(document), terms)


def _positions(pieces: Sequence[Piece]) -> Sequence[int]:
    """The place of each piece: as an array, which an engine takes over without touching its numbers."""
    steps = list(map(_step, pieces))
    if all(steps) and len(steps) <= len(_PLACES):
        return _PLACES[: len(steps)]
    return array("I", accumulate(chain((0,), steps[1:])))  # the first stands at place 0
