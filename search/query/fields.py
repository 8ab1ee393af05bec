"""The names readers give to fields, in Indonesian and English, and the one canonical name of each.

Canonical names are the English ones, stand in trees and in the JSON of queries, and never change.
"""

from __future__ import annotations

from collections.abc import Mapping

# canonical name -> the other names readers may type
READER_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("judul",),
    "body": ("isi",),
    "language": ("lang", "bahasa"),
}
# Fields of one value: they narrow a search, and rank nothing.
FILTERS = frozenset(("language",))
# What readers call languages, in Indonesian and English -> ISO 639-1; codes themselves are always understood.
LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("indonesia", "indonesian"), "id"),
    **dict.fromkeys(("inggris", "english"), "en"),
    **dict.fromkeys(("melayu", "malay"), "ms"),
    **dict.fromkeys(("jawa", "javanese"), "jv"),
    **dict.fromkeys(("sunda", "sundanese"), "su"),
    **dict.fromkeys(("arab", "arabic"), "ar"),
    **dict.fromkeys(("belanda", "dutch"), "nl"),
}

_CANONICAL = {name: canonical for canonical, others in READER_NAMES.items() for name in (canonical, *others)}
KNOWN_NAMES = tuple(_CANONICAL)


def canonical_name(typed: str) -> str | None:
    """The field a reader means, in whatever case it is typed; None for a name no field has.

    >>> canonical_name("Judul"), canonical_name("title"), canonical_name("https")
    ('title', 'title', None)
    """
    return _CANONICAL.get(typed.lower())


def filter_value(name: str, typed: str) -> str:
    """The value a filter looks for.

    >>> filter_value("language", "Inggris"), filter_value("language", "EN")
    ('en', 'en')
    """
    value = typed.lower()
    return LANGUAGES.get(value, value) if name == "language" else value
