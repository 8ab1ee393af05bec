"""The names readers give to fields, in Indonesian and English, and the one canonical name of each.

Canonical names are the English ones, stand in trees and in the JSON of queries, and never change.
"""

from __future__ import annotations

from collections.abc import Mapping

# canonical name -> the other names readers may type
READER_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("judul",),
    "body": ("isi",),
    "source": ("sumber",),
    "author": ("penulis",),
    "place": ("tempat",),
    "section": ("jenis", "rubrik"),
    "language": ("lang", "bahasa"),
    "copies": ("salinan",),
    "date": ("tanggal",),
    "since": ("sejak",),
    "until": ("sampai",),
    "before": ("sebelum",),
    "after": ("sesudah",),
    "id": (),
}
# Fields of days; `search.query.dates` reads what is typed there.
DATES = ("date", "since", "until", "before", "after")
# Fields whose values are names of several words. A typed word looks in the field here, `=` in the field of the name.
WORDS_OF: Mapping[str, str] = {name: f"{name}_words" for name in ("source", "author", "place", "section")}
# Fields that narrow a search, and rank nothing.
FILTERS = frozenset((*WORDS_OF, "language", "copies", "id", *DATES))
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
YES_OR_NO: Mapping[str, str] = {**dict.fromkeys(("ya", "ada", "yes"), "yes"), **dict.fromkeys(("tidak", "no"), "no")}

_CANONICAL = {name: canonical for canonical, others in READER_NAMES.items() for name in (canonical, *others)}
KNOWN_NAMES = tuple(_CANONICAL)


def canonical_name(typed: str) -> str | None:
    """The field a reader means, in whatever case it is typed; None for a name no field has.

    >>> canonical_name("Judul"), canonical_name("title"), canonical_name("https")
    ('title', 'title', None)
    """
    return _CANONICAL.get(typed.lower())


def filter_value(name: str, typed: str) -> str | None:
    """The value that a filter of few values looks for; None for one the field cannot have.

    >>> filter_value("language", "Inggris"), filter_value("language", "EN"), filter_value("copies", "mungkin")
    ('en', 'en', None)
    """
    value = typed.lower()
    if name == "language":
        return LANGUAGES.get(value, value)
    return YES_OR_NO.get(value) if name == "copies" else typed
