"""The JSON API: the same page as in the browser and from `search --json`. docs/api.md describes it."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from search import as_json
from web.languages import language
from web.paging import DEEPEST
from web.parameters import number
from web.views import index

MOST = 100  # hits of one answer

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/search")
def search() -> Response:
    """A page of results for ?q=, from ?offset=, at most ?limit= hits."""
    page = index().search(
        request.args.get("q", ""),
        limit=number("limit", 10, least=0, most=MOST),
        offset=number("offset", 0, least=0, most=DEEPEST),
    )
    return Response(json.dumps(as_json(page, language()), ensure_ascii=False) + "\n", mimetype="application/json")


@api.get("/suggest")
def suggest() -> Response:
    """Ways to go on with ?q=, what is typed so far."""
    typed = request.args.get("q", "")
    found = [{"text": one.text, "kind": one.kind.value, "count": one.count} for one in index().suggest(typed)]
    answer = json.dumps({"typed": typed, "completions": found}, ensure_ascii=False)
    return Response(answer + "\n", mimetype="application/json")
