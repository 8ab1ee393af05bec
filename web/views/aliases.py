"""The alias rules in force: which names are searched as one, and where each rule stands."""

from __future__ import annotations

from flask import request

from web.parameters import number
from web.rendering import rendered
from web.site import index

ON_A_PAGE = 100


def aliases() -> str:
    """All rules, or with ?filter= those that hold a text, in pages of ON_A_PAGE."""
    wanted = request.args.get("filter", "").strip()
    rules = index().aliases.rules
    found = [rule for rule in rules if _holds((*rule.names, rule.ambiguity, rule.place), wanted)]
    last = max(1, -(-len(found) // ON_A_PAGE))
    page = number("page", 1, least=1, most=last)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    counts = {"count_of_rules": len(found), "total": len(rules), "page": page, "last": last}
    return rendered("aliases.html", query="", wanted=wanted, rules=shown, **counts)


def _holds(texts: tuple[str, ...], wanted: str) -> bool:
    return any(wanted.casefold() in text.casefold() for text in texts)
