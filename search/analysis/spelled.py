"""The words of a text as its language is told by them: in lower case, without accents, whatever stands between them.

What a word is here is what `re` takes for letters, with single hyphens between: "jum'at" is two, for this purpose.
"""

from __future__ import annotations

import re

from search.analysis.folding import plain

_ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|@)\S*|\b(?:\w[\w-]{0,62}\.){1,5}(?:com|net|org|co|id)\b", re.IGNORECASE)
# Patterns that begin with one character are looked for at the speed of that character.
_HOST = re.compile(r"\.(?:co|id|net|org)")
_LOOSE_HYPHEN = re.compile(r"-(?:(?<=[ -]-)|(?=[ -])|(?<=\A-)|\Z)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TYPESET_SIGNS = "“”‘’–—…•"  # those of nearly all articles that are not plain; none is part of a word
_TO_BLANKS = {number: " " for number in range(128) if not chr(number).isalpha() and chr(number) != "-"}


def without_addresses(text: str) -> str:
    """The text without addresses of pages and people."""
    return _ADDRESS.sub(" ", text)


def spelled(text: str) -> str:
    """The words of a text with blanks between.

    >>> spelled("“Séoul” (kompas.com) - Anak-anak ke-2 itu").split()
    ['seoul', 'anak-anak', 'ke', 'itu']
    """
    text = text.lower()
    if not text.isascii():
        for sign in _TYPESET_SIGNS:
            text = text.replace(sign, " ")
    if "@" in text or "://" in text or _HOST.search(text):
        text = without_addresses(text)
    if not text.isascii():
        text = " ".join(chunk if chunk.isascii() else _in_letters(chunk) for chunk in text.split())
    return _LOOSE_HYPHEN.sub(" ", text.translate(_TO_BLANKS))


def _in_letters(chunk: str) -> str:
    return " ".join(_WORD.findall(plain(chunk).text.lower()))
