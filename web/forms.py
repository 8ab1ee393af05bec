"""The same result in other forms, for programs, readers of feeds and spreadsheets: what a page of results links to."""

from __future__ import annotations

from dataclasses import dataclass

from search import Page
from web.api.searches import MOST
from web.asking import Asked
from web.links import address, api_url


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a result.

    Attributes:
        most: Hits of it at once, where the result has more; 0 where it has all of them, or leads on by itself.
    """

    name: str
    mimetype: str
    url: str
    most: int = 0


def forms(page: Page, asked: Asked) -> tuple[Form, ...]:
    """The forms of a result; of JSON this page, of the others the result from its first hit."""
    result = {"q": asked.query, "sort": asked.sort, "collapse": "false" if asked.is_apart else "true"}
    return (
        Form("CSV", "text/csv", address("feeds.results", **result, limit=MOST), MOST if page.total > MOST else 0),
        Form("Atom", "application/atom+xml", address("feeds.atom_feed", **result)),
        Form("JSON Feed", "application/feed+json", address("feeds.json_feed", **result)),
        Form("JSON", "application/json", api_url("search", **result, limit=page.limit, offset=page.offset)),
    )
