"""The search box, and a page of results under it."""

from __future__ import annotations

from search import Page
from web.asking import DATES, FACETS, Asked, asked
from web.facets import chips, facets, histogram
from web.forms import forms
from web.paging import paging
from web.rendering import rendered
from web.site import index, site

RELATED = 8  # what the best results also speak of: beside them, on the first page


def search() -> str:
    """The search box; with ?q=, a page of results under it."""
    config = site().config
    request = asked(config.page_size)
    if not request.query.strip():
        return rendered("empty.html", query="", documents=len(index()), examples=site().examples.of(index()))
    page = _page(request, config.page_size)
    return rendered(
        "results.html",
        query=request.query,
        asked=request,
        page=page,
        paging=paging(page),
        documents=len(index()),
        chips=chips(request),
        facets=facets(page, request),
        bars=histogram(page, request),
        forms=forms(page, request),
    )


def _page(request: Asked, size: int) -> Page:
    return index().search(
        request.query,
        limit=size,
        offset=(request.page - 1) * size,
        sort=request.sort,
        facets=(*FACETS, *DATES),
        collapse=not request.is_apart,
        related=RELATED if request.page == 1 else 0,
    )
