"""What is answered when something fails: a page for people, a problem document (RFC 9457) for programs.

Neither holds a path, a stack trace or the words of an exception; those go to the log.
"""

from __future__ import annotations

import json

from flask import Blueprint, Flask, current_app, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response as Answer

from search import OutOfTimeError, SearchError
from search.wording import sentence_or
from web.guard import Refused, TooSlow
from web.languages import language
from web.links import address
from web.rendering import rendered
from web.speaking import say

RETRY_S = 30  # for clients that come back by themselves


def catch(app: Flask | Blueprint) -> None:
    """Answer every failure of the application, or of a site in one, here."""
    app.register_error_handler(HTTPException, _answered)
    app.register_error_handler(OutOfTimeError, _slow)
    app.register_error_handler(SearchError, _unavailable)


def _unavailable(error: SearchError) -> Answer:
    current_app.logger.error("%s", error)
    return _answered(ServiceUnavailable(retry_after=RETRY_S))


def _slow(error: OutOfTimeError) -> Answer:
    return _answered(refused(error))


def refused(error: OutOfTimeError) -> TooSlow:
    """What a reader is answered whose search took too long: what to narrow."""
    # The message would hold a part of the query, which is nobody's business.
    current_app.logger.warning("no answer within %g s: too many %s", error.seconds, error.much)
    narrow = say(f"narrow-{error.much}", part=error.part)
    return TooSlow({"seconds": f"{error.seconds:g}", "narrow": narrow})


def _answered(error: HTTPException) -> Answer:
    """The failure with its own headers (Allow, Retry-After) and our words."""
    answer = error.get_response(request.environ)
    if error.code is None or not 400 <= error.code < 600:
        return Answer(answer.data, answer.status_code, answer.headers)
    heading, detail = _words(error)
    if (request.script_root + request.path).startswith(address("pages.search") + "api/"):
        answer.data = json.dumps(problem(error), ensure_ascii=False) + "\n"
        answer.content_type = "application/problem+json"
    else:
        # What was too slow is there to be narrowed.
        query = request.args.get("q", "") if isinstance(error, TooSlow) else ""
        answer.data = rendered("failure.html", query=query, heading=heading, detail=detail, status=error.code)
        answer.content_type = "text/html; charset=utf-8"
    return answer


def problem(error: HTTPException) -> dict[str, str | int | None]:
    """The failure for programs (RFC 9457), in the reader's language."""
    heading, detail = _words(error)
    return {"type": "about:blank", "title": heading, "status": error.code, "detail": detail}


def _words(error: HTTPException) -> tuple[str, str]:
    """Heading and sentence of a status; our own 400s bring their sentence, other codes share that of their kind."""
    code: int | str = error.words if isinstance(error, Refused) else error.code or 500
    if not sentence_or(f"error-{code}-heading", language(), ""):
        code = 400 if (error.code or 500) < 500 else 500
    if code == 400 and error.description and error.description != type(error).description:
        return say("error-400-heading"), error.description
    return say(f"error-{code}-heading"), say(f"error-{code}", **(error.values if isinstance(error, Refused) else {}))
