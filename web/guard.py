"""What every answer is guarded by: headers, and limits on what is asked."""

from __future__ import annotations

import string
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote
from wsgiref.types import WSGIEnvironment

from flask import Blueprint, Flask, Request, Response, abort, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.sansio.utils import host_is_trusted

from web.access import allow_scripts
from web.site import site
from web.speaking import say

BODY_LIMIT_BYTES = 65_536  # a batch of twenty searches, each with a query of three thousand letters
# The parser reads 5,000 characters; percent-encoded, nearly every letter that is typed takes at most three bytes.
URL_LIMIT_BYTES = 16_384
BUSY = "telusur.busy"  # in a request's environment: too many wait behind it
RETRY_S = 5  # a queue is gone by then
ALWAYS = ("running.health", "running.ready", "running.metrics", "static")

# No inline style or script, nothing from elsewhere, no frames around the page, forms only to ourselves.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",  # suggestions while typing
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # What a journalist looks for is nobody's business, the outlets' least of all.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
    ),
    "X-Frame-Options": "DENY",  # frame-ancestors for browsers that do not know it
}


class Refused(ServiceUnavailable):
    """A 503 with words of its own: the names of its sentences end with `words`, whose gaps `values` fill."""

    words = "503"

    def __init__(self, values: Mapping[str, str] = MappingProxyType({}), retry_after: int | None = None) -> None:
        super().__init__(retry_after=retry_after)
        self.values = values


class TooBusy(Refused):
    """Too many requests wait; the time of one is bounded (`timing`), so nobody waits for long but for the crowd."""

    words = "503-busy"


class TooSlow(Refused):
    """The answer was not there in time; the same question again would not be faster, so nothing says when to retry."""

    words = "503-slow"


class AnyBytes(Request):
    """A request whose address may hold bytes that are no UTF-8; werkzeug (3.1) would fail, not replace them."""

    def __init__(self, environ: WSGIEnvironment, *args: bool) -> None:
        super().__init__(environ, *args)
        self.query_string = quote(self.query_string, safe=string.punctuation).encode()


def stand(app: Flask | Blueprint) -> None:
    """Put the guard before and behind every request of the application, or of a site in one, errors included."""
    if isinstance(app, Flask):
        app.request_class = AnyBytes
    app.before_request(_limits)
    app.after_request(_guarded)


def _limits() -> None:
    if (request.content_length or 0) > BODY_LIMIT_BYTES:
        abort(413)
    if len(request.query_string) + len(request.path) > URL_LIMIT_BYTES:
        abort(414)
    if (request.endpoint or "").endswith(ALWAYS):
        return
    # Links that a feed or a citation carries away begin with this name. And a page of somebody else whose name suddenly
    # means this machine ("DNS rebinding") would read the archive in the name of its reader.
    if not host_is_trusted(request.host.lower(), site().config.settings.hosts.lower().split()):
        abort(400, say("no-such-host"))
    if request.environ.get(BUSY):
        raise TooBusy(retry_after=RETRY_S)


def _guarded(response: Response) -> Response:
    response.headers.update(HEADERS)
    if not (request.endpoint or "").endswith(".static"):
        # One address, two languages; and the next commit changes the answer.
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return allow_scripts(response)
