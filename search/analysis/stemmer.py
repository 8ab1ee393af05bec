"""The root of an Indonesian word."""

from __future__ import annotations

from functools import cache, lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

OVERRIDES = {"memerangi": "perang", "mengunjungi": "kunjung", "sinai": "sinai"}


@cache
def _stemmer() -> Stemmer:
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The root of a folded word (a-z and hyphens; anything else comes back as it is)."""
    return OVERRIDES.get(word) or _stemmer().stem_word(word)
