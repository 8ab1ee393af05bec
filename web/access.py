"""Who may ask: programs by a token, readers by a password; everybody where neither is configured."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest

from flask import Flask, Response, abort, request
from flask.blueprints import Blueprint
from werkzeug.datastructures import WWWAuthenticate

from web.settings import Settings
from web.site import site

# A supervisor has no password, and style and script hold nothing of the archive.
_OPEN = ("running.health", "running.ready", "static")
_FOR_PROGRAMS = ("api", "running")  # blueprints
_OF_PAGES = "api.suggest"  # which ask for it while a reader types


def ask(app: Flask | Blueprint) -> None:
    """Ask before every request of the application for what its settings want."""
    app.before_request(_asked)


def _asked() -> None:
    settings = site().config.settings
    endpoint = request.endpoint or ""
    # A browser asks by OPTIONS whether it may send a token, and cannot send one with that.
    if endpoint.endswith(_OPEN) or request.method == "OPTIONS":
        return
    is_of_programs = bool(set(_FOR_PROGRAMS).intersection(endpoint.split(".")[:-1]))
    is_for_programs = is_of_programs and not endpoint.endswith(_OF_PAGES)
    if is_open(settings, is_for_programs=is_for_programs) or has_token(settings) or has_password(settings):
        return
    abort(401, www_authenticate=_wanted(settings, is_for_programs=is_for_programs))


def is_open(settings: Settings, *, is_for_programs: bool) -> bool:
    """May everybody ask? A password of the pages closes the API too, which would show all that they show."""
    return not settings.password and not (settings.token and is_for_programs)


def has_token(settings: Settings) -> bool:
    """Does the request carry the token?"""
    given = request.authorization
    return bool(settings.token and given and given.type == "bearer" and _is_same(given.token or "", settings.token))


def has_password(settings: Settings) -> bool:
    """Does the request carry name and password? Where no name is configured, any will do."""
    given = request.authorization
    if not settings.password or not given or given.type != "basic":
        return False
    is_user = _is_same(given.username or "", settings.user) or not settings.user
    return _is_same(given.password or "", settings.password) and is_user


def _is_same(given: str, wanted: str) -> bool:
    # Digests are of one length: how long it takes tells neither the length nor a beginning.
    return compare_digest(*(sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (given, wanted)))


def _wanted(settings: Settings, *, is_for_programs: bool) -> WWWAuthenticate:
    values: dict[str, str | None] = {"realm": "telusur", "charset": "UTF-8"}
    if is_for_programs and settings.token:
        return WWWAuthenticate("bearer", {"realm": "telusur"})
    return WWWAuthenticate("basic", values)


def allow_scripts(response: Response) -> Response:
    """Let scripts of the configured origins read the answer of the API; of no origin unless that is configured."""
    allowed = site().config.settings.cors.split()
    origin = request.headers.get("Origin", "")
    if "api" not in (request.endpoint or "").split(".")[:-1] or not allowed:
        return response
    response.vary.add("Origin")
    if origin and (origin in allowed or "*" in allowed):
        response.headers["Access-Control-Allow-Origin"] = origin if "*" not in allowed else "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
            response.headers["Access-Control-Max-Age"] = "600"
    return response
