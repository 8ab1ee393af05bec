"""What our templates are made of, element by element; a payload that became part of a page is not among them."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.web.reading import Read

ELEMENTS = {
    "a": "aria-current aria-label class href hreflang lang rel tabindex type",
    "article": "class lang",
    "aside": "aria-label class id",
    "body": "class data-keys",
    "details": "class open",
    "dl": "class",
    "div": "aria-label class role tabindex",
    "figcaption": "id",
    "figure": "aria-labelledby class",
    "form": "action class role",
    "h1": "class id",
    "h2": "class id",
    "header": "class",
    "html": "lang",
    "input": (
        "aria-keyshortcuts autocapitalize autocomplete autofocus data-label data-many data-one data-suggest "
        "enterkeyhint id maxlength name placeholder spellcheck type value"
    ),
    "label": "for",
    "link": "href rel title type",
    "main": "id tabindex",
    "mark": "class id title",
    "meta": "charset content name",
    "nav": "aria-label class",
    "ol": "class start",
    "p": "aria-hidden class data-copied data-copy lang",
    "rect": "class x y width height",
    "script": "src type",
    "section": "aria-label aria-labelledby class",
    "span": "class",
    "svg": "aria-hidden focusable preserveaspectratio viewbox",
    "th": "scope",
    "time": "datetime",
    "ul": "class",
}
PLAIN = {
    *("b", "button", "code", "dd", "dt", "h3", "head", "kbd", "li", "s", "search", "small", "strong", "summary"),
    *("table", "tbody", "td", "thead", "title", "tr"),
}
NAMES = {"viewport", "color-scheme", "robots", "q", "lang", "sort", "filter", "text"}
MARKS = {"exact", "root", "alias", "pattern", "fuzzy", "differs"}


def read(html: str) -> Read:
    """The page, once nothing in it is foreign."""
    page = Read(html)
    assert {tag for tag, _ in page.elements} <= ELEMENTS.keys() | PLAIN
    for tag, attributes in page.elements:
        assert set(attributes) <= set(ELEMENTS.get(tag, "class").split()), tag
        assert attributes.get("name", "q") in NAMES
        for address in (attributes.get(name) for name in ("href", "src", "action", "data-suggest")):
            assert urlsplit(address or "").scheme in {"", "http", "https"}, address
    assert {attributes["class"] for attributes in page.all("mark")} <= MARKS
    assert all(str(attributes["src"]).startswith("/static/") for attributes in page.all("script"))
    assert len(list(page.all("form"))) == 1
    return page
