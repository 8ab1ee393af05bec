"""Postings as tantivy packs them, as arrays.

128 documents are a block: the steps from one to the next, less 1, and then the counts, less 1, each in as few bits as
the largest of the block. Of the 128 numbers every fourth stands in the same row of words of 32 bits (crate bitpacking,
BitPacker4x). How many bits they are says a list before the first block; what is left over behind the last one are
numbers of seven bits a byte (tantivy, postings/skip.rs and compression/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from mmap import mmap

    from search.engines.matching.arrays import Bytes, Ints

BLOCK = 128
_BITS = np.arange(32).repeat(4) * np.arange(33)[:, np.newaxis]  # where each number starts in its row, by width
_WORDS = _BITS // 32 * 4 + np.tile(np.arange(4), 32)
_SHIFTS = (_BITS % 32).astype(np.uint64)
_MASKS = (np.uint64(1) << np.arange(33, dtype=np.uint64)) - np.uint64(1)
_LIST = {
    False: np.dtype([("last", "<u4"), ("steps", "u1"), ("counts", "u1"), ("best", "<u2")]),
    True: np.dtype([("last", "<u4"), ("steps", "u1"), ("counts", "u1"), ("sum", "<u4"), ("best", "<u2")]),
}


def unpacked(data: bytes, frequency: int, has_positions: bool) -> tuple[Ints, Ints]:
    """Documents, rising, and how often each holds the word.

    Args:
        frequency: How many documents there are.
    """
    blocks, rest = divmod(frequency, BLOCK)
    documents, counts = np.empty(frequency, np.int64), np.empty(frequency, np.int64)
    last, start = -1, 0
    if blocks:
        length, start = number_at(data, 0)
        widths = np.frombuffer(data, _LIST[has_positions], blocks, start)
        start += length
        pairs = np.stack([widths["steps"] & 0x1F, widths["counts"]], axis=1).ravel()
        size = int(pairs.sum(dtype=np.int64)) * (BLOCK // 8)
        numbers = _bits(data[start : start + size], pairs).reshape(blocks, 2, BLOCK) + 1
        documents[: blocks * BLOCK] = numbers[:, 0].ravel().cumsum() - 1
        counts[: blocks * BLOCK] = numbers[:, 1].ravel()
        last, start = int(documents[blocks * BLOCK - 1]), start + size
    if rest:
        numbers = _sevens(np.frombuffer(data, np.uint8, offset=start), 2 * rest)
        documents[-rest:] = numbers[:rest].cumsum() + max(last, 0)
        counts[-rest:] = numbers[rest:]
    return documents, counts


def _bits(data: bytes, widths: Bytes) -> Ints:
    """The 128 numbers of each of some blocks of so many bits a number."""
    words = np.frombuffer(data + bytes(16), "<u4").astype(np.uint64)
    starts = np.cumsum(widths, dtype=np.int64) * 4
    places = _WORDS[widths] + (starts - widths * np.int64(4))[:, np.newaxis]
    # A number may end in the next word of its row. What is read behind the row of another block is masked out.
    both = words[places] | words[np.minimum(places + 4, len(words) - 1)] << np.uint64(32)
    found: Ints = (both >> _SHIFTS[widths] & _MASKS[widths][:, np.newaxis]).astype(np.int64)
    return found


def _sevens(data: Bytes, count: int) -> Ints:
    """The first numbers of seven bits a byte, the lowest first; the last byte of each is above 127."""
    if count == 0:
        return np.empty(0, np.int64)
    ends = np.flatnonzero(data >= 128)[:count] + 1
    own = data[: ends[-1]] & 0x7F
    if len(own) == count:
        return own.astype(np.int64)
    starts = np.concatenate([[0], ends[:-1]])
    shifts = 7 * (np.arange(len(own)) - np.repeat(starts, ends - starts))
    return np.add.reduceat(own.astype(np.int64) << shifts, starts)


def number_at(data: bytes | mmap, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends.

    >>> number_at(b"\\x05\\x82", 0)
    (261, 2)
    """
    number = shift = 0
    while data[at] < 128:
        number, shift, at = number | data[at] << shift, shift + 7, at + 1
    return number | (data[at] & 0x7F) << shift, at + 1
