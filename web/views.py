"""The pages. A view reads parameters, asks the index once, renders."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from search import DocumentMissingError, Index
from web.advice import advice
from web.archive import Archive
from web.config import WebConfig
from web.languages import COOKIE
from web.links import local
from web.paging import DEEPEST, paging
from web.parameters import number

YEAR_S = 31_536_000
LONGEST_TEXT = 1_000  # characters to analyze on a page: it stands in the address
COLUMNS = tuple(f"column-{name}" for name in ("printed", "position", "surface", "root", "why", "names"))
WHYS = {why: f"why-{why}" for why in ("override", "name", "dictionary", "repetition", "rule", "unchanged")}

pages = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Site:
    """What an application has made once and every view may use."""

    config: WebConfig
    archive: Archive


def site() -> Site:
    """The site this request is for."""
    found = current_app.extensions["telusur"]
    assert isinstance(found, Site)
    return found


def index() -> Index:
    """The open index; SearchError, which answers 503, where there is none."""
    return site().archive.index


@pages.get("/")
def search() -> str:
    """The search box; with ?q=, a page of results under it."""
    query, size = request.args.get("q", ""), site().config.page_size
    if not query.strip():
        return render_template("empty.html", query="", documents=len(index()), examples=site().config.examples)
    offset = (number("page", 1, least=1, most=DEEPEST // size) - 1) * size
    page = index().search(query, limit=size, offset=offset)
    return render_template("results.html", query=query, page=page, paging=paging(page), advice=advice(query))


@pages.get("/document/<id:document_id>")
@pages.get("/document/", defaults={"document_id": ""})
def document(document_id: str) -> str:
    """A whole document; the id stands in ?id= where a path cannot hold it."""
    query = request.args.get("q", "")
    opened = index()
    try:
        view = opened.view(document_id or request.args.get("id", ""), query)
    except DocumentMissingError:
        abort(404)
    return render_template("document.html", query=query, view=view, document=view.document)


@pages.get("/analyze")
def analyze() -> str:
    """What the analysis makes of ?text=, and why: the page of `search analyze`."""
    text = request.args.get("text", "")[:LONGEST_TEXT]
    words = index().analyze(text)
    return render_template(
        "analyze.html", query="", text=text, words=words, columns=COLUMNS, whys=WHYS, longest=LONGEST_TEXT
    )


@pages.get("/language/<any(id, en):code>")
def switch_language(code: str) -> Answer:
    """Remember the language of pages, and go back to ?next=."""
    answer = redirect(local(request.args.get("next")), 303)
    answer.set_cookie(COOKIE, code, max_age=YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


@pages.get("/healthz")
def health() -> Response:
    """Whether the process is alive; it says nothing about the index."""
    return Response('{"status":"ok"}\n', mimetype="application/json")
