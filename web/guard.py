"""What every answer is guarded by: headers, and limits on what is asked."""

from __future__ import annotations

import string
from urllib.parse import quote
from wsgiref.types import WSGIEnvironment

from flask import Blueprint, Flask, Request, Response, abort, request

BODY_LIMIT_BYTES = 65_536  # nothing here reads a body; this is only where a patient "no" ends
# The parser reads 5,000 characters; percent-encoded, nearly every letter that is typed takes at most three bytes.
URL_LIMIT_BYTES = 16_384

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
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


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


def _guarded(response: Response) -> Response:
    response.headers.update(HEADERS)
    if not (request.endpoint or "").endswith(".static"):
        # One address, two languages; and the next commit changes the answer.
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
