"""The root view of a text: roots, with the names of alias classes folded into class terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search.aliases.table import AliasMatch, AliasTable
from search.analysis import Piece


def root_terms(pieces: Sequence[Piece], table: AliasTable) -> list[str]:
    """The terms of the root view, each as often as it occurs; their order says nothing.

    A name of one word gives way to its class term; a name of several words keeps them beside it, so that
    `amerika` still finds Amerika Serikat. Where the case of the letters is no evidence, both stand.
    """
    terms = [piece.root for piece in pieces]
    for match in table.matches(pieces):
        effect = effect_of(match, pieces, table)
        if effect.replacing:
            terms[match.first] = effect.replacing
        terms += effect.added
    return terms


class Effect(NamedTuple):
    """What a name does to the root view: the term in place of its first root, "" for none, and the terms beside."""

    replacing: str
    added: tuple[str, ...]


def effect_of(match: AliasMatch, pieces: Sequence[Piece], table: AliasTable) -> Effect:
    """What a name met in a text does to its root view."""
    names = [match.name, *(inner.name for inner in table.nested(pieces, match))]
    added = dict.fromkeys(term for name in names for term in (name.alias.term, *name.alias.widened))
    if not is_replaced(pieces, match):
        return Effect("", tuple(added))
    del added[match.name.alias.term]
    return Effect(match.name.alias.term, tuple(added))


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
