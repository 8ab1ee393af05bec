"""Single keys that do something ("/", n, p): on, until the reader turns them off.

Who speaks to the machine or hits keys by accident must be able to (WCAG 2.2, 2.1.4).
"""

from __future__ import annotations

from flask import request

COOKIE = "keys"


def has_keys() -> bool:
    """Whether this reader wants them."""
    return request.cookies.get(COOKIE) != "off"
