"""The root view of a surface: which stemmer a document's language takes, and what no stemmer may touch.

The root depends on the surface and the language alone, so a word has one root in documents and in queries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
NO_STEMMER = "mul"  # ISO 639 for "several": one name for all the languages whose words are their own roots
_lock = Lock()


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the name snowballstemmer gives it


def root_of(surface: str, language: str = "id", find: Callable[[str], str] = stemmer.root) -> str:
    """The root of a folded word; the word itself where its language has no stemmer.

    Roots of other languages carry the language's code: the English stem of "banding" is "band", and an Indonesian
    query for it must not find bands. No word has a letter before a colon, so no root meets a word.

    Args:
        find: What gives the root of an Indonesian word; `stemmer.found_root` where the caller remembers it.

    >>> root_of("menyerang"), root_of("mh370"), root_of("attacks", "en"), root_of("nyerang", "jv")
    ('serang', 'mh370', 'en:attack', 'nyerang')
    """
    if language in INDONESIAN:
        return (find(surface) or surface) if _INDONESIAN_WORD.fullmatch(surface) else surface
    if language in SNOWBALL and surface.isalpha():
        with _lock:  # a Snowball stemmer keeps the word it works on in itself
            return f"{language}:{_snowball(SNOWBALL[language]).stemWord(surface) or surface}"
    return surface


def stemmed_as(language: str) -> str:
    """The language whose stemmer a document takes: few names, whatever documents claim to be written in.

    >>> stemmed_as("ms"), stemmed_as("en"), stemmed_as("jv"), stemmed_as("bahasa kalbu")
    ('id', 'en', 'mul', 'mul')
    """
    if language in INDONESIAN:
        return "id"
    return language if language in SNOWBALL else NO_STEMMER


def is_indonesian(surface: str) -> bool:
    """Does the Indonesian dictionary know the word, or its root?

    >>> [is_indonesian(word) for word in ("banding", "menyerang", "village", "putin")]
    [True, True, False, False]
    """
    return explained_root(surface)[0] not in ("unchanged", "name")


def shown_root(root: str) -> str:
    """A root for readers, without the code of its language.

    >>> shown_root("en:attack"), shown_root("serang"), shown_root("13:30")
    ('attack', 'serang', '13:30')
    """
    language, colon, rest = root.partition(":")
    return rest if colon and language in SNOWBALL else root


def explained_root(surface: str, language: str = "id") -> tuple[str, str]:
    """Why a word has the root it has: the step that gave it, and the affixes taken off, if any.

    >>> explained_root("memerangi"), explained_root("attacks", "en"), explained_root("mh370")
    (('rule', 'me- perang -i'), ('snowball english', ''), ('unchanged', ''))
    """
    if language in INDONESIAN and _INDONESIAN_WORD.fullmatch(surface):
        found = stemmer.explained(surface)
        return found.why.value, found.analysis
    if language in SNOWBALL and surface.isalpha():
        return f"snowball {SNOWBALL[language]}", ""
    return "unchanged", ""


@cache
def _snowball(algorithm: str) -> _Stemmer:
    # Here, because its 36 modules take 18 ms, and an archive of Indonesian news may never need one.
    from snowballstemmer import stemmer as snowball

    loaded: _Stemmer = snowball(algorithm)
    return loaded
