"""The root view of a text: roots, with the names of alias classes folded into class terms."""

from __future__ import annotations

from collections.abc import Sequence

from search.aliases.table import AliasMatch, AliasTable
from search.analysis import Piece


def root_terms(pieces: Sequence[Piece], table: AliasTable) -> list[str]:
    """The terms of the root view, each as often as it occurs; their order says nothing.

    A name of one word gives way to its class term; a name of several words keeps them beside it, so that
    `amerika` still finds Amerika Serikat. Where the case of the letters is no evidence, both stand.
    """
    terms = [piece.root for piece in pieces]
    for match in table.matches(pieces):
        names = [match.name, *(inner.name for inner in table.nested(pieces, match))]
        added = dict.fromkeys(term for name in names for term in (name.alias.term, *name.alias.widened))
        if is_replaced(pieces, match):
            del added[match.name.alias.term]
            terms[match.first] = match.name.alias.term
        terms += added
    return terms


def is_replaced(pieces: Sequence[Piece], match: AliasMatch) -> bool:
    """Does the class term take the place of the word's own root?

    Not where the name is an inflected form: pemboman is in a class, and is still found by its root bom.
    """
    piece = pieces[match.first]
    name = match.name
    return (
        match.certain
        and len(name.words) == 1
        and match.last - match.first == 1
        and piece.root
        in (
            piece.surface,
            *name.words,
        )
    )
