"""What the analysis makes of a text, and why."""

from __future__ import annotations

from flask import request

from web.rendering import rendered
from web.site import index

LONGEST_TEXT = 1_000  # characters to analyze on a page: it stands in the address
COLUMNS = tuple(f"column-{name}" for name in ("printed", "position", "surface", "root", "why", "names"))
WHYS = {why: f"why-{why}" for why in ("override", "name", "dictionary", "repetition", "rule", "unchanged")}


def analyze() -> str:
    """The analysis of ?text=: the page of `search analyze`."""
    text = request.args.get("text", "")[:LONGEST_TEXT]
    words = index().analyze(text)
    return rendered("analyze.html", query="", text=text, words=words, columns=COLUMNS, whys=WHYS, longest=LONGEST_TEXT)
