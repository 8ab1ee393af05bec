"""Random queries over 300 random articles, in every engine of the common suite and in the oracle of the tests.

    python benchmarks/agreement.py [--count N] [--seed N]

Half of the queries are bound trees, half typed text in the whole of the query language. Ids, complete matches, totals,
the counts of all facets and, by date, the order must agree exactly, with copies together and apart; scores of two
engines are never compared. Ends at the first query that differs, and prints it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the oracle and the queries are those of the tests

from search.engines.base import FACETS, Engine, Order, Ranking  # noqa: E402
from search.engines.entry import Entry  # noqa: E402
from search.query.bound import BoundQuery  # noqa: E402
from tests.engines.conftest import ENGINES  # noqa: E402
from tests.engines.oracle import Oracle  # noqa: E402
from tests.engines.samples import WEIGHTS, put, random_entry, random_query  # noqa: E402
from tests.engines.typed import compiled, random_article, random_typed  # noqa: E402

ARTICLES = 300


def filled(engine: Engine, oracle: Oracle, made: Callable[[random.Random, str], Entry], seed: int) -> int:
    """Write the same articles to both, in six commits with replacements; gives how many are left."""
    chance = random.Random(seed)
    for batch in range(6):
        named = [f"d{batch * ARTICLES // 6 + place}" for place in range(ARTICLES // 6)]
        again = [f"d{chance.randrange(ARTICLES)}" for _ in range(20 * (batch < 5))]
        entries = [made(chance, name) for name in (*again, *named)]
        for one in (engine, oracle):
            put(one, *entries)
    assert engine.count() == oracle.count() == ARTICLES
    return engine.count()


def compared(ranking: Ranking, order: Order) -> tuple[object, ...]:
    """What two engines must agree on."""
    found = [(one.id, one.is_complete, one.published, one.copies) for one in ranking.found]
    placed = sorted(found) if order is Order.RELEVANCE else found
    return placed, ranking.total, ranking.complete, ranking.facets


def differs(engine: Engine, oracle: Oracle, queries: tuple[BoundQuery, BoundQuery], chance: random.Random) -> bool:
    """Whether the answers to one query are not the same."""
    order, is_collapsed, is_complete_first = chance.choice(list(Order)), chance.random() < 0.5, chance.random() < 0.5
    ours, theirs = (
        one.search(
            query,
            weights=WEIGHTS,
            limit=2 * ARTICLES,
            order=order,
            is_complete_first=is_complete_first,
            facets=FACETS,
            is_collapsed=is_collapsed,
        )
        for one, query in zip((engine, oracle), queries, strict=True)
    )
    return compared(ours, order) != compared(theirs, order)


def trees(engine: Engine, oracle: Oracle, count: int, seed: int) -> str:
    """The first bound tree that differs, "" for none."""
    filled(engine, oracle, random_entry, seed)
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        query = random_query(chance, depth=3)
        if differs(engine, oracle, (query, query), chance):
            return str(query)
    return ""


def typed(engine: Engine, oracle: Oracle, count: int, seed: int) -> str:
    """The first typed query that differs, "" for none."""
    filled(engine, oracle, random_article, seed)
    found = 0
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        text = random_typed(chance)
        queries = compiled(text, engine), compiled(text, oracle)
        if queries[0] != queries[1] or differs(engine, oracle, queries, chance):
            return text
        found += engine.search(queries[0], weights={}, limit=0).total > 0
    assert found > count / 3, "most queries of a campaign should find something"
    return ""


def main() -> None:
    """Run both halves on each engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=2015)
    arguments = parser.parse_args()
    for name in sorted(set(ENGINES) - {"oracle"}):
        for campaign in (trees, typed):
            with tempfile.TemporaryDirectory() as folder, ENGINES[name](Path(folder) / "index") as engine:
                started, count = process_time(), arguments.count // 2
                different = campaign(engine, Oracle(), count, arguments.seed)
                took = process_time() - started
            if different:
                sys.exit(f"{name} and the oracle differ on {different}")
            print(f"{name}: {count} {campaign.__name__} over {ARTICLES} articles agree with the oracle ({took:.0f} s)")


if __name__ == "__main__":
    main()
