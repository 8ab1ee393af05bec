"""What tests of engines share: small documents, random queries, the alias table."""

from __future__ import annotations

import random
from dataclasses import replace

from search.aliases import AliasTable, alias_table, shipped_rules
from search.bulk.columns import Bulk
from search.engines.base import CLUSTER, FACETS, FIELDS, Engine
from search.engines.entry import Entry, Terms
from search.index.making import Making
from search.model import UNDATED, PartialDate
from search.query.bound import (
    AnyOf,
    Boosted,
    BoundQuery,
    Dated,
    Everything,
    Near,
    Nothing,
    Ranked,
    Sequence,
    Synonyms,
    Term,
)

NO_TANTIVY = 'the engine is not installed: pip install "telusur[tantivy]"'
WEIGHTS = {"title_root": 0.5, "body_root": 1.0, "body_surface": 0.3}
ALIASES: AliasTable = alias_table([shipped_rules()])
MAKING = Making(Bulk(ALIASES))


def put(engine: Engine, *entries: Entry) -> None:
    """Write a batch and commit it."""
    writer = engine.writer()
    for one in entries:
        writer.put(one)
    writer.commit()


def plain(
    document_id: str, text: str, *, digest: str = "", published: PartialDate = UNDATED, copy_of: str = ""
) -> Entry:
    """An entry whose terms are the text's words, in all fields; each word once where the field keeps values."""
    words = text.split()
    placed, bag, values = Terms(words, range(len(words))), Terms(words), Terms(list(dict.fromkeys(words)))
    terms = {name: placed if has_positions else bag for name, has_positions in FIELDS.items()}
    terms |= dict.fromkeys(FACETS, values) | {CLUSTER: Terms([copy_of] if copy_of else [])}
    days = published.number, published.earliest, published.latest
    return Entry(document_id, digest or text, text, terms, *days, sketch=document_id.encode("utf-8", "surrogatepass"))


def random_entry(chance: random.Random, document_id: str) -> Entry:
    """A short text, dated well, partly or not at all, now and then a copy."""
    day = PartialDate(chance.choice([2014, 2015]), chance.choice([None, 2, 11]))
    day = replace(day, day=chance.choice([None, 1, 13, 28])) if day.month else day
    cluster = chance.choice(["", "", "", "x", "y"])
    published = chance.choice([UNDATED, day, day, day])
    return plain(document_id, random_text(chance), published=published, copy_of=cluster)


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
    if depth and chance.random() < 0.5:
        return _random_group(chance, depth - 1)
    field, surface = chance.choice(sorted(FIELDS)), chance.choice(["title_surface", "body_surface"])
    words = tuple(chance.choice("abcdefgh") for _ in range(chance.randrange(1, 4)))
    return chance.choice(
        [
            Term(field, chance.choice("abcdefghz")),
            Synonyms(field, (*words, chance.choice("abz"))),
            Sequence(surface, words),
            Sequence(surface, (*words, None, chance.choice("abcdefgh"))),
            Near(surface, (*words, chance.choice("abcdefgh")), chance.randrange(3)),
            Dated(20140213, chance.choice([20140228, 20150131, 20151231]), chance.random() < 0.7),
            word(chance.choice("abcdefgh")),
            word(chance.choice("abcdefgh")),
            chance.choice([Everything(), Nothing()]),
        ]
    )


def _random_group(chance: random.Random, depth: int) -> BoundQuery:
    def several(most: int) -> tuple[BoundQuery, ...]:
        return tuple(random_query(chance, depth) for _ in range(chance.randrange(most)))

    kind = chance.randrange(5)
    if kind == 0:
        return Boosted(random_query(chance, depth), chance.choice([0.5, 2.0]))
    if kind == 1:
        return AnyOf(several(4))
    return Ranked(several(3), several(4), several(2), several(2), several(2), chance.choice([0.0, 0.5]))
