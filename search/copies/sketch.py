"""A sketch: 128 bytes from which the likeness of two texts can be told without the texts.

Equal words give equal bytes, on every machine. The layout is RECORD; a change of it, of the shingles or of the
tokenizer makes other sketches, which must not be compared with old ones: then VERSION goes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.analysis import pieces
from search.copies.shingles import Numbers, has_digit, is_first, mixed, shingles, word_codes

VERSION = 1
SLOTS = 112  # with the head of 16 bytes: 128 bytes, 8 % of the text of a usual article
SHORTEST = 30  # words; below, one shared sentence makes two thirds of a text (docs/copies.md)
# `numbers` has one bit for each word with a digit; `digest` is the checksum of all words in their order.
RECORD = np.dtype(
    [("version", "<u2"), ("shingles", "<u2"), ("digest", "<u4"), ("numbers", "<u8"), ("slots", "u1", (SLOTS,))]
)
SIZE_BYTES = RECORD.itemsize
_HEAD = Struct("<HHIQ")  # the same, five times as fast to write
_MOST = 0xFFFF
_32_BITS = np.uint64(32)
_6_BITS = np.uint64(58)  # the shift that leaves the uppermost 6 of 64
_BYTE = np.uint64(0xFF)
_SLOTS = np.uint64(SLOTS)
_ONE = np.uint64(1)


def sketch(text: str) -> bytes:
    """The sketch of an article's body; b"" where fewer than 30 words are too few to judge.

    >>> len(sketch("Harga emas naik lagi. " * 10)), sketch("Harga emas naik lagi.")
    (128, b'')
    """
    return sketch_of([piece.surface for piece in pieces(text)])


def sketch_of(words: Sequence[str]) -> bytes:
    """The same from the surfaces of a body that has been analyzed already; analysis is most of the time."""
    if len(words) < SHORTEST:
        return b""
    codes = word_codes(words)
    found = shingles(codes)
    head = _HEAD.pack(VERSION, min(len(found), _MOST), crc32(_joined(words)), _numbers(codes))
    return head + _slots(found).tobytes()


def _joined(words: Sequence[str]) -> bytes:
    return "\n".join(words).encode("utf-8", "surrogatepass")


def _numbers(codes: Numbers) -> int:
    places = mixed(codes[has_digit(codes)]) >> _6_BITS
    return int(np.bitwise_or.reduce(_ONE << places))


def _slots(found: Numbers) -> NDArray[np.uint8]:
    """One-permutation hashing: the upper bits of a shingle choose its slot, the smallest of each slot leaves a byte.

    An empty slot takes the byte of another, found by a walk that depends on the slot alone, so that two texts with
    the same shingles still agree in it (optimal densification: Shrivastava, ICML 2017). One number a shingle where
    MinHash proper takes 112.
    """
    places = ((found >> _32_BITS) * _SLOTS) >> _32_BITS
    # The shingles ascend, and so do their slots: the first of each is the smallest.
    first = is_first(places)
    taken = places[first].astype(np.intp)
    slots = np.zeros(SLOTS, np.uint8)
    slots[taken] = found[first] & _BYTE
    if len(taken) < SLOTS:
        is_empty = np.ones(SLOTS, np.bool_)
        is_empty[taken] = False
        empty = is_empty.nonzero()[0]
        steps = is_empty[_WALKS[empty]].argmin(axis=1)
        slots[empty] = slots[_WALKS[empty, steps]]
    return slots


def _walks() -> NDArray[np.intp]:
    """For each slot an order of all slots, without a pattern and the same for ever."""
    cells = np.arange(1, SLOTS * SLOTS + 1, dtype=np.uint64).reshape(SLOTS, SLOTS)
    return mixed(cells).argsort(axis=1)


_WALKS = _walks()
