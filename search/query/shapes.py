"""What a typed word is: a plain word, a pattern, a word that may be misspelt, an exact word, an operator.

A word that has the signs of another shape but not its form ("k*", "a~b") stays the plain word that it always was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple
from unicodedata import normalize

from search.query.building import LEAST_FACTOR, MOST_FACTOR


class Kind(Enum):
    """What a token is for."""

    WORD = auto()
    PATTERN = auto()
    FUZZY = auto()
    EXACT = auto()
    PHRASE = auto()
    NEARBY = auto()  # "serangan teror"~5
    ANYTHING = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    PLUS = auto()
    MINUS = auto()
    FIELD = auto()  # the name of a field, before its colon
    LOOSE = auto()  # a name no field has, before a colon: a word that shares the fate of what follows
    OPEN = auto()
    CLOSE = auto()
    BOOST = auto()  # the ^2 behind an operand


# Capitals only: 30% of the sentences of ../shared/eval (55,073 looked at) hold "dan", "atau", "tanpa" or "bukan".
OPERATORS: Mapping[str, Kind] = {
    "AND": Kind.AND,
    "DAN": Kind.AND,
    "OR": Kind.OR,
    "ATAU": Kind.OR,
    "NOT": Kind.NOT,
    "TANPA": Kind.NOT,
    "BUKAN": Kind.NOT,
    "NEAR": Kind.NEAR,
    "DEKAT": Kind.NEAR,
}
USUAL_SLOP = 10  # the default of NEAR in SQLite's FTS5
MOST_SLOP = 50  # two or three sentences; what is farther apart is asked for by AND
MOST_EDITS = 2  # as in Lucene: with three, every short word is every other
# Edits by length where none are typed: Elasticsearch's fuzziness AUTO.
_LONG = 6
SHORTEST_FUZZY = 3
LEADING = 2  # letters before the first * or ?, so that a pattern never stands for a tenth of all words

QUOTES = '"“”„‟«»＂'  # each of them opens and each closes: keyboards and word processors mix them
# Between words and at their ends these are punctuation. Not "." (A.S.), "-" (Rp500,-), "+" (C++), "#", "@", "&".
APOSTROPHES = "'’‘`"
EDGES = f",;:!?…–—[]{{}}{APOSTROPHES}"

_SIGNS = r"[\w'’\u0300-\u036f-]"  # accents may stand behind their letters
_OPERATOR = re.compile(rf"({'|'.join(OPERATORS)})(?:/(\d{{1,4}}))?")
_FACTOR = r"\^(\d{1,4}(?:\.\d{1,2})?)"
_BOOST = re.compile(rf"(.*[^{re.escape(EDGES)}]){_FACTOR}", re.DOTALL)
_PATTERN = re.compile(rf"{_SIGNS}*(?:[*?]{_SIGNS}*)+")
_FUZZY = re.compile(rf"({_SIGNS}+)~(\d?)")
_END = rf"(?=[\s(){QUOTES}{re.escape(EDGES)}]|\Z)"
AFTER_QUOTES = re.compile(rf"(?P<near>~(?P<slop>\d{{1,4}})?)?(?:{_FACTOR})?{_END}")
AFTER_BRACKET = re.compile(_FACTOR + _END)


class Shape(NamedTuple):
    """A word, understood.

    Attributes:
        text: Without the signs that make the shape.
        number: Edits of FUZZY, words between of NEAR; else 0.
        factor: Of the boost behind it; None where there is none.
        boosted_at: Where in the word the boost begins.
        cut: What a number beyond its limits was read as, as it would be typed; "" where none was.
        is_wide: A plain word, because as a pattern or misspelt it would stand for too many.
    """

    kind: Kind
    text: str
    number: int = 0
    factor: float | None = None
    boosted_at: int = 0
    cut: str = ""
    is_wide: bool = False


def shaped(word: str) -> Shape:
    """Say what a typed word is.

    >>> shaped("koalis*").kind.name, shaped("Holande~")[:3], shaped("=serangan^2")[:4]
    ('PATTERN', (<Kind.FUZZY: 3>, 'Holande', 2), (<Kind.EXACT: 4>, 'serangan', 0, 2.0))
    >>> [shaped(word).kind.name for word in ("DEKAT/5", "DAN/5", "dekat", "5*", "C++", "a?b=1")]
    ['NEAR', 'WORD', 'WORD', 'WORD', 'WORD', 'WORD']
    """
    match = _BOOST.fullmatch(word)
    if match is None or not (is_searchable(match[1]) or match[1] == "*"):
        return _unboosted(word)
    shape = _unboosted(match[1])
    if shape.kind in OPERATORS.values() or _BOOST.fullmatch(match[1]):
        return Shape(Kind.WORD, word)
    factor, cut = boost_factor(match[2])
    return shape._replace(factor=factor, boosted_at=match.end(1), cut=shape.cut or cut)


def _unboosted(word: str) -> Shape:
    if match := _OPERATOR.fullmatch(word):
        return _operator(OPERATORS[match[1]], word, match[2])
    if word.startswith("=") and is_searchable(word[1:]):
        return Shape(Kind.EXACT, word[1:])
    if word.strip("*") == "" and word:
        return Shape(Kind.ANYTHING, "*")
    if _PATTERN.fullmatch(word):
        is_narrow = all(sign.isalnum() for sign in word[:LEADING]) and len(word) > LEADING
        return Shape(Kind.PATTERN, word) if is_narrow else Shape(Kind.WORD, word, is_wide=True)
    match = _FUZZY.fullmatch(word)
    if match is None or not is_searchable(match[1]):
        return Shape(Kind.WORD, word)
    is_long = sum(map(str.isalnum, match[1])) >= SHORTEST_FUZZY
    return _fuzzy(match[1], match[2]) if is_long else Shape(Kind.WORD, word, is_wide=True)


def _operator(kind: Kind, word: str, number: str | None) -> Shape:
    if kind is not Kind.NEAR:
        return Shape(kind, word) if number is None else Shape(Kind.WORD, word)
    slop, is_cut = slop_of(number)
    return Shape(kind, word, slop, cut=f"NEAR/{slop}" if is_cut else "")


def _fuzzy(text: str, number: str) -> Shape:
    if not number:
        return Shape(Kind.FUZZY, text, 1 if len(text) < _LONG else MOST_EDITS)
    edits = min(max(int(number), 1), MOST_EDITS)
    return Shape(Kind.FUZZY, text, edits, cut="" if edits == int(number) else f"{text}~{edits}")


def slop_of(number: str | None) -> tuple[int, bool]:
    """The number of words between, and whether it is another than was typed."""
    slop = int(number) if number else USUAL_SLOP
    return min(slop, MOST_SLOP), slop > MOST_SLOP


def boost_factor(number: str) -> tuple[float, str]:
    """The factor of a boost, and how it would be typed where it is another than was typed."""
    factor = min(max(float(number), LEAST_FACTOR), MOST_FACTOR)
    return factor, "" if factor == float(number) else f"^{factor:g}"


def is_searchable(text: str) -> bool:
    """Whether analysis finds anything in it: a letter, a digit, or "%", which it reads as "persen"."""
    return any(sign.isalnum() or sign == "%" for sign in text) or any(map(str.isalnum, normalize("NFKC", text)))


def is_quotable(text: str) -> bool:
    """Whether quotes around a text make a phrase of it."""
    return is_searchable(text) and not set(text).intersection(QUOTES)
