"""What tests of engines share: small documents, random queries, the alias table."""

from __future__ import annotations

import random

from search.aliases import AliasTable, alias_table, shipped_rules
from search.engines.base import FIELDS, Engine, Entry, Terms
from search.query.bound import AnyOf, BoundQuery, Nothing, Ranked, Sequence, Term

WEIGHTS = {"title_root": 0.5, "body_root": 1.0, "body_surface": 0.3}
ALIASES: AliasTable = alias_table([shipped_rules()])


def put(engine: Engine, *entries: Entry) -> None:
    """Write a batch and commit it."""
    writer = engine.writer()
    for one in entries:
        writer.put(one)
    writer.commit()


def plain(document_id: str, text: str, *, digest: str = "") -> Entry:
    """An entry whose terms are the text's words, in all fields."""
    words = text.split()
    placed, bag = Terms(words, range(len(words))), Terms(words)
    terms = {name: placed if has_positions else bag for name, has_positions in FIELDS.items()}
    return Entry(document_id, digest or text, text, terms)


def ids(engine: Engine, query: BoundQuery, limit: int = 1000) -> list[str]:
    """The ids of all matches, in order."""
    return [one.id for one in engine.search(query, weights=WEIGHTS, offset=0, limit=limit).found]


def word(term: str) -> Term:
    """A word of the body."""
    return Term("body_surface", term)


def random_text(chance: random.Random) -> str:
    return " ".join(chance.choice("abcdefgh") for _ in range(chance.randrange(1, 12)))


def random_query(chance: random.Random, depth: int) -> BoundQuery:
    """A random bound query over eight words and one that is in no document."""
    kind = chance.randrange(6 if depth else 3)
    field = chance.choice(sorted(FIELDS))
    if kind == 0:
        return Term(field, chance.choice("abcdefghz"))
    if kind == 1:
        surface = chance.choice(["title_surface", "body_surface"])
        return Sequence(surface, tuple(chance.choice("abcdefgh") for _ in range(chance.randrange(1, 4))))
    if kind == 2:
        return Nothing() if chance.random() < 0.2 else word(chance.choice("abcdefgh"))

    def several(most: int) -> tuple[BoundQuery, ...]:
        return tuple(random_query(chance, depth - 1) for _ in range(chance.randrange(most)))

    if kind == 3:
        return AnyOf(several(4))
    return Ranked(several(3), several(4), several(2), several(2), chance.choice([0.0, 0.5]))
