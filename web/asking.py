"""What the address of a page of results asks for, and the addresses of pages that ask for a little more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import abort, request

from search import QueryText
from web.links import page_url
from web.paging import DEEPEST
from web.parameters import number
from web.speaking import say

SORTS = ("relevance", "newest", "oldest")
# Facets of a page, in the order in which readers narrow; years and months are the chart above the results.
FACETS = ("source", "place", "section", "author", "language")
DATES = ("year", "month")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page of results; every part of it stands in its address.

    Attributes:
        page: From 1.
        sort: One of SORTS.
        more: The facet of which the reader wants all values; "" for none.
        is_apart: Copies are results of their own.
    """

    query: str
    page: int = 1
    sort: str = SORTS[0]
    more: str = ""
    is_apart: bool = False

    def url(self, **changes: object) -> str:
        """The address with some parts changed; another result begins on its first page."""
        if not changes.keys() <= {"page", "more"}:
            changes = {"page": 1, "more": "", **changes}
        other = replace(self, **changes)  # type: ignore[arg-type]  # of one part each
        return page_url(
            "search",
            q=other.query,
            page=other.page if other.page > 1 else None,
            sort=other.sort if other.sort != SORTS[0] else None,
            more=other.more,
            copies="all" if other.is_apart else None,
        )

    def with_value(self, facet: str, value: str) -> str:
        """The address with one more value chosen."""
        return self.url(query=QueryText(self.query).narrowed(field_name(facet), value).text)

    def without_value(self, facet: str, value: str | None = None) -> str:
        """The address without a chosen value, or without all of a field."""
        return self.url(query=QueryText(self.query).without(field_name(facet), value).text)


def asked(size: int) -> Asked:
    """What this request asks for; pages hold `size` results. Answers 400 for a number that is none."""
    sort, more = request.args.get("sort") or SORTS[0], request.args.get("more", "")
    if sort not in SORTS:
        abort(400, say("no-such-sort", sorts=", ".join(SORTS)))
    return Asked(
        query=request.args.get("q", ""),
        page=number("page", 1, least=1, most=max(1, DEEPEST // size)),
        sort=sort,
        more=more if more in FACETS else "",
        is_apart=request.args.get("copies") == "all",
    )


def field_name(facet: str) -> str:
    """The name that readers have for the field of a facet, in their language: "sumber" or "source"."""
    return say(f"field-{'date' if facet in DATES else facet}")
