"""HTML as a browser reads it: elements with their attributes, and the text between them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class Read(HTMLParser):
    """A page that was read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        """The attributes of all elements of a kind."""
        return (attributes for name, attributes in self.elements if name == tag)

    def links(self) -> list[str]:
        """Where the page leads."""
        return [str(attributes["href"]) for attributes in self.all("a")]
