"""tantivy's dictionary of a field, read where it lies: where the postings of a word are.

Words have numbers (`transducer`); behind these stands what is known of each word by number, of 256 words packed
together (tantivy, termdict/fst_termdict/term_info_store.rs).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from search.engines.tantivy.transducer import Transducer

if TYPE_CHECKING:
    from mmap import mmap

_BLOCK = 256  # words
_META = struct.Struct("<QIQIQIBBB")


class Place(NamedTuple):
    """Where the postings of a word are.

    Attributes:
        frequency: Of how many documents they are, deleted ones with them.
        postings, positions: Bytes, counted from the first of the field.
    """

    frequency: int
    postings: slice
    positions: slice


class Dictionary:
    """The words of one field of one segment."""

    def __init__(self, data: mmap, start: int, end: int) -> None:
        """Read a part of a file."""
        # At the end: how long the second half is, the version of the first, and what kind of a dictionary it is.
        (length,) = struct.unpack_from("<Q", data, end - 16)
        self._data, middle = data, end - 16 - length
        (root,) = struct.unpack_from("<Q", data, middle - 8)
        self._words = Transducer(data, start, root)
        metas, _ = struct.unpack_from("<QQ", data, middle)
        self._metas, self._packed = middle + 16, middle + 16 + metas

    def place(self, word: str) -> Place | None:
        """Where the postings of a word are; None for a word that is not there."""
        number = self._words.number(word.encode())
        return None if number is None else self._place(number)

    def _place(self, number: int) -> Place:
        block, inner = divmod(number, _BLOCK)
        found = _META.unpack_from(self._data, self._metas + block * _META.size)
        offset, frequency, start, length, start_of_positions, length_of_positions, *widths = found
        if not inner:
            end, end_of_positions = start + length, start_of_positions + length_of_positions
            return Place(frequency, slice(start, end), slice(start_of_positions, end_of_positions))
        of_frequency, of_postings, of_positions = widths
        width = sum(widths)
        at, bits = divmod((inner - 1) * width, 8)
        # Its own three numbers, and two of the next, which starts where it ends.
        at += self._packed + offset
        packed = int.from_bytes(self._data[at : at + (bits + 2 * width + 7) // 8], "little") >> bits
        after = packed >> width
        most, most_positions = (1 << of_postings) - 1, (1 << of_positions) - 1
        return Place(
            packed >> of_postings + of_positions & (1 << of_frequency) - 1,
            slice(start + (packed & most), start + (after & most)),
            slice(
                start_of_positions + (packed >> of_postings & most_positions),
                start_of_positions + (after >> of_postings & most_positions),
            ),
        )
