"""When two spellings count as one in suggestions, and what of a printed text may stand in a query.

Suggestions are blind to case, accents, apostrophes and punctuation; what they show is printed text all the same.
"""

from __future__ import annotations

import re

from search.analysis.folding import fold
from search.query.lexer import lexed, printable
from search.query.shapes import OPERATORS, QUOTES, Kind

_APART = re.compile(r"[\W_]+")
_SYNTAX = re.compile(rf"[{re.escape(QUOTES)}()\[\]{{}}<>*~^=?]|(?<!\w)[-+]|[-+](?!\w)|:(?!\w)")
# Words that no sign of the language touches: a hyphen or an apostrophe between letters is part of a word.
_PLAIN = re.compile(r"[^\W_][\w ,.]*(?:(?<=\w)[-'’](?=\w)[\w ,.]*)*")
_OPERATORS = frozenset(OPERATORS)


def key(text: str) -> str:
    """The letters and digits of a text, folded, with one blank between words.

    A blank at the end is kept: "koalisi " goes on with another word, "koalisi" may still become another one.

    >>> key("Jum’at, Su-24"), key("François Hollande: "), key("  koalis")
    ('jumat su 24', 'francois hollande ', 'koalis')
    """
    if text.isascii() and text.isalpha():  # most are a word of plain letters
        return text.lower()
    plain = text.lower() if text.isascii() and "'" not in text and "`" not in text else fold(text)
    return _APART.sub(" ", plain).lstrip()


def as_words(text: str) -> str:
    """A printed text as plain words of a query, without the signs that mean something there; "" where it has others.

    >>> as_words("Jokowi: “Harga beras (premium) turun?”")
    'Jokowi Harga beras premium turun'
    >>> as_words("GEMPA DAN TSUNAMI"), as_words("Judul:gempa")
    ('', '')
    """
    if text.isascii() and text.isalpha():
        return "" if text in _OPERATORS else text
    if _is_plain(text):
        return " ".join(text.split())
    words = " ".join(_SYNTAX.sub(" ", printable(text)).split())
    if _is_plain(words):  # nearly all are by now, at a tenth of the time
        return words
    tokens, notices = lexed(words)
    return words if tokens and not notices and all(token.kind is Kind.WORD for token in tokens) else ""


def _is_plain(text: str) -> bool:
    """Is the text nothing but words to the language of queries?"""
    is_of_words = (text.isascii() and text.replace(" ", "").isalpha()) or _PLAIN.fullmatch(text)
    return bool(is_of_words) and _OPERATORS.isdisjoint(text.replace(",", " ").split())
