"""The section that an article stands in: from its address, or from the bread crumbs above it ("Home > Nasional")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from search.ingest.shipped import shipped

_DIVIDED = re.compile(r"\s*[>»›/|\\]\s*")
_HOME = frozenset(("home", "beranda", "depan", "halaman depan", "halaman utama"))
_PATH = re.compile(r"https?://(?P<host>[^/?#\s]+)/?(?P<path>[^?#\s]*)", re.IGNORECASE)
# "Home / Nasional / Hukum": more are a list of links
_MOST_CRUMBS = 5


def section_of_url(url: str) -> str | None:
    """The section that an address names, as it stands there.

    >>> section_of_url("https://nasional.kompas.com/read/2015/11/27"), section_of_url("https://a.id/ekonomi/beras-naik")
    ('nasional', 'ekonomi')
    >>> section_of_url("https://a.id/read/1") is None
    True
    """
    match = _PATH.match(url)
    if not match:
        return None
    # The part before the name of the site, then the folders; the last part is the article's own name.
    parts = [match["host"].lower().split(".")[0], *match["path"].split("/")[:-1][:3]]
    return next((part.replace("-", " ") for part in parts if is_section(part)), None)


def is_section(name: str) -> bool:
    """Whether a name stands in the shipped list.

    >>> is_section("Sepak-Bola"), is_section("Palu")
    (True, False)
    """
    return _folded(name) in _known()


def of_crumbs(names: Sequence[str]) -> str | None:
    """The section among bread crumbs: the first below the front page.

    >>> of_crumbs(["Home", "Nasional", "Gempa di Palu"])
    'Nasional'
    """
    below = [name for name in names if name.casefold().strip() not in _HOME]
    return below[0].strip() if below and len(below) < len(names) and is_section(below[0]) else None


def crumbs(line: str) -> tuple[str, ...]:
    """The parts of a line of bread crumbs, () for every other line: it must begin at the front page.

    >>> crumbs("Beranda » Nasional » Hukum"), crumbs("Rusia / Turki")
    (('Beranda', 'Nasional', 'Hukum'), ())
    """
    parts = tuple(part for part in _DIVIDED.split(line.strip(), maxsplit=_MOST_CRUMBS) if part)
    return parts if 2 <= len(parts) <= _MOST_CRUMBS and parts[0].casefold() in _HOME else ()


@cache
def _known() -> frozenset[str]:
    return frozenset(_folded(name) for line in shipped("sections.txt") for name in line.split(","))


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
