"""The names readers give to fields, in Indonesian and English, and the one canonical name of each.

Canonical names are the English ones, stand in trees and in the JSON of queries, and never change.
"""

from __future__ import annotations

from collections.abc import Mapping

# canonical name -> the other names readers may type
READER_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("judul",),
    "body": ("isi",),
}

_CANONICAL = {name: canonical for canonical, others in READER_NAMES.items() for name in (canonical, *others)}
KNOWN_NAMES = tuple(_CANONICAL)


def canonical_name(typed: str) -> str | None:
    """The field a reader means, in whatever case it is typed; None for a name no field has.

    >>> canonical_name("Judul"), canonical_name("title"), canonical_name("https")
    ('title', 'title', None)
    """
    return _CANONICAL.get(typed.lower())
