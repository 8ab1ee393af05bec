"""The JSON API: every route of the table, read, tagged and answered in one way. docs/api.md describes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request

from web.api.batch import answers
from web.api.openapi import openapi
from web.api.parameter import read
from web.api.routes import ROUTES, Route
from web.caching import known, marked, tag
from web.site import index

api = Blueprint("api", __name__, url_prefix="/api/v1")


def _view(route: Route) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        return _answer(route, path)

    return view


def _answer(route: Route, path: Mapping[str, str]) -> Response:
    values = read(route.parameters, request.args.to_dict(flat=False))
    tagged = tag() if route.is_tagged else ""
    if tagged and (answer := known(tagged)):
        return answer
    answer = _json(route.view(index(), {**values, **path}))
    return marked(answer, tagged) if tagged else answer


for _route in ROUTES:
    api.add_url_rule(_route.path, _route.name, _view(_route), methods=["GET"])


@api.post("/batch")
def batch() -> Response:
    """Several searches at once."""
    read((), request.args.to_dict(flat=False))
    return _json(answers(index()))


@api.get("/openapi.json")
def description() -> Response:
    """What this API takes and answers."""
    return _json(openapi(request.script_root + request.path.removesuffix("/openapi.json")))


def _json(value: object) -> Response:
    text = json.dumps(value, ensure_ascii=False) + "\n"
    # A lone surrogate, which the JSON of a batch may hold, is no UTF-8.
    return Response(text.encode("utf-8", "replace"), mimetype="application/json")
