"""A piece of HTML -> its text: paragraphs, no tags, no scripts. For the bodies of feeds, tables and databases."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
    ]
)
# What stands in these is not to be read
_UNREAD = frozenset(["script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button"])
_FRAGMENT = re.compile(
    r"</(?:p|div|span|a|b|i|strong|em|h[1-6]|ul|li|blockquote|figure|table)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE
)


def is_fragment(text: str) -> bool:
    """Whether a text is HTML: an end tag or a break, not only an "<" somewhere.

    >>> is_fragment("<p>Gempa di Palu</p>"), is_fragment("inflasi < 3 % dan > 2 %")
    (True, False)
    """
    return "<" in text and _FRAGMENT.search(text) is not None


def fragment_text(html: str) -> str:
    r"""The text that a reader would see, a blank line between paragraphs.

    >>> fragment_text("<p>Jum&#39;at <b>pagi</b></p><script>x()</script>Gempa<br>di Palu")
    "Jum'at pagi\n\nGempa\n\ndi Palu"
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    paragraphs = (" ".join(part.split()) for part in "".join(reader.parts).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Reader(HTMLParser):
    """Collects the text; a zero stands between blocks, as in no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        if tag in _BLOCKS:
            self.parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data.replace("\0", ""))

    def unknown_decl(self, data: str) -> None:
        """CDATA: the text of some databases."""
        if data.startswith("CDATA[") and not self._unread:
            self.parts.append(data[6:])
