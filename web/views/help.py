"""How to ask: every operator, with examples that are links."""

from __future__ import annotations

from web.operators import OPERATORS
from web.rendering import rendered


def help_page() -> str:
    """The help page."""
    return rendered("help.html", query="", operators=OPERATORS)
