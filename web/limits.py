"""How many requests of one address are answered; the extra `limits` counts them, in the memory of this process."""

from __future__ import annotations

import importlib

from flask import Flask, Response, request

from search import SearchError

_UNLIMITED = ("running.health", "running.ready", "running.metrics", "static")


def count(app: Flask, rate: str) -> None:
    """Answer 429 to an address that asks more often than the rate says ("120 per minute"); "" for no limit.

    Raises:
        SearchError: The extra is not installed, or the rate cannot be read.
    """
    if not rate:
        return
    try:
        # Here, because limiting is an extra.
        flask_limiter = importlib.import_module("flask_limiter")
        limits = importlib.import_module("limits")
    except ImportError as error:
        raise SearchError('rate in [web] needs an extra. Install it with: pip install "telusur[limits]"') from error
    try:
        limits.parse_many(rate)
    except ValueError as error:
        raise SearchError(f'rate in [web] is "{rate}", and must be such as "120 per minute".') from error
    app.after_request(_settled)  # of those that look at an answer the last registered is the first
    limiter = flask_limiter.Limiter(
        _client, app=app, application_limits=[rate], storage_uri="memory://", headers_enabled=True
    )
    limiter.request_filter(_is_unlimited)


def _settled(response: Response) -> Response:
    """The answer without the `Retry-After` that Flask-Limiter puts on all of them; who was answered need not retry."""
    if response.status_code < 400:
        response.headers.pop("Retry-After", None)
    return response


def _client() -> str:
    return request.remote_addr or ""


def _is_unlimited() -> bool:
    return (request.endpoint or "").endswith(_UNLIMITED)
