"""Every request is counted and, where that is wanted, told in one line of JSON: who asked what, and what became of it.

A line holds no header and no body, so no token and no password; what was searched for only where that is configured.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, g, request

from web.site import site

LOG = logging.getLogger("telusur.access")
# Of these a line each second would bury all others.
_QUIET = ("running.health", "running.ready", "running.metrics")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))


def observe(app: Flask | Blueprint) -> None:
    """Count the requests of an application, or of a site in one, and log them; each once, where it is told twice."""
    # The first of all that look at a request, and the last.
    app.before_request_funcs.setdefault(None, []).insert(0, _started)
    app.after_request_funcs.setdefault(None, []).insert(0, _answered)


def _started() -> None:
    g.setdefault("started", time.perf_counter())


def _answered(response: Response) -> Response:
    if "started" not in g:
        return response
    took_s = time.perf_counter() - g.pop("started")
    # A name that nobody can choose: addresses and methods are the client's, and would never end.
    endpoint = (request.endpoint or "none").removeprefix(f"{site().name}.")
    method = request.method if request.method in _METHODS else "OTHER"
    site().metrics.count(endpoint, method, response.status_code, took_s)
    if site().config.settings.access_log and endpoint not in _QUIET:
        LOG.info("%s", _line(response, took_s))
    return response


def _line(response: Response, took_s: float) -> str:
    told = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": request.remote_addr,
        "method": request.method,
        "path": request.script_root + request.path,
        "status": response.status_code,
        "took_ms": round(took_s * 1000, 1),
        "bytes": response.content_length,
    }
    if site().config.settings.log_queries:
        told["query"] = request.query_string.decode("ascii", "replace")
    return json.dumps(told)
