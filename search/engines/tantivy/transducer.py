"""The numbers of words, as a finite state transducer keeps them, read where it lies (crate tantivy-fst, raw/node.rs).

Nodes are written backwards, and named by where they end. A word is a step from node to node for each of its bytes, in
UTF-8; what the steps say adds up to the number of the word, which is its place among all words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap

# Bytes that a node of one step writes as a number, from 1 on (common_inputs.rs).
_COMMON = b"?te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"
_FINAL, _ONE, _NEXT = 0b0100_0000, 0b1000_0000, 0b1100_0000
_INDEXED = 32  # steps; a node with more has a table of all 256 bytes
STEPS = 1 << 10  # that are remembered, 250 kB at the most: words share their beginnings, and queries their words


class Transducer:
    """Gives the numbers of words."""

    def __init__(self, data: mmap, start: int, root: int) -> None:
        """Read from `start` on; the first node is at `root`, counted from there."""
        self._nodes, self._start, self._root = _Nodes(data, start), start, start + root
        self._step = lru_cache(STEPS)(self._nodes.step)

    def number(self, word: bytes) -> int | None:
        """The number of a word; None for a word that is not there."""
        number, node = 0, self._root
        for byte in word:
            step = self._step(node, byte)
            if step is None:
                return None
            node, plus = step
            number += plus
        last = self._nodes.last(node)
        return None if last is None else number + last


class _Nodes:
    """Looks at nodes."""

    def __init__(self, data: mmap, start: int) -> None:
        self._data, self._start = data, start

    def last(self, node: int) -> int | None:
        """What a word adds to its number when it ends here; None where none does."""
        if node == self._start:  # the one node that is nowhere, an end without steps
            return 0
        state = self._data[node]
        if state >= _ONE or not state & _FINAL:
            return None
        _, count, at, targets, outputs = self._many(node)
        return self._read(at - count * (targets + outputs) - outputs, outputs)

    def step(self, node: int, byte: int) -> tuple[int, int] | None:
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
