"""The tantivy engine beside the Whoosh engine: the same answers to the development queries, and what each takes.

    python benchmarks/tantivy_engine.py [--articles N] [--queries N] [--answers N] [--json]

    --articles  of the development corpora, instead of all 27,901
    --queries   development queries for which both must give the same ids, scores, totals and facets
    --answers   how many of them are asked again as whole answers

Times are of all processors, but for one that is by the clock: tantivy writes beside our analysis. "New" are queries
whose words nobody has asked for since the index was opened, a hundred of them; "later" the others. Both beside other
engines: benchmarks/engines.py;
random queries beside the oracle of the tests: benchmarks/agreement.py. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from math import isclose
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # weights and a way to write that the tests use

from corpora import ARTICLES, QUERIES, lines, needed, written  # noqa: E402

from search import Index, open_index  # noqa: E402
from search.aliases import alias_table, shipped_rules  # noqa: E402
from search.bulk.columns import Bulk  # noqa: E402
from search.engines.base import Engine, Order, Ranking  # noqa: E402
from search.engines.registry import DEFAULT, NAMES, named  # noqa: E402
from search.index.making import Making  # noqa: E402
from search.index.storing import document_of  # noqa: E402
from search.query.bound import BoundQuery  # noqa: E402
from search.query.concepts import bound  # noqa: E402
from search.query.parser import parsed  # noqa: E402
from search.query.rewriting import rewritten  # noqa: E402
from tests.engines.samples import WEIGHTS, put  # noqa: E402

ALIASES = alias_table([shipped_rules()])
NEW = 100  # queries, the first
ALONE = 5_000  # articles
FACETS = ("language", "year", "source")
Figures = dict[str, dict[str, float]]


def opened(folder: Path, engine: str) -> Index:
    """An index of an engine, made where there is none."""
    return open_index(folder, create_missing=True, engine=engine)


def indexed(folder: Path, engine: str, file: Path, count: int) -> dict[str, float]:
    """Articles per second of processors and of the clock, and megabytes of the index."""
    with opened(folder, engine) as index:
        started, clock = process_time(), perf_counter()
        report = index.add([file], workers=1)
        took, waited = process_time() - started, perf_counter() - clock
        assert (report.added, len(report.problems), len(index)) == (count, 0, count), report
    size = sum(path.stat().st_size for path in folder.iterdir())
    return {
        "articles per processor second": count / took,
        "articles per second by the clock": count / waited,
        "index, MB": size / 1e6,
    }


def alone(folder: Path, source: Path) -> Figures:
    """Articles per processor second of the engines alone, terms in and commit out, of the first so many."""
    making, found = Making(Bulk(ALIASES)), {}
    with named(DEFAULT).opened(source) as engine:
        entries = [making.entry(document_of(text)) for text in itertools.islice(engine.stored(), ALONE)]
    for name in NAMES:
        path = folder / f"{name}-alone"
        path.mkdir()
        named(name).create(path)
        started = process_time()
        with named(name).opened(path) as engine:
            put(engine, *entries)
        found[name] = {"the same, engine alone": len(entries) / (process_time() - started)}
    return found


def compared(engines: dict[str, Engine], queries: list[BoundQuery]) -> Figures:
    """Latency of the first stage; raises where the engines differ."""
    took: dict[str, list[float]] = {name: [] for name in engines}
    for query in queries:
        found = {}
        for name, engine in engines.items():
            started = process_time()
            found[name] = engine.search(query, weights=WEIGHTS, limit=10)
            took[name].append((process_time() - started) * 1000)
        assert is_same(*found.values()), str(query)
        facets = [engine.search(query, weights={}, limit=3, facets=FACETS, order=Order.NEWEST, is_collapsed=True)
                  for engine in engines.values()]  # fmt: skip
        assert is_same(*facets), str(query)
    return {
        name: timed("first stage, new", own[:NEW]) | timed("first stage, later", own[NEW:])
        for name, own in took.items()
    }


def is_same(one: Ranking, other: Ranking) -> bool:
    """Are totals, facets and documents the same? Scores are sums in 32 bits; documents may change places at a tie."""
    pairs = list(zip(one.found, other.found, strict=True))
    is_tied = all(isclose(ours.score, theirs.score, rel_tol=1e-5) for ours, theirs in pairs)
    ours, theirs = (
        sorted((hit.id, hit.is_complete, hit.copies) for hit in ranking.found) for ranking in (one, other)
    )
    kept = [(ranking.total, ranking.complete, ranking.facets) for ranking in (one, other)]
    return is_tied and ours == theirs and kept[0] == kept[1]


def answered(indexes: dict[str, Index], texts: list[str]) -> Figures:
    """Latency of whole answers."""
    took: dict[str, list[float]] = {name: [] for name in indexes}
    for text in texts:
        for name, index in indexes.items():
            started = process_time()
            index.search(text)
            took[name].append((process_time() - started) * 1000)
    return {name: timed("whole answer", own) for name, own in took.items()}


def timed(what: str, took: list[float]) -> dict[str, float]:
    """The middle, and what nineteen in twenty stay below."""
    return {f"{what}, p50 ms": median(took), f"{what}, p95 ms": quantiles(took, n=20)[-1]}


def figures(count: int, queries: int, answers: int, folder: Path) -> Figures:
    """For each engine its figures."""
    file = folder / "articles.jsonl"
    written(file, count, language="id")
    indexed(folder / "first", DEFAULT, file, count)  # after which the stemmer knows all words
    found = {name: indexed(folder / name, name, file, count) for name in NAMES}
    each = -(-queries // len(QUERIES))
    texts = [json.loads(line)["text"] for name in QUERIES for line in lines(f"{name}.queries", each)]
    random.Random(7).shuffle(texts)
    compiled = [bound(rewritten(parsed(text).query, ALIASES, ()).wanted) for text in texts[:queries]]
    steps: list[Callable[[], Figures]] = [
        lambda: alone(folder, folder / DEFAULT),
        lambda: compared({name: named(name).opened(folder / name) for name in NAMES}, compiled),
        lambda: answered({name: opened(folder / name, name) for name in NAMES}, texts[:answers]),
    ]
    for step in steps:
        for name, values in step().items():
            found[name] |= values
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--answers", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    needed()
    with tempfile.TemporaryDirectory() as name:
        found = figures(options.articles, options.queries, options.answers, Path(name))
    if options.json:
        machine = {"date": date.today().isoformat(), "machine": platform.platform(), "cores": os.cpu_count()}
        print(json.dumps({**machine, "queries": options.queries, "figures": found}, indent=2))
        return
    print(f"{'':<36}{'tantivy':>10}{'whoosh':>10}{'ratio':>8}")
    for what, own in found["tantivy"].items():
        other = found["whoosh"][what]
        print(f"{what:<36}{own:>10.2f}{other:>10.2f}{own / other:>8.2f}")
    print(f"the same answers to {options.queries} development queries")


if __name__ == "__main__":
    main()
