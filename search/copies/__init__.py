"""Copies: which documents are one story, printed by several outlets; and where two texts differ."""

from search.copies.clusters import Copies, Known
from search.copies.dates import precedence
from search.copies.differences import Difference, differences
from search.copies.shingles import word_codes
from search.copies.sketch import SIZE_BYTES, VERSION, joined_words, sketch, sketch_of, sketches

__all__ = [
    "SIZE_BYTES",
    "VERSION",
    "Copies",
    "Difference",
    "Known",
    "differences",
    "joined_words",
    "precedence",
    "sketch",
    "sketch_of",
    "sketches",
    "word_codes",
]
