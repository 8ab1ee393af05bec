"""Two articles side by side, with what stands in only one of them marked."""

from __future__ import annotations

from flask import abort, request

from search import Document, DocumentMissingError, differences
from web.marks import Mark, Marked, paragraphs
from web.rendering import rendered
from web.site import index
from web.speaking import say


def compare() -> str:
    """The documents of ?id= and ?other=."""
    one, other = _document("id"), _document("other")
    found = differences(one.body, other.body)
    sides = (
        (one, _side(one.body, [(each.first_start, each.first_end) for each in found])),
        (other, _side(other.body, [(each.second_start, each.second_end) for each in found])),
    )
    return rendered("compare.html", query=request.args.get("q", ""), sides=sides, differing=len(found))


def _document(name: str) -> Document:
    try:
        return index().document(request.args.get(name, ""))
    except DocumentMissingError:
        abort(404)


def _side(text: str, stretches: list[tuple[int, int]]) -> list[Marked]:
    """The paragraphs of a text; where the other one has words that are missing here, a sign says so."""
    missing = say("words-missing-here")
    marks = [Mark(*one, "differs") if one[0] < one[1] else Mark(*one, "lacks", missing) for one in stretches]
    return paragraphs(Marked(text, tuple(marks)))
