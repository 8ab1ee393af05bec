"""Writing the terms of a segment, field by field, part by part.

What is known of each term waits in spools until its field ends, so that memory does not depend on how many there are;
but for a flag a term, and in the field of ids four bytes a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import firsts, narrow, starts_of
from search.engines.whoosh.frequent import FrequentWords
from search.engines.whoosh.packing import SHORT_BYTES, Packed, packed
from search.engines.whoosh.pairwriting import write_pairs
from search.engines.whoosh.positions import packed_positions
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.runs import write_starts
from search.engines.whoosh.sections import SectionWriter
from search.engines.whoosh.spool import Spool
from search.engines.whoosh.terms import PARTS, UNIQUE
from search.engines.whoosh.vocabulary import marks_of, write_vocabulary

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints

POSITIONS_AT_ONCE = 1 << 18  # eight bytes each while they are packed


def write_terms(
    vocabulary: Iterable[bytes],
    fields: Iterable[tuple[str, Iterable[Postings]]],
    document_count: int,
    out: SectionWriter,
    positions_out: SectionWriter,
    folder: Path,
    short_bytes: int = SHORT_BYTES,
    *,
    has_pairs: bool = True,
) -> None:
    """Write the terms of a segment, and close both files.

    Args:
        vocabulary: The terms, sorted; gone through before the fields are.
        fields: For each field its postings, in parts with rising terms: a part at a time is in memory.
        folder: For what has to wait.
        short_bytes: See `packing.packed`.
        has_pairs: Whether pairs of frequent words are kept, too.
    """
    vocabulary_size = write_vocabulary(vocabulary, out)
    for name, parts in fields:
        field = _FieldWriter(name, document_count, vocabulary_size, out, positions_out, folder)
        for part in parts:
            field.write(part, packed(part, short_bytes))
        field.close()
        if has_pairs:
            write_pairs(name, field.frequent, out)
    out.close()
    positions_out.close()


class _FieldWriter:
    """Writes a field.

    Attributes:
        frequent: Its frequent words, where it has positions.
    """

    def __init__(
        self,
        name: str,
        document_count: int,
        vocabulary_size: int,
        out: SectionWriter,
        positions_out: SectionWriter,
        folder: Path,
    ) -> None:
        self._name, self._out, self._positions_out = name, out, positions_out
        self._is_held = np.zeros(vocabulary_size, bool)
        self._starts, self._places, self._packings = (Spool(folder, kind) for kind in (np.int64, np.int64, np.uint8))
        self._term_of = np.zeros(document_count if name == UNIQUE else 0, np.uint32)
        self._size = self._placed = 0
        self.frequent = FrequentWords(document_count, folder)

    def write(self, part: Postings, made: Packed) -> None:
        """Write the next part, which is given packed, too."""
        self._out.append(f"{self._name}.postings", made.data)
        if len(part.positions):
            self._write_positions(part, made)
        if self._name == UNIQUE:
            self._term_of[part.documents] = part.terms
        self._is_held[made.terms] = True
        self._starts.append(made.starts + self._size)
        self._packings.append(made.packings)
        self._size += len(made.data)

    def _write_positions(self, part: Postings, made: Packed) -> None:
        data, sizes = _packed_positions(part)
        self._positions_out.append(f"{self._name}.positions", data)
        places: Ints = starts_of(sizes)[firsts(part.terms)]
        self.frequent.take(part, made, data, places, len(self._starts))
        self._places.append(places + self._placed)
        self._placed += len(data)

    def close(self) -> None:
        """Write which terms the field has, and where what is said of each begins."""
        if len(self._starts):
            marks, before = marks_of(self._is_held)
            for part_name, column in zip(PARTS, (marks, narrow(before), self._packings.array()), strict=True):
                self._out.append(f"{self._name}.{part_name}", column)
            write_starts(self._starts.array(), f"{self._name}.postings", self._out)
        if len(self._places):
            write_starts(self._places.array(), f"{self._name}.positions", self._positions_out)
        if self._name == UNIQUE:
            self._out.append_narrow(f"{self._name}.of_documents", self._term_of)


def _packed_positions(part: Postings) -> tuple[Bytes, Ints]:
    """The positions of postings as bytes, and how many bytes each posting has; of some postings at a time."""
    ends = np.cumsum(part.counts)
    bounds = np.unique(np.append(np.searchsorted(ends, np.arange(0, ends[-1], POSITIONS_AT_ONCE)), len(ends))).tolist()
    found, sizes = [], []
    for first, last in pairwise(bounds):
        counts = part.counts[first:last]
        data, own = packed_positions(part.positions[ends[first] - counts[0] : ends[last - 1]], counts)
        found.append(data)
        sizes.append(np.add.reduceat(own, starts_of(counts)))
    return np.concatenate(found), np.concatenate(sizes)
