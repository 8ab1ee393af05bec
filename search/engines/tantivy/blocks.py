"""Postings as tantivy packs them, as arrays.

128 documents are a block: the steps from one to the next, less 1, and then the counts, less 1, each in as few bits as
the largest of the block. Of the 128 numbers every fourth stands in the same row of words of 32 bits (crate bitpacking,
BitPacker4x). How many bits they are says a list before the first block; what is left over behind the last one are
numbers of seven bits a byte (tantivy, postings/skip.rs and compression/).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import runs, starts_of

if TYPE_CHECKING:
    from mmap import mmap

    from numpy.typing import NDArray

    from search.engines.matching.arrays import Bytes, Ints

BLOCK = 128
_NO_WIDTHS = np.empty(0, np.uint8)
_BITS = np.arange(32).repeat(4) * np.arange(33)[:, np.newaxis]  # where each number starts in its row, by width
_WORDS = _BITS // 32 * 4 + np.tile(np.arange(4), 32)
_SHIFTS = (_BITS % 32).astype(np.uint32)
_MASKS = ((np.uint64(1) << np.arange(33, dtype=np.uint64)) - np.uint64(1)).astype(np.uint32)
_LIST = {
    False: np.dtype([("last", "<u4"), ("steps", "u1"), ("counts", "u1"), ("best", "<u2")]),
    True: np.dtype([("last", "<u4"), ("steps", "u1"), ("counts", "u1"), ("sum", "<u4"), ("best", "<u2")]),
}


class Packed(NamedTuple):
    """The postings of a word.

    Attributes:
        frequency: Of how many documents they are; one at least.
        has_positions: Whether positions were written beside them.
    """

    data: bytes
    frequency: int
    has_positions: bool


def unpacked(lists: Sequence[Packed]) -> tuple[Ints, Ints]:
    """Of some words, one after another, the documents, rising, and how often each holds the word.

    All at once, because a query has a hundred lists, and most of them are short.
    """
    blocks = np.array([one.frequency // BLOCK for one in lists], np.int64)
    frequencies = np.array([one.frequency for one in lists], np.int64)
    starts, rests = starts_of(frequencies), frequencies % BLOCK
    steps, counts = np.empty((2, frequencies.sum()), np.int64)
    heads = [_Head.of(one) for one in lists]
    if blocks.any():
        widths = np.concatenate([one.widths for one in heads])
        numbers = _bits(b"".join([one.data for one in heads]), widths).reshape(-1, 2, BLOCK) + 1
        places = runs(starts, blocks * BLOCK)
        steps[places], counts[places] = numbers[:, 0].ravel(), numbers[:, 1].ravel()
    if rests.any():
        # Of each list first the steps, then the counts.
        left = _sevens(np.frombuffer(b"".join([one.rest for one in heads]), np.uint8))
        places, halves = runs(starts + blocks * BLOCK, rests), starts_of(2 * rests)
        steps[places], counts[places] = left[runs(halves, rests)], left[runs(halves + rests, rests)]
    documents = steps.cumsum()
    # Where each list starts anew. The first of a block is one step from the document that is none, -1.
    before = documents[starts] - steps[starts] + (blocks > 0)
    return documents - before.repeat(frequencies), counts


def unpacked_positions(data: bytes, counts: Ints) -> Ints:
    """Where a word stands in each of its documents, document after document.

    Args:
        counts: How often it does in each.
    """
    blocks, start = number_at(data, 0)
    widths = np.frombuffer(data, np.uint8, blocks, start)
    end = start + blocks + int(widths.sum(dtype=np.int64)) * (BLOCK // 8)
    rest = _sevens(np.frombuffer(data, np.uint8, offset=end))
    # Each is a step from the one before, the first of a document from 0.
    steps = np.concatenate([_bits(data[start + blocks : end], widths).ravel(), rest])
    sums, starts = steps.cumsum(), starts_of(counts)
    found: Ints = sums - (sums[starts] - steps[starts]).repeat(counts)
    return found


class _Head(NamedTuple):
    """A list, taken apart: how many bits the numbers of each block have, its blocks, and what is left over."""

    widths: Bytes
    data: bytes
    rest: bytes

    @classmethod
    def of(cls, one: Packed) -> _Head:
        blocks = one.frequency // BLOCK
        if not blocks:
            return cls(_NO_WIDTHS, b"", one.data)
        length, start = number_at(one.data, 0)
        listed = np.frombuffer(one.data, _LIST[one.has_positions], blocks, start)
        widths = np.empty((blocks, 2), np.uint8)
        widths[:, 0], widths[:, 1] = listed["steps"] & 0x1F, listed["counts"]
        start += length
        end = start + int(widths.sum(dtype=np.int64)) * (BLOCK // 8)
        return cls(widths.ravel(), one.data[start:end], one.data[end:])


def _bits(data: bytes, widths: Bytes) -> NDArray[np.uint32]:
    """The 128 numbers of each of some blocks of so many bits a number."""
    words = np.frombuffer(data + bytes(16), "<u4")
    ends = widths.cumsum(dtype=np.int64) * 4
    places = _WORDS[widths]
    places += (ends - widths * np.int64(4))[:, np.newaxis]
    found: NDArray[np.uint32] = words.take(places)
    shifts = _SHIFTS[widths]
    found >>= shifts
    # A number may end in the next word of its row. What is read behind the row of another block is masked out.
    places += 4
    after = words.take(places, mode="clip")
    np.subtract(32, shifts, out=shifts)
    after <<= shifts
    found |= after
    found &= _MASKS[widths][:, np.newaxis]
    return found


def _sevens(data: Bytes) -> Ints:
    """Numbers of seven bits a byte, the lowest first; the last byte of each is above 127."""
    is_end = data >= 128
    own = (data & 0x7F).astype(np.int64)
    if is_end.all():  # or there is none
        return own
    ends = np.flatnonzero(is_end) + 1
    lengths = np.diff(ends, prepend=0)
    starts = ends - lengths
    found: Ints = np.add.reduceat(own << 7 * (np.arange(len(own)) - starts.repeat(lengths)), starts)
    return found


def number_at(data: bytes | mmap, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends.

    >>> number_at(b"\\x05\\x82", 0)
    (261, 2)
    """
    number = shift = 0
    while data[at] < 128:
        number, shift, at = number | data[at] << shift, shift + 7, at + 1
    return number | (data[at] & 0x7F) << shift, at + 1
