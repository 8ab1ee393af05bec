"""Cursors: a place in a ranking as a short text for addresses and scripts."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from search.engines.base import Order, Place
from search.errors import CursorError

VERSION = 1


def cursor(place: Place, order: Order) -> str:
    """The text of a place.

    >>> place_of(cursor(Place(True, 1.5, "a/b.txt"), Order.RELEVANCE), Order.RELEVANCE)
    Place(is_complete=True, key=1.5, id='a/b.txt')
    """
    kept = [VERSION, order.value, place.is_complete, place.key, place.id]
    return urlsafe_b64encode(json.dumps(kept, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(text: str, order: Order) -> Place:
    """The place that `cursor` wrote. Raises CursorError."""
    try:
        version, written_for, *place = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        is_complete, key, document_id = place
    except (ValueError, TypeError) as error:
        raise CursorError() from error
    kinds = [type(part) for part in (is_complete, key, document_id)]
    if (version, written_for) != (VERSION, order.value) or kinds not in ([bool, float, str], [bool, int, str]):
        raise CursorError()
    return Place(is_complete, float(key), document_id)
