"""The OpenAPI 3.1 document, made from the table of routes."""

from __future__ import annotations

import re
from importlib.metadata import version

from web.api.batch import ASKED, MOST_REQUESTS
from web.api.parameter import Parameter
from web.api.routes import ROUTES, Route
from web.api.schemas import SCHEMAS, Schema, ref

Document = dict[str, object]

_LANGUAGE = Parameter("lang", "Language of the sentences.", choices=("id", "en"))
_CONVERTER = re.compile(r"<id:(\w+)>")
_PROBLEMS = {
    "400": "A parameter that does not exist, or a value it cannot have.",
    "401": "The site wants a token.",
    "404": "There is no such document.",
    "405": "Another method than the one described.",
    "413": "A body of more than 64 KB.",
    "414": "An address of more than 16 KB.",
    "415": "The body is no JSON.",
    "429": "Too many requests; try again after `Retry-After` seconds.",
    "503": "The index cannot be opened, or too much is asked at once; try again after `Retry-After` seconds. Without "
    "that header: the answer took too long, and the detail says what to narrow.",
}
_BY_GET = ("400", "401", "405", "414", "429", "503")
_BY_POST = ("400", "401", "405", "413", "415", "429", "503")


def openapi(root: str) -> Document:
    """The description of the API whose addresses begin with `root`."""
    paths: Document = {_CONVERTER.sub(r"{\1}", route.path): {"get": _got(route)} for route in ROUTES}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "telusur",
            "version": "1",
            "summary": "Search in an archive of Indonesian-language news.",
            "description": f"Program {version('telusur')}. The query language and this API only grow within version 1.",
        },
        "servers": [{"url": root}],
        "paths": {**paths, "/batch": {"post": _batch()}},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _got(route: Route) -> Document:
    problems = (*_BY_GET, "404") if route.name in ("document", "like") else _BY_GET
    return {
        "operationId": route.name,
        "summary": route.about,
        "parameters": [one.described for one in (*route.parameters, _LANGUAGE)],
        "responses": {**_answered(route.answer), **({"304": _KNOWN} if route.is_tagged else {}), **_refused(problems)},
    }


def _batch() -> Document:
    return {
        "operationId": "batch",
        "summary": f"Up to {MOST_REQUESTS} searches at once; each is answered as by itself.",
        "parameters": [_LANGUAGE.described],
        "requestBody": {"required": True, "content": {"application/json": {"schema": ASKED}}},
        "responses": {**_answered("Batch"), **_refused(_BY_POST)},
    }


_KNOWN = {"description": "As the client has it (`If-None-Match`)."}


def _answered(name: str) -> Document:
    return {"200": {"description": "The answer.", "content": {"application/json": {"schema": ref(name)}}}}


def _refused(statuses: tuple[str, ...]) -> Document:
    schema: Schema = ref("Problem")
    content = {"application/problem+json": {"schema": schema}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in sorted(statuses)}
