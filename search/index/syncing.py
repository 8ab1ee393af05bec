"""Which documents the rules of today would analyze in another way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from search.aliases.changes import Foldings, Touched
from search.engines.base import Engine
from search.files import replace_file
from search.query.bound import AnyOf, BoundQuery, Sequence, Term
from search.query.concepts import EVERYWHERE

NAME = "aliases.json"


def known_foldings(folder: Path) -> Foldings | None:
    """What the index's names were folded into when it was last in order; None where that is not known."""
    try:
        kept: Foldings = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept


def keep_foldings(foldings: Foldings, folder: Path) -> None:
    """Remember what the names are folded into now. Raises IndexReadOnlyError."""
    replace_file(folder / NAME, json.dumps(foldings, ensure_ascii=False))


def touched_texts(engine: Engine, touched: Touched) -> Iterator[str]:
    """The stored text of every document that holds one of the touched names."""
    parts: list[BoundQuery] = []
    for field in EVERYWHERE:
        parts += [_row(f"{field}_surface", name) for name in touched.names]
        parts += [Term(f"{field}_root", root) for root in touched.roots]
    ranking = engine.search(AnyOf(tuple(parts)), weights={}, limit=engine.count())
    return (found.stored for found in ranking.found)


def _row(field: str, words: tuple[str, ...]) -> BoundQuery:
    return Term(field, words[0]) if len(words) == 1 else Sequence(field, words)
