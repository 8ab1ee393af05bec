"""What those who run the site ask: is it alive, is it ready, how busy is it?"""

from __future__ import annotations

import time

from flask import Blueprint, Response, current_app

from search import SearchError
from web.metrics import gauge
from web.site import index, site

running = Blueprint("running", __name__)


@running.get("/healthz")
def health() -> Response:
    """Whether the process is alive; it says nothing about the index."""
    return Response('{"status":"ok"}\n', mimetype="application/json")


@running.get("/readyz")
def ready() -> Response:
    """Whether searches are answered, by the rules of today; 503 otherwise."""
    status = _status()
    answer = Response(f'{{"status":"{status}"}}\n', 200 if status == "ok" else 503, mimetype="application/json")
    if status != "ok":
        answer.headers["Retry-After"] = "30"
    return answer


@running.get("/metrics")
def metrics() -> Response:
    """The numbers of this process, as Prometheus reads them."""
    lines = [*site().metrics.lines(), *_of_index()]
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _status() -> str:
    """ "ok"; "stale" where the index was made by other rules; "no index"."""
    try:
        notices = index().search("", limit=0).notices
    except SearchError as error:
        current_app.logger.warning("%s", error)
        return "no index"
    return "stale" if any(notice.code.startswith("stale-") for notice in notices) else "ok"


def _of_index() -> list[str]:
    status = _status()
    is_ready = gauge("telusur_index_ready", "1 where the index is open and not stale.", status == "ok")
    if status == "no index":
        return is_ready
    age_s = max(0.0, time.time() - site().archive.updated)
    return [
        *is_ready,
        *gauge("telusur_index_documents", "Documents of the index.", len(index())),
        *gauge("telusur_index_age_seconds", "Time since the index was last changed.", round(age_s, 3)),
    ]
