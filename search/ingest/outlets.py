"""Outlets by name: a domain, or a name of the shipped list."""

from __future__ import annotations

import re

from search.ingest.shipped import shipped

# Top-level domains seen on Indonesian news sites; an open list would take "anggota.Kami" for an outlet.
_DOMAIN = r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:(?:co\.|or\.|go\.|ac\.|web\.|my\.)?id|com?|net|org|news|tv|info|asia)"
_NAMES = "|".join(re.escape(name) for name in sorted(shipped("outlets.txt"), key=len, reverse=True))

# An outlet's name in a line, for other patterns
OUTLET = rf"(?:(?i:{_DOMAIN}|{_NAMES})(?![\w.]\w))"
_OUTLET = re.compile(OUTLET)
# Second-level labels under which .id and its neighbours register names
_REGISTRIES = frozenset(("co", "or", "go", "ac", "web", "my", "sch", "net", "com", "org", "desa", "mil"))
_HOST = re.compile(r"(?:https?:)?//(?:[^/@]*@)?([A-Za-z0-9.-]+)")


def is_outlet(text: str) -> bool:
    """Whether the text is an outlet's name as far as we know.

    >>> [is_outlet(text) for text in ("KOMPAS.com", "antara news", "Jakarta", "voa-islam.com")]
    [True, True, False, True]
    """
    return _OUTLET.fullmatch(text) is not None


def site(url: str) -> str | None:
    """The registered name of a url's host.

    >>> site("https://regional.kompas.com/read/2019/09/10/1"), site("http://www.viva.co.id/x"), site("berkas.txt")
    ('kompas.com', 'viva.co.id', None)
    """
    match = _HOST.match(url)
    labels = match[1].lower().strip(".").split(".") if match else []
    if len(labels) < 2 or labels[-1].isdecimal():
        return None
    is_under_registry = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _REGISTRIES
    return ".".join(labels[-3 if is_under_registry else -2 :])
