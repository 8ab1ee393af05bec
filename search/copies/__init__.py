"""Copies: which documents are one story, printed by several outlets; and where two texts differ."""

from search.copies.clusters import Copies, Known
from search.copies.dates import precedence
from search.copies.differences import Difference, differences
from search.copies.sketch import SIZE_BYTES, VERSION, sketch, sketch_of

__all__ = [
    "SIZE_BYTES",
    "VERSION",
    "Copies",
    "Difference",
    "Known",
    "differences",
    "precedence",
    "sketch",
    "sketch_of",
]
