"""Shingles: the runs of four words of a text, each as one number of 64 bits.

The numbers come from CRC-32 and fixed multipliers alone, so they are the same on every machine and in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

# Words. It parts planted copies from series best (docs/copies.md); 5 does nearly as well, 3 and 2 do not.
WIDTH = 4
# Odd multipliers, one for each place, so that the order of the words counts: fractions of the square roots of
# 2, 3, 5 and 7 (the first constants of SHA-512), which nobody chose; the first one's last bit set.
_PLACES = np.array([0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1], dtype=np.uint64)
# The finalizer of MurmurHash3 (Appleby 2011, public domain): every bit of the input moves half of the output's.
_MIX = np.array([0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53], dtype=np.uint64)
_HALF = np.uint64(33)
_HAS_DIGIT = 1 << 32  # beside the 32 bits of the checksum
CACHED_WORDS = 1 << 15  # 5 MB; answers 96 of 100 words of the development corpora


def word_codes(words: Sequence[str]) -> Numbers:
    """A number for each word: 32 bits of checksum, and above them whether the word holds a digit."""
    return np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))


def has_digit(codes: Numbers) -> NDArray[np.bool_]:
    """Which of the words hold a digit: prices, scores, dates, times, ages."""
    return codes >= np.uint64(_HAS_DIGIT)


def shingles(codes: Numbers) -> Numbers:
    """The different shingles of a text in ascending order; none for fewer than four words.

    >>> words = "harga emas hari ini naik".split()
    >>> len(shingles(word_codes(words))), len(shingles(word_codes(words[:3])))
    (2, 0)
    """
    if len(codes) < WIDTH:
        return codes[:0]
    mixed_codes = mixed(codes)
    count = len(codes) - WIDTH + 1
    joined = mixed_codes[:count] * _PLACES[0]
    for place in range(1, WIDTH):
        joined += mixed_codes[place : place + count] * _PLACES[place]
    found = mixed(joined)
    found.sort()
    return found[is_first(found)]


def is_first(ascending: Numbers) -> NDArray[np.bool_]:
    """Which numbers of a sorted array are not the one before them again (a third of the time of `np.unique`)."""
    out = np.empty(len(ascending), np.bool_)
    out[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=out[1:])
    return out


def mixed(numbers: Numbers) -> Numbers:
    """Numbers whose bits all depend on all bits of the ones given."""
    out = numbers ^ (numbers >> _HALF)
    for factor in _MIX:
        out *= factor
        out ^= out >> _HALF
    return out


@lru_cache(CACHED_WORDS)
def _code(word: str) -> int:
    digit = _HAS_DIGIT if any(map(str.isdigit, word)) else 0
    return crc32(word.encode("utf-8", "surrogatepass")) | digit
