"""The root view of a surface: which stemmer a document's language takes, and what no stemmer may touch.

The root depends on the surface and the language alone, so a word has one root in documents and in queries.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from threading import Lock
from typing import Protocol

from search.analysis import stemmer

# Words, doubled words, ordinals and decades. Everything else (numbers, addresses, @x, #x, other scripts) is its own
# root: Sastrawi turns what it does not know into blanks. 50 letters: the longest inflected words have about 30.
_INDONESIAN_WORD = re.compile(r"[a-z]{2,50}(?:-[a-z]{2,50})?|ke-[0-9]{1,50}|[0-9]{1,50}-an")
# ISO 639-1 codes of the languages langdetect knows and snowballstemmer has an algorithm for.
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}
# Malay shares the affixes of Indonesian; "und" is a text too short to tell, in an archive of Indonesian news.
INDONESIAN = frozenset(("id", "ms", "und", ""))
_lock = Lock()


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the name snowballstemmer gives it


def root_of(surface: str, language: str = "id") -> str:
    """The root of a folded word; the word itself where its language has no stemmer.

    >>> root_of("menyerang"), root_of("mh370"), root_of("attacks", "en"), root_of("nyerang", "jv")
    ('serang', 'mh370', 'attack', 'nyerang')
    """
    if language in INDONESIAN:
        return (stemmer.root(surface) or surface) if _INDONESIAN_WORD.fullmatch(surface) else surface
    if language in SNOWBALL and surface.isalpha():
        with _lock:  # a Snowball stemmer keeps the word it works on in itself
            return _snowball(SNOWBALL[language]).stemWord(surface) or surface
    return surface


@cache
def _snowball(algorithm: str) -> _Stemmer:
    # Loaded here because its 36 modules take 18 ms, and an archive of Indonesian news may never need one.
    loaded: _Stemmer = importlib.import_module("snowballstemmer").stemmer(algorithm)
    return loaded
