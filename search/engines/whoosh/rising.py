"""The postings of a frequent term in as few bits as its documents allow, and back in ten calls.

Documents rise, so only their low bits are written one by one, in one of WIDTHS; for the rest there is one bit a
document, so many places behind the one before as the document is higher (Elias 1974, Fano 1971). A term that every
other document has takes two bits a document, one in a hundred nine and a half. The counts less one come next, two bits
each as a rule, and behind them those that do not fit. Widths divide a byte, so that a table turns a byte into numbers.

    documents and bytes of high bits, 4 bytes each | high bits | low bits | counts less one | counts that do not fit
"""

from __future__ import annotations

from functools import cache
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import KINDS, narrow

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints, Numbers

RISING = 128  # from here on a packing says the widths: of the low bits, and of the counts
WIDTHS = (0, 1, 2, 4, 8, 16)
_HEAD = Struct("<II")
_KINDS = {kind.itemsize: kind for kind in KINDS}  # found faster than made from a name


def packed_rising(documents: Ints, counts: Ints) -> tuple[Bytes, int]:
    """The postings of one term as bytes, and how they are packed.

    >>> data, packing = packed_rising(np.arange(0, 8000, 8), np.ones(1000, int))
    >>> len(data), packing
    (633, 144)
    """
    size, last = len(documents), int(documents[-1])
    low = min(WIDTHS, key=lambda width: size * (width + bool(width)) + (last >> width))
    high = np.zeros((last >> low) + (size if low else 1), bool)
    high[(documents >> low) + _counting(size.bit_length())[:size] if low else documents] = True
    highs = np.packbits(high, bitorder="little")
    head = np.frombuffer(_HEAD.pack(size, len(highs)), np.uint8)
    parts, own = [head, highs, _fields(documents & ((1 << low) - 1), low)], 0
    more = counts - 1
    largest = int(more.max())
    if largest:
        own = _width(more, largest)
        parts.append(_fields(np.minimum(more, (1 << own) - 1), own))
        if largest >= 1 << own:
            # Those, too, that only just fit, for they look the same.
            parts.append(narrow(more[more >= (1 << own) - 1] + 1).view(np.uint8))
    return np.concatenate(parts), RISING | WIDTHS.index(low) << 3 | WIDTHS.index(own)


def rising_count(data: Bytes) -> int:
    """How many postings were packed."""
    size, _ = _HEAD.unpack_from(data.data)
    return int(size)


def rising_counts(data: Bytes, starts: Ints) -> Numbers:
    """The same for postings that were packed one behind another; each of them begins at its start."""
    counts: Numbers = data[starts[:, None] + np.arange(4)].view("<u4")[:, 0]
    return counts


def unpacked_rising(data: Bytes, packing: int) -> tuple[Ints, Numbers]:
    """The documents and counts that were packed."""
    low, own = WIDTHS[packing >> 3 & 7], WIDTHS[packing & 7]
    size, high_bytes = _HEAD.unpack_from(data.data)
    low_at = _HEAD.size + high_bytes
    own_at = low_at + (size * low + 7 >> 3)
    end = own_at + (size * own + 7 >> 3)
    documents = np.unpackbits(data[_HEAD.size : low_at], bitorder="little").view(bool).nonzero()[0]
    if low:
        documents -= _counting(size.bit_length())[:size]
        documents <<= low
        documents |= _numbers(data[low_at:own_at], low, 0)[:size]
    counts = _numbers(data[own_at:end], own, 1)[:size] if own else np.ones(size, np.uint8)
    if end < len(data):
        larger = (counts == 1 << own).nonzero()[0]
        rest = data[end:].view(_KINDS[(len(data) - end) // len(larger)])
        if counts.itemsize < rest.itemsize:
            counts = counts.astype(rest.dtype)
        counts[larger] = rest
    return documents, counts


def _width(more: Ints, largest: int) -> int:
    """The width in which counts less one take the least room, together with those that do not fit."""
    apart_bits = narrow(np.array([largest + 1])).itemsize * 8
    best, least = 0, len(more) * apart_bits
    for width in WIDTHS[1:]:
        if largest < 1 << width:  # all fit, and wider ones take more
            return width if len(more) * width < least else best
        bits = len(more) * width + int(np.count_nonzero(more >= (1 << width) - 1)) * apart_bits
        if bits < least:
            best, least = width, bits
    return best


def _fields(values: Ints, width: int) -> Bytes:
    """Numbers in so many bits each."""
    if width >= 8:
        return values.astype(f"<u{width // 8}").view(np.uint8)
    if not width:
        return np.empty(0, np.uint8)
    in_byte = 8 // width
    numbers = np.zeros(-(-len(values) // in_byte) * in_byte, np.uint8)
    numbers[: len(values)] = values
    return numbers.reshape(-1, in_byte) @ (1 << np.arange(0, 8, width, dtype=np.uint8))


def _numbers(data: Bytes, width: int, least: int) -> Numbers:
    """The numbers that stand in so many bits each, plus `least`, and up to seven more at the end."""
    if width < 8:
        # Without a check of each byte, which takes as long again: there is a row for any.
        return _table(width, least).take(data, mode="clip").view(np.uint8)
    numbers = data.view(_KINDS[width // 8])
    return np.add(numbers, least, dtype=np.uint32) if least else numbers


@cache
def _table(width: int, least: int) -> Numbers:
    """For each byte the numbers that stand in it, plus `least`, a byte each."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
    numbers = np.packbits(bits.reshape(-1, width), axis=1, bitorder="little")
    return (numbers + np.uint8(least)).reshape(256, -1).view(f"<u{8 // width}").ravel()


@cache
def _counting(bits: int) -> Ints:
    """All numbers of so many bits: what is there already is read faster than it is made."""
    return np.arange(1 << bits)
