"""One article, whole and marked."""

from __future__ import annotations

from flask import abort, request

from search import DocumentMissingError
from web.marks import marked, numbered, paragraphs, words_marked
from web.rendering import rendered
from web.site import index


def document(document_id: str) -> str:
    """A whole document; the id stands in ?id= where a path cannot hold it."""
    query, opened = request.args.get("q", ""), index()
    try:
        view = opened.view(document_id or request.args.get("id", ""), query)
    except DocumentMissingError:
        abort(404)
    title, *body = numbered([marked(view.title), *paragraphs(marked(view.body))])
    copies = opened.copies(view.document.id)
    return rendered(
        "document.html",
        query=query,
        view=view,
        document=view.document,
        title=title,
        paragraphs=body,
        words=words_marked([title, *body]),
        marks=sum(len(part.marks) for part in (title, *body)),
        copies=copies,
        outlets=len({view.document.source or view.document.id, *(copy.source or copy.id for copy in copies)}),
        alike=[hit.document for hit in opened.like(view.document.id)],
    )
