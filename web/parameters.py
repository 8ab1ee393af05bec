"""Numbers in addresses."""

from __future__ import annotations

import re

from flask import abort, request

from web.speaking import say

_WHOLE = re.compile(r"-?[0-9]{1,4000}")  # int() reads 4,300 digits and no more


def number(name: str, default: int, *, least: int, most: int) -> int:
    """The whole number of a parameter, brought within its bounds; answers 400 for anything else."""
    typed = request.args.get(name, "").strip()
    if not typed:
        return default
    if not _WHOLE.fullmatch(typed):
        abort(400, say("no-whole-number", name=name))
    return min(max(int(typed), least), most)
