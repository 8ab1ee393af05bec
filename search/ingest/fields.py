"""A record's keys -> our fields: schema.org NewsArticle, the plain names, and the Indonesian ones.

Nothing is lost: a value that no field takes whole stays in `extra`, as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from search.ingest.cleaning import is_blank, one_line
from search.ingest.dates import from_json
from search.ingest.markup.fragment import fragment_text, is_fragment
from search.model import UNDATED, Json, PartialDate

# In order of trust; the first key with a value that can be read wins. The keys in snake_case are mostly of tables.
_ID_KEYS = ("id", "@id", "identifier", "guid", "url", "link")
_TITLE_KEYS = ("headline", "title", "judul", "judul_berita", "judul_artikel")
_BODY_KEYS = (
    *("articleBody", "text", "body", "content", "isi", "teks"),
    *("isi_berita", "isi_artikel", "konten", "naskah", "full_text", "post_content"),
)
_DATE_KEYS = (
    *("datePublished", "published", "date", "pubDate", "tanggal", "dateCreated"),
    *("tanggal_terbit", "tgl_terbit", "tgl", "terbit", "waktu", "published_at", "publish_date", "post_date"),
)

# RFC 5646 subtags; "in" is what Indonesian was called until 1989, and Java still writes it.
_LANGUAGE_NAMES = {
    "in": "id",
    "ind": "id",
    "indonesia": "id",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "eng": "en",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
}
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Given:
    """What a record says of its article; None, () and UNDATED where it says nothing.

    Attributes:
        keys: For a field's name, the record's key that it was taken from.
    """

    title: str | None = None
    body: str | None = None
    published: PartialDate = UNDATED
    source: str | None = None
    byline: str | None = None
    editor: str | None = None
    credit: str | None = None
    places: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    url: str | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


def given(fields: Mapping[str, Json]) -> Given:
    """Read a record's fields.

    >>> given({"headline": "Gempa di Palu", "publisher": {"name": "Antara"}, "views": 7})  # doctest: +ELLIPSIS
    Given(title='Gempa di Palu', body=None, ... source='Antara', ... extra={'views': 7}, keys={...})
    """
    values: dict[str, Json] = {}
    taken, keys_used = set(), dict[str, str]()
    for name, keys, read in _present(_KNOWN.intersection(fields)):
        for key in keys:
            if value := read(fields[key]):
                values[name], keys_used[name] = value, key
                if _is_whole(fields[key]):
                    taken.add(key)
                break
    id_key = _id_key(fields)
    if id_key and _is_whole(fields[id_key]):
        taken.add(id_key)
    extra = {key: value for key, value in fields.items() if key not in taken and not _is_blank(key, value)}
    return Given(**values, extra=extra, keys=keys_used)


@lru_cache(256)  # an archive has records of few kinds
def _present(known: frozenset[str]) -> tuple[tuple[str, tuple[str, ...], Callable[[Json], Json]], ...]:
    """Our fields that records with these keys may give: the field, its keys in order of trust, how they are read."""
    present = ((name, tuple(key for key in keys if key in known), read) for name, (keys, read) in _FIELDS.items())
    return tuple((name, keys, read) for name, keys, read in present if keys)


def record_id(fields: Mapping[str, Json]) -> str | None:
    """The id a record gives itself, or its url; None where it has neither.

    >>> record_id({"id": 7, "url": "https://a.id/7"}), record_id({"id": None, "identifier": {"value": "x7"}})
    ('7', 'x7')
    """
    key = _id_key(fields)
    return _identifier(fields[key]) if key else None


def has_article(fields: Mapping[str, Json]) -> bool:
    """Whether there is a title or a text to index."""
    return any(_line(fields.get(key)) for key in _TITLE_KEYS) or any(_prose(fields.get(key)) for key in _BODY_KEYS)


def first_key(name: str) -> str:
    """The surest key of a field, by the field's name or any of its keys. Raises ValueError for an unknown one.

    >>> first_key("body"), first_key("tanggal"), first_key("id")
    ('articleBody', 'datePublished', 'id')
    """
    wanted = folded_key(name)
    for field_name, (keys, _) in [("id", (("id",), _line)), *_FIELDS.items()]:
        if wanted == folded_key(field_name) or wanted in map(folded_key, keys):
            return keys[0]
    raise ValueError(f'"{name}" is no field. There are: id, {", ".join(_FIELDS)}.')


def known_key(name: str) -> str:
    """The key that the heading of a table's column stands for, "" for none.

    >>> known_key(" Tanggal Terbit"), known_key("DATE_PUBLISHED"), known_key("dilihat")
    ('tanggal_terbit', 'datePublished', '')
    """
    return _BY_FOLDED.get(folded_key(name), "")


def folded_key(key: str) -> str:
    """The letters and digits of a key, in lower case.

    >>> folded_key("Isi_Berita"), folded_key("isi berita")
    ('isiberita', 'isiberita')
    """
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _id_key(fields: Mapping[str, Json]) -> str | None:
    return next((key for key in _ID_KEYS if key in fields and _identifier(fields[key])), None)


def _line(value: Json) -> str | None:
    """A text of one line; numbers count as printed (a film may be called 2012), lists and objects do not."""
    if isinstance(value, str):
        return one_line(value) or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _prose(value: Json) -> str | None:
    """A text of many lines; databases and feeds keep it as HTML."""
    text = fragment_text(value) if isinstance(value, str) and is_fragment(value) else value
    return text if isinstance(text, str) and not is_blank(text) else None


def _identifier(value: Json) -> str | None:
    """An id; schema.org also writes {"@type": "PropertyValue", "value": ...}, and lists of ids."""
    if isinstance(value, Mapping):
        return _line(value.get("value"))
    if isinstance(value, list):
        return _identifier(value[0]) if value and not isinstance(value[0], list) else None
    return _line(value)


def _names(value: Json) -> str | None:
    """The name or names of people or organizations, however they are wrapped."""
    if isinstance(value, list):
        return ", ".join(name for part in value if not isinstance(part, list) and (name := _names(part))) or None
    return _line(value.get("name")) if isinstance(value, Mapping) else _line(value)


def _places(value: Json) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    return tuple(name for part in parts if not isinstance(part, list) and (name := _names(part)))


def _language(value: Json) -> str | None:
    """An ISO 639 code.

    >>> [_language(value) for value in ("id-ID", "Bahasa Indonesia", "in", {"name": "English"}, "?")]
    ['id', 'id', 'id', 'en', None]
    """
    name = (_names(value) or "").casefold()
    if name in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[name]
    tag = _LANGUAGE_TAG.fullmatch(name)
    return _LANGUAGE_NAMES.get(tag[1], tag[1]) if tag else None


def _is_whole(value: Json) -> bool:
    """Whether our field keeps all of the value: an author's object may hold more than the name."""
    if isinstance(value, str):
        return True
    if isinstance(value, Mapping):
        return value.keys() <= {"name", "@type"} and _line(value.get("name")) is not None
    return all(map(_is_whole, value)) if isinstance(value, list) else value is not None


