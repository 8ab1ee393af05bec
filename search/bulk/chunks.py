"""What a chunk is, as a number: asked for once for each chunk, and made of known chunks where that is possible.

A run meets fifteen new chunks in an article, so what is done here for one is half of what cutting texts takes. Most
are a plain word, or one between signs; signs that part words whatever stands beside them leave chunks of their own.
"""

from __future__ import annotations

import re

from search.analysis.chunks import LONGEST, LONGEST_CACHED, Case, analyzed_chunk, between_signs
from search.analysis.folding import plain
from search.analysis.stemmer import found_root
from search.analysis.tokenizer import GLUED_PREPOSITION, cut
from search.analysis.views import root_of
from search.bulk.pieces import Pieces
from search.bulk.words import Words

# What a piece is besides its words, in the bits of one number. HEADS: does it stand at the first position of its chunk?
# SPANNED: does a form before it stand for it as well, as "su24" does for the "24" of Su-24? Above them its case and how
# many positions it covers.
STEP, JOINS, HEADS, SPANNED = 1, 2, 4, 8
CASE_SHIFT, CASE_MASK, COVERS_SHIFT = 4, 3, 6
CASES = (*Case, None)
_NO_CASE = len(CASES) - 1
_WORD = STEP | JOINS | HEADS | 1 << COVERS_SHIFT
# A chunk is one number: its first piece, how many pieces it has, whether it ends in a word, and whether it opens with
# a sign, so that its first position joins nothing.
COUNT_SHIFT, FIRST_SHIFT, COUNT_MASK = 2, 24, (1 << 22) - 1
OPEN, APART = 2, 1
# Signs that no kind of token holds and no rule looks past: not a comma before a digit (1,5), nor a stroke beside one
# (27/11). Only an address of a page holds them; a percent sign is a word where a chunk begins with it; and what other
# characters may turn into is not looked at.
_PARTING = re.compile(r"(?:[;!?()\[\]{}\"“”]|,(?=[!-/:-~“”]|\Z)|(?<=[A-Za-z])/(?=[A-Za-z]))+")
_NOT_PARTED = re.compile(r"://|www\.|%|[^\x00-\x7f‘’“”]", re.IGNORECASE)


class Chunks(dict[str, int]):
    """Gives for a chunk its number, in which `FIRST_SHIFT` and the others tell what it is."""

    def __init__(self, language: str, is_cased: bool, words: Words, roots: Roots, pieces: Pieces) -> None:
        super().__init__()
        self._language, self._is_cased = language, is_cased
        self._words, self._roots, self._pieces = words, roots, pieces

    def __missing__(self, chunk: str) -> int:
        if len(chunk) > LONGEST_CACHED:  # nearly all different
            return self._cut(chunk)
        if chunk.isalpha() and chunk.isascii():
            number = self._word(chunk)
        elif (bare := between_signs(chunk)) and bare != chunk:
            number = self[bare] & ~(OPEN | APART)
            if not chunk.startswith(bare):
                number |= APART | (OPEN if chunk.endswith(bare) else 0)
        elif not bare and _PARTING.search(chunk) and not _NOT_PARTED.search(chunk):
            number = self._parted(_PARTING.split(chunk))
        else:
            number = self._cut(chunk)
        self[chunk] = number
        return number

    def _word(self, word: str) -> int:
        """The commonest by far: a word of plain letters."""
        surface, case = word.lower(), 0
        if surface != word:
            if word[1:] != surface[1:] and GLUED_PREPOSITION.match(word):
                return self._cut(word)
            case = Case.of(word)
        kind = _WORD | (case if self._is_cased else _NO_CASE) << CASE_SHIFT
        piece = self._pieces.added(self._words[surface], self._roots[surface], kind)
        return piece << FIRST_SHIFT | 1 << COUNT_SHIFT | OPEN

    def _parted(self, parts: list[str]) -> int:
        """Chunks with signs between; the first is "" where it opens with a sign, the last where it ends in one."""
        numbers = [self[part] for part in parts if part]
        held = [number for number in numbers if number >> COUNT_SHIFT & COUNT_MASK]
        ends = OPEN if parts[-1] and numbers[-1] & OPEN else 0
        if not parts[0] or numbers[0] & APART or held[:1] != numbers[:1]:
            ends |= APART
        if len(held) == 1:  # no more than signs around it
            return held[0] & ~(OPEN | APART) | ends
        first = len(self._pieces)
        for place, number in enumerate(held):
            at = number >> FIRST_SHIFT
            for piece in range(at, at + (number >> COUNT_SHIFT & COUNT_MASK)):
                surface, root, kind = self._pieces.one(piece)
                if place and kind & HEADS:
                    kind &= ~(HEADS | JOINS)
                self._pieces.added(surface, root, kind)
        return first << FIRST_SHIFT | len(self._pieces) - first << COUNT_SHIFT | ends

    def _cut(self, chunk: str) -> int:
        """What the rules of the tokenizer make of it."""
        if len(chunk) > LONGEST:
            pieces, is_open = analyzed_chunk(chunk, self._language, self._is_cased)[1:3]
            rows = [(word, step, covers, joins, case or Case.LOWER) for word, _, step, joins, case, covers in pieces]
        else:
            parts, is_open = cut(plain(chunk).text)
            rows = [(word.lower(), step, covers, joins, Case.of(word)) for _, _, word, step, covers, joins in parts]
        first = len(self._pieces)
        place = spanned_to = 0
        for surface, step, covers, joins, case in rows:
            place += step
            kind = covers << COVERS_SHIFT | (case if self._is_cased else _NO_CASE) << CASE_SHIFT
            kind |= STEP * step | JOINS * joins | HEADS * (place == 1) | SPANNED * (place <= spanned_to)
            self._pieces.added(self._words[surface], self._roots[surface], kind)
            spanned_to = max(spanned_to, place + covers - 1 if covers > 1 else 0)
        return first << FIRST_SHIFT | len(rows) << COUNT_SHIFT | (OPEN if is_open else 0)


class Roots(dict[str, int]):
    """Gives for a surface the number of its root."""

    def __init__(self, language: str, words: Words) -> None:
        super().__init__()
        self._language, self._words = language, words

    def __missing__(self, surface: str) -> int:
        number = self[surface] = self._words[root_of(surface, self._language, found_root)]
        return number
