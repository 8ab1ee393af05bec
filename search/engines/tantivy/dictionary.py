"""tantivy's dictionary of a field, read where it lies: which number a word has, and where its postings are.

The words are a finite state transducer (crate tantivy-fst, src/raw/node.rs): nodes that are written backwards, a byte
of a word for each step, whose numbers add up to the number of the word. What is known of the words by number stands
behind it, packed by 256 (tantivy, termdict/fst_termdict/term_info_store.rs).
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mmap import mmap

# Bytes that a node of one step writes as a number, from 1 on (common_inputs.rs).
_COMMON = b"?te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"
_FINAL, _ONE, _NEXT = 0b0100_0000, 0b1000_0000, 0b1100_0000
_INDEXED = 32  # steps; a node with more has a table of all 256 bytes
STEPS = 1 << 12  # that are remembered of a field, 1 MB at the most
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
        self._data, self._start, middle = data, start, end - 16 - length
        (root,) = struct.unpack_from("<Q", data, middle - 8)
        self._root = start + root
        metas, _ = struct.unpack_from("<QQ", data, middle)
        self._metas, self._packed = middle + 16, middle + 16 + metas
        # Words share their beginnings, and queries their words.
        self._step = lru_cache(STEPS)(self._made_step)

    def place(self, word: str) -> Place | None:
        """Where the postings of a word are; None for a word that is not there."""
        number = self._number(word.encode())
        return None if number is None else self._place(number)

    def _number(self, word: bytes) -> int | None:
        number, node = 0, self._root
        for byte in word:
            step = self._step(node, byte)
            if step is None:
                return None
            node, plus = step
            number += plus
        if node == self._start:  # the one node that is nowhere, an end without steps
            return number
        state = self._data[node]
        if state >= _ONE or not state & _FINAL:
            return None
        _, count, at, targets, outputs = self._many(node)
        own = at - count * (targets + outputs)
        return number + self._read(own - outputs, outputs)

    def _made_step(self, node: int, byte: int) -> tuple[int, int] | None:
        """The node after a byte, and what the step adds to the number."""
        if node == self._start:
            return None
        data, state = self._data, self._data[node]
        if state < _ONE:
            return self._one_of_many(node, byte)
        common = state & 0b11_1111
        at = node if common else node - 1
        if (_COMMON[common] if common else data[at]) != byte:
            return None
        if state >= _NEXT:
            return at - 1, 0
        targets, outputs = divmod(data[at - 1], 16)
        end = at - 1 - targets - outputs
        return self._target(at - 1 - targets, targets, end), self._read(end, outputs)

    def _one_of_many(self, node: int, byte: int) -> tuple[int, int] | None:
        index, count, at, targets, outputs = self._many(node)
        if index:
            which = self._data[index + byte]
            if which >= count:
                return None
        else:
            found = self._data.find(bytes((byte,)), at, at + count)
            if found < 0:
                return None
            which = at + count - 1 - found
        first = at - count * targets
        end = first - count * outputs - (outputs if self._data[node] & _FINAL else 0)
        target = self._target(at - (which + 1) * targets, targets, end)
        return target, self._read(first - (which + 1) * outputs, outputs)

    def _many(self, node: int) -> tuple[int, int, int, int, int]:
        """Of a node of many steps: its table or 0, their number, where their bytes start, the sizes of two numbers."""
        count, at = self._data[node] & 0b11_1111, node - 1
        if not count:
            count, at = self._data[at], at - 1
            count = 256 if count == 1 else count  # 1 would be a node of one step
        targets, outputs = divmod(self._data[at], 16)
        index = at - 256 if count > _INDEXED else 0
        return index, count, (index or at) - count, targets, outputs

    def _target(self, at: int, size: int, end: int) -> int:
        delta = self._read(at, size)
        return end - delta if delta else self._start

    def _read(self, at: int, size: int) -> int:
        return int.from_bytes(self._data[at : at + size], "little")

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
        packed = self._read(self._packed + offset + at, (bits + 2 * width + 7) // 8) >> bits
        return Place(
            packed >> of_postings + of_positions & (1 << of_frequency) - 1,
            slice(*(start + (packed >> shift & (1 << of_postings) - 1) for shift in (0, width))),
            slice(*(
                start_of_positions + (packed >> of_postings + shift & (1 << of_positions) - 1) for shift in (0, width)
            )),
        )  # fmt: skip
