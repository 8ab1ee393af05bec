"""Answers that a client has already are not made again: a tag tells the index, the question and its language."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from importlib.metadata import version

from flask import Response, request

from web.languages import language
from web.site import index

_PROGRAM = version("telusur")


def tag(beside: object = None) -> str:
    """What tells the answer to this request from all others; another day is another answer ("kemarin").

    Args:
        beside: What else the answer comes from, and how it prints.
    """
    opened = index()
    settings = sorted((*key, str(one.value)) for key, one in opened.config.settings.items() if key[0] != "web")
    asked = (request.script_root, request.path, sorted(request.args.items(multi=True)), language(), request.host)
    told = repr((_PROGRAM, opened.version(), settings, asked, date.today(), beside))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def known(tagged: str) -> Response | None:
    """The answer to a client that has it; None for all others."""
    if tagged not in request.if_none_match and not request.if_none_match.contains_weak(tagged):
        return None
    return marked(Response(status=304), tagged)


def marked(answer: Response, tagged: str) -> Response:
    """The answer with its tag: to be kept, and asked for again each time, because the next commit changes it."""
    answer.set_etag(tagged, weak=True)  # weak, because it says how long it took
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
