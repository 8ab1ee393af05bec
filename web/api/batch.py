"""Several searches in one request: a body of JSON with the parameters of each, answered in their order."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import abort, request
from werkzeug.exceptions import HTTPException

from search import Index, OutOfTimeError
from search.answers import as_json
from web.api.parameter import Value, read
from web.api.searches import SEARCH, page
from web.failures import problem, refused
from web.languages import language
from web.speaking import say

MOST_REQUESTS = 20
ASKED = {
    "type": "object",
    "required": ["requests"],
    "additionalProperties": False,
    "properties": {
        "requests": {
            "type": "array",
            "maxItems": MOST_REQUESTS,
            "items": {
                "type": "object",
                "properties": {one.name: one.schema for one in SEARCH},
                "additionalProperties": False,
            },
        }
    },
}


def answers(index: Index) -> dict[str, Value]:
    """A page for each request, or the problem with it; answers 400 where the body is not a list of requests."""
    body = _body()
    asked = body.get("requests") if isinstance(body, dict) and body.keys() == {"requests"} else None
    if not isinstance(asked, list) or len(asked) > MOST_REQUESTS:
        abort(400, say("no-batch", most=MOST_REQUESTS))
    return {"answers": [_answer(index, one) for one in asked]}


def _body() -> Value:
    """The body as JSON; None where it is another text. Answers 415 where it does not say that it is JSON."""
    if not request.is_json:
        abort(415)
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):  # brackets within brackets, thousands of them
        return None


def _answer(index: Index, asked: Value) -> dict[str, Value]:
    try:
        if not isinstance(asked, Mapping):
            abort(400, say("no-batch", most=MOST_REQUESTS))
        given = {name: _texts(value) for name, value in asked.items()}
        return as_json(page(index, read(SEARCH, given)), language())
    except HTTPException as error:
        return problem(error)
    except OutOfTimeError as error:
        return problem(refused(error))


def _texts(value: Value) -> list[str]:
    """A value of JSON as it would stand in an address, so that both are read by the same code."""
    return [_text(one) for one in (value if isinstance(value, list) else [value]) if one is not None]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, int | float | str):
        abort(400, say("no-batch", most=MOST_REQUESTS))
    return str(value)
