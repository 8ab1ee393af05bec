"""Folding: what is equal for a reader becomes equal for the machine.

Compatibility forms, accents and invisible characters go (NFKC, then no marks); lower case comes last, because the
tokenizer still needs the case. Every plain character remembers where it was printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# As typed by Indonesian newsrooms: typewriter, curly, reversed, modifier letters (Ka‘bah, Qurʾan, ʿAli), accents.
APOSTROPHES = frozenset("'’‘‛ʼʻʾʿ`´＇")
TYPESET_HYPHEN = "\u2010"  # also what is left of the one that does not break, U+2011; dashes are punctuation
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


class Plain(NamedTuple):
    """A string in plain characters; `text[k]` was printed at `starts[k]:ends[k]` of the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range


def fold(word: str) -> str:
    """The word without accents, apostrophes and invisible characters, in lower case.

    >>> fold("François"), fold("Jum’at"), fold("KM²"), fold("ke\\u00admenangan")
    ('francois', 'jumat', 'km2', 'kemenangan')
    """
    return _BETWEEN_LETTERS.sub("", plain(word).text).lower()


def plain(text: str) -> Plain:
    """The text in plain characters, case kept; marks count to the character before them.

    >>> plain("Pe\\u0301ron").text, plain("Pe\\u0301ron").ends
    ('Peron', (1, 3, 4, 5, 6))
    """
    if text.isascii() and "`" not in text:
        return Plain(text, range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, character in enumerate(text):
        printed = _plain_character(character)
        if not printed and ends:
            ends[-1] = position + 1
        for letter in printed:  # one sign may stand for several letters: ﬁ, ½, №
            letters.append(letter)
            starts.append(position)
            ends.append(position + 1)
    return Plain("".join(letters), tuple(starts), tuple(ends))


@lru_cache(maxsize=4_096)  # far more than the distinct characters of a news archive
def _plain_character(character: str) -> str:
    if character in APOSTROPHES:  # first of all: ´ would come apart into a blank and an accent
        return "'"
    apart = unicodedata.normalize("NFKD", character)
    return unicodedata.normalize("NFC", "".join(map(_plain_part, apart)))  # Hangul syllables come together again


def _plain_part(part: str) -> str:
    if part in APOSTROPHES:
        return "'"
    if part == TYPESET_HYPHEN:
        return "-"
    # Marks (M) are accents, vowel points, variation selectors; format characters (Cf) soft hyphens and zero widths.
    # Scripts that write vowels as marks (Devanagari, Thai, aksara Jawa) lose them, in documents and queries alike.
    if unicodedata.category(part)[0] == "M" or unicodedata.category(part) == "Cf":
        return ""
    digit = unicodedata.decimal(part, None)
    return part if digit is None else str(digit)
