"""What a reader chooses once: the language, and whether single keys do something. Both are cookies and nothing more."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response as Answer

from web import keys, languages
from web.links import address, local

YEAR_S = 31_536_000


def switch_language(code: str) -> Answer:
    """Remember the language of pages, and go back to ?next=."""
    return _remembered(languages.COOKIE, code)


def switch_keys(choice: str) -> Answer:
    """Remember whether "/", n and p do something, and go back to ?next=."""
    return _remembered(keys.COOKIE, choice)


def _remembered(name: str, value: str) -> Answer:
    answer = redirect(local(request.args.get("next")), 303)
    # Below the prefix only: what is beside it on this host is somebody else's.
    place = address("pages.search")
    answer.set_cookie(name, value, YEAR_S, path=place, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer
