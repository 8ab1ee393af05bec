"""Every request has so many seconds; what is not answered by then is refused with what to narrow (`failures`)."""

from __future__ import annotations

from flask import Blueprint, Flask, g, request

from search.deadline import within
from web.guard import ALWAYS
from web.site import site


def limit(app: Flask | Blueprint) -> None:
    """Set a deadline for each request of an application, or of a site in one; one, where it is told twice."""
    app.before_request(_begun)
    app.teardown_request(_ended)


def _begun() -> None:
    seconds = site().config.settings.timeout_s
    if seconds and "deadline" not in g and not (request.endpoint or "").endswith(ALWAYS):
        g.deadline = within(seconds)
        g.deadline.__enter__()


def _ended(error: BaseException | None) -> None:
    if deadline := g.pop("deadline", None):
        deadline.__exit__(None, None, None)