def _is_blank(key: str, value: Json) -> bool:
    return key in _KNOWN and (value is None or value in ("", [], {}))


_FIELDS: Mapping[str, tuple[tuple[str, ...], Callable[[Json], Json]]] = {
    "title": (_TITLE_KEYS, _line),
    "body": (_BODY_KEYS, _prose),
    "published": (_DATE_KEYS, from_json),
    "source": (("publisher", "source", "outlet", "sumber", "media", "nama_media", "penerbit", "situs"), _names),
    "byline": (("author", "byline", "penulis", "creator", "pewarta", "reporter", "wartawan"), _names),
    "editor": (("editor", "penyunting", "redaktur"), _names),
    "credit": (("creditText", "credit"), _names),
    "places": (("places", "place", "locationCreated", "contentLocation", "lokasi", "tempat", "kota"), _places),
    "section": (("articleSection", "category", "section", "kategori", "rubrik", "kanal"), _names),
    "language": (("inLanguage", "language", "lang", "bahasa"), _language),
    "url": (("url", "link", "tautan"), _line),
}
_KNOWN = frozenset(key for keys, _ in _FIELDS.values() for key in keys) | set(_ID_KEYS)
_BY_FOLDED: Mapping[str, str] = {folded_key(key): key for key in sorted(_KNOWN, key=len, reverse=True)}
