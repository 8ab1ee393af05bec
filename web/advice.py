"""What to try when nothing was found: the same query with one demand less."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTES = re.compile(r'["“”„‟«»＂]')
_PLUS = re.compile(r"(?<![^\s(])\+(?=\S)")
_EXCLUDED = re.compile(r"(?<![^\s(])(?:-|(?:NOT|TANPA|BUKAN)\s+)(?=\S)\S+")
_FIELD = re.compile(r"(?<![^\s(+-])(?P<name>[^\W\d_]+):(?=[^\s/])")


@dataclass(frozen=True, slots=True)
class Advice:
    """A message code, the value of its {field}, and the query to try; "" where the reader has to think of one."""

    code: str
    query: str = ""
    field: str = ""


def advice(query: str) -> list[Advice]:
    """What a reader could try, the likeliest cause first.

    >>> [(each.code, each.query) for each in advice('"kerja sama" -Turki')][:2]
    [('help-no-quotes', 'kerja sama -Turki'), ('help-no-exclusion', '"kerja sama"')]
    """
    tried = [
        Advice("help-no-quotes", _QUOTES.sub(" ", query)),
        Advice("help-no-plus", _PLUS.sub("", query)),
        Advice("help-no-exclusion", _EXCLUDED.sub(" ", query)),
        Advice("help-no-field", _FIELD.sub("", query), _field(query)),
    ]
    easier = [Advice(each.code, " ".join(each.query.split()), each.field) for each in tried if each.query != query]
    return [*(each for each in easier if each.query), Advice("help-spelling"), Advice("help-fewer-words")]


def _field(query: str) -> str:
    match = _FIELD.search(query)
    return match["name"] if match else ""
