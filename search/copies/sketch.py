"""A sketch: 128 bytes from which the likeness of two texts can be told without the texts.

Equal words give equal bytes, on every machine. The layout is RECORD; a change of it, of the shingles or of the
tokenizer makes other sketches, which must not be compared with old ones: then VERSION goes up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from struct import Struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.analysis import pieces
from search.copies.shingles import Numbers, Shingles, has_digit, is_first, mixed, shingles, word_codes

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
    (found,) = sketches(word_codes(words), np.array([len(words)]), [joined_words(words)])
    return found


def sketches(codes: Numbers, counts: NDArray[np.int64], joined: Iterable[bytes]) -> list[bytes]:
    """The sketches of many bodies at once.

    Args:
        codes: Of the words of all bodies, one after another, as `word_codes` gives them.
        counts: How many words each body has.
        joined: The words of each body with a line end between; not asked for bodies that are too short.
    """
    is_long = counts >= SHORTEST
    ends = np.cumsum(counts)[is_long]
    starts = ends - counts[is_long]
    found = shingles(codes, starts, ends)
    heads = zip(found.counts.tolist(), _numbers(codes, starts, ends).tolist(), _slots(found), strict=True)
    texts = compress(joined, is_long.tolist())
    out = [b""] * len(counts)
    for place, text, (size, numbers, slots) in zip(is_long.nonzero()[0].tolist(), texts, heads, strict=True):
        out[place] = _HEAD.pack(VERSION, min(size, _MOST), crc32(text), numbers) + slots.tobytes()
    return out


def joined_words(words: Iterable[str]) -> bytes:
    """The words as a digest is taken of them."""
    return "\n".join(words).encode("utf-8", "surrogatepass")


def _numbers(codes: Numbers, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Numbers:
    """For each body the bits of its words with a digit."""
    bits = np.zeros(len(codes) + 1, np.uint64)
    numbered = has_digit(codes).nonzero()[0]
    bits[numbered] = _ONE << (mixed(codes[numbered]) >> _6_BITS)
    if not len(starts):
        return bits[:0]
    return np.bitwise_or.reduceat(bits, np.stack((starts, ends), axis=1).ravel())[::2]


def _slots(found: Shingles) -> NDArray[np.uint8]:
    """One-permutation hashing: the upper bits of a shingle choose its slot, the smallest of each slot leaves a byte.

    An empty slot takes the byte of another, found by a walk that depends on the slot alone, so that two texts with
    the same shingles still agree in it (optimal densification: Shrivastava, ICML 2017). One number a shingle where
    MinHash proper takes 112.
    """
    places = ((found.numbers >> _32_BITS) * _SLOTS) >> _32_BITS
    cells = np.repeat(np.arange(len(found.counts)) * SLOTS, found.counts) + places.astype(np.int64)
    # The shingles of a body ascend, and so do their slots: the first of each is the smallest.
    first = is_first(cells.view(np.uint64))
    slots = np.zeros(len(found.counts) * SLOTS, np.uint8)
    is_empty = np.ones(len(slots), np.bool_)
    slots[cells[first]] = found.numbers[first] & _BYTE
    is_empty[cells[first]] = False
    waiting, copied = is_empty.nonzero()[0], slots.copy()
    for step in range(SLOTS):  # seven in eight slots are taken, so that few walk further than a step
        if not len(waiting):
            break
        nearest = waiting - waiting % SLOTS + _WALKS[waiting % SLOTS, step]
        is_met = ~is_empty[nearest]
        copied[waiting[is_met]] = slots[nearest[is_met]]
        waiting = waiting[~is_met]
    return copied.reshape(-1, SLOTS)


def _walks() -> NDArray[np.intp]:
    """For each slot an order of all slots, without a pattern and the same for ever."""
    cells = np.arange(1, SLOTS * SLOTS + 1, dtype=np.uint64).reshape(SLOTS, SLOTS)
    return mixed(cells).argsort(axis=1)


_WALKS = _walks()
