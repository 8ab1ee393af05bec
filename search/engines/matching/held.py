"""Which documents hold what a leaf of a query names, and how often."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from search.query.bound import AnyOf, BoundQuery, Near, Synonyms, Term
from search.query.bound import Sequence as Row

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints, Numbers

Leaf: TypeAlias = Term | Synonyms | Row | Near
# What is computed and remembered as one: a leaf, or leaves any of which will do, as a word in several fields.
Unit: TypeAlias = Leaf | AnyOf
_LEAVES = frozenset((Term, Synonyms, Row, Near))


def leaves(query: BoundQuery) -> Sequence[Leaf]:
    """The leaves of a unit; none of any other query."""
    match query:
        case Term() | Synonyms() | Row() | Near():
            return (query,)
        case AnyOf(parts) if _LEAVES.issuperset(map(type, parts)):
            return parts  # type: ignore[return-value]  # by the line above
        case _:
            return ()


def name(unit: Unit) -> Hashable:
    """What tells a unit from others that bring something else; of a word in many fields hashed ten times as fast."""
    if isinstance(unit, AnyOf) and {Term}.issuperset(map(type, unit.parts)):
        return tuple([(part.field, part.term) for part in unit.parts])  # type: ignore[union-attr]  # by the line above
    return unit


class Held(NamedTuple):
    """Documents, each once, rising, and how often each holds it."""

    documents: Ints
    counts: Numbers | Ints


def frequency(holding: list[Held], live: Flags | None) -> int:
    """How many live documents there are in it.

    Args:
        live: Which documents are not deleted; None where none is.
    """
    if live is None:
        return sum([len(documents) for documents, _ in holding])
    # Without a check of each number, which takes as long again.
    return sum([int(np.count_nonzero(live.take(documents, mode="clip"))) for documents, _ in holding])
