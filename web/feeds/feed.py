"""A result as a feed has it: what stands around the entries, whichever format they are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from search import Document, Page

# What XML 1.0 cannot hold, even as a reference: a feed with one such character is no feed at all.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A result to be followed.

    Attributes:
        title: For readers.
        address: Of the feed itself; `home` of the page with the same result; both whole.
        next_address: Where the result goes on; "" at its end.
        icon: Whole address.
        updated: When the index was last changed, UTC.
    """

    page: Page
    title: str
    address: str
    home: str
    icon: str
    updated: datetime
    next_address: str = ""


def moment(document: Document) -> str:
    """The first day that its date may mean, as RFC 3339 wants it; "" for the undated.

    >>> moment(Document("a.txt", "Gempa", ""))
    ''
    """
    known = document.published
    if known.year is None:
        return ""
    day = date(known.year, known.month or 1, known.day or 1)
    return f"{day.isoformat()}T00:00:00Z"


def rfc3339(time: datetime) -> str:
    """A time, to the second.

    >>> rfc3339(datetime(2015, 11, 27, 7, 5, tzinfo=UTC))
    '2015-11-27T07:05:00Z'
    """
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def printable(text: str) -> str:
    """The text without what XML cannot hold.

    >>> printable("gempa\\x00 Palu\\ud800")
    'gempa Palu'
    """
    return _NO_XML.sub("", text)
