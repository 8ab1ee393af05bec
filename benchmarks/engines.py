"""One table: our engines beside those that pip and apt offer, the same articles, the same queries, in turns.

    python benchmarks/engines.py [--articles N...] [--engines NAME...] [--queries N] [--json FILE]

    --articles  of the development corpora, by default all 27,901; of more than that, repeated with shuffled sentences.
                Several numbers give a table each: that is how figures grow
    --engines   those whose names begin so, instead of all; one that is not installed is named and left out
    --queries   development queries of 5 to 12 words
    --json      keep the figures there, with machine and date

Each index is built in a process of its own, from a file of raw articles (language detected, one process, stemming from
nothing), so that its peak of memory is its own; another process tells what an open index adds to its memory. Then all
are open in one process and asked query by query, each time another one first, after a round of a tenth that does not
count. "best 10" is with their stored texts (bm25s has none); ours has three texts in two views each, all ranked, and
its queries are parsed beforehand. "ranked 10" is ours without texts, of as many other queries, and "again 10" of the
same queries once more. "answer" is what a reader gets: parsed, ranked, with snippets and reasons. Times are of the
processor, because a busy machine stretches the other. Counts are asserted. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from corpora import ARTICLES, needed, phrases, questions, written
from peers import PEERS, STOCK, Answer, Asked, Peer

from search import open_index
from search.aliases import alias_table, shipped_rules
from search.config import DEFAULTS
from search.engines.base import FIELDS, Found
from search.engines.registry import NAMES, named
from search.query.bound import BoundQuery
from search.query.bound import Sequence as InARow
from search.query.concepts import bound
from search.query.parser import parsed
from search.query.rewriting import rewritten

ALIASES = alias_table([shipped_rules()])
WEIGHTS = {**dict.fromkeys(FIELDS, 0.0), **{name: float(DEFAULTS[f"ranking.{name}"]) for name in FIELDS
                                            if name in DEFAULTS.section("ranking")}}  # fmt: skip
OURS = {f"telusur, {name}": name for name in NAMES}
WARMED = 90  # queries that an open index has answered before its memory is looked at
Figures = dict[str, float]


@cache
def compiled(text: str) -> BoundQuery:
    """A query as an engine of ours gets it."""
    return bound(rewritten(parsed(text).query, ALIASES, ()).wanted)


def ours(engine: str) -> Peer:
    """One of our engines, with all of the house before it while indexing, and nothing before it while asked."""

    def build(file: Path, folder: Path) -> None:
        with open_index(folder, create_missing=True, engine=engine) as index:
            report = index.add([file], workers=1)
            assert not report.problems, report.problems[:3]

    def opened(folder: Path, stack: ExitStack) -> Asked:
        held = stack.enter_context(named(engine).opened(folder))

        def ranked(query: BoundQuery) -> Sequence[Found]:
            return held.search(query, weights=WEIGHTS, limit=10).found

        def best(query: BoundQuery) -> list[str]:
            return [one.id for one in ranked(query) if one.stored]

        return Asked(
            held.count(),
            lambda text: best(compiled(text)),
            lambda text: best(InARow("body_surface", tuple(text.split()))),
            lambda text: [one.id for one in ranked(compiled(text))],
        )

    return Peer(build, opened)


def engine(name: str) -> Peer:
    """The engine of a row. Raises ModuleNotFoundError."""
    return ours(OURS[name]) if name in OURS else PEERS[name]()


def status_mb(name: str) -> float:
    """What Linux says of the memory of this process, in megabytes."""
    rows = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(name)) / 1024


def own_mb() -> float:
    """What this process has in memory for itself, without pages of files."""
    return status_mb("RssAnon:")


def child(what: str, name: str, folder: Path, file: Path) -> Figures:
    """Build an index, or open one that is there, and say what that took."""
    if what == "build":
        started, peer = process_time(), engine(name)
        peer.build(file, folder)
        # Not ru_maxrss, which begins with that of the process that started this one.
        return {"processor_s": process_time() - started, "build, MB": status_mb("VmHWM:")}
    texts, peer = questions(WARMED), engine(name)
    if name in OURS:
        list(map(compiled, texts))
    before_mb = own_mb()
    with ExitStack() as stack:
        asked = peer.opened(folder, stack)
        for text in texts:
            asked.answer(text)
        return {"open, MB": own_mb() - before_mb}


def figured(what: str, name: str, folder: Path, file: Path) -> Figures:
    """What a `child` says."""
    command = [sys.executable, __file__, "--child", what, name, str(folder), str(file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def built(name: str, folder: Path, file: Path, count: int, size: int) -> Figures:
    """The figures of a row that need no queries."""
    folder.mkdir()
    found = figured("build", name, folder, file)
    taken = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    rate = {"articles/s": count / found.pop("processor_s"), "bytes/byte": taken / size}
    return rate | found | figured("open", name, folder, file)


def latencies(calls: Mapping[str, Answer], texts: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each engine for each text."""
    took: dict[str, list[float]] = defaultdict(list)
    turns = deque(calls)
    for text in [*texts[: len(texts) // 10 + 1], *texts]:
        turns.rotate()
        for name in turns:
            started = process_time()
            calls[name](text)
            took[name].append((process_time() - started) * 1000)
    return {name: own[-len(texts) :] for name, own in took.items()}


def spread(what: str, took: dict[str, list[float]]) -> dict[str, Figures]:
    """The middle of each engine, and what nineteen in twenty stay below."""
    return {
        name: {f"{what}, p50 ms": median(own), f"{what}, p95 ms": quantiles(own, n=20)[-1]}
        for name, own in took.items()
    }


def queried(folder: Path, names: list[str], count: int, queries: int) -> dict[str, Figures]:
    """The figures of all rows that queries give."""
    texts, other = questions(2 * queries)[::2], questions(2 * queries)[1::2]
    with ExitStack() as stack:
        asked = {name: engine(name).opened(folder / name, stack) for name in names}
        counts = {name: one.count for name, one in asked.items()}
        assert set(counts.values()) == {count}, counts
        assert all(one.answer(text) for one in asked.values() for text in texts[::10])
        found = spread("best 10", latencies({name: one.answer for name, one in asked.items()}, texts))
        alone = {name: one.ranked for name, one in asked.items() if one.ranked}
        ranked = spread("ranked 10", latencies(alone, other)) if alone else {}
        again = spread("again 10", latencies(alone, other)) if alone else {}
        with_phrases = {name: one.phrase for name, one in asked.items() if one.phrase}
        assert all(phrase(text) for phrase in with_phrases.values() for text in phrases()[:5])
        phrased = spread("phrase", latencies(with_phrases, phrases()))
        whole = {name: answering(folder / name, stack) for name in names if name in OURS}
        answered = spread("answer", latencies(whole, texts)) if whole else {}
    parts = (found, ranked, again, answered, phrased)
    return {name: {what: value for part in parts for what, value in part.get(name, {}).items()} for name in names}


def answering(folder: Path, stack: ExitStack) -> Callable[[str], list[str]]:
    """Whole answers of an index."""
    index = stack.enter_context(open_index(folder))
    return lambda text: [hit.document.id for hit in index.search(text).hits]


def cold_s(folder: Path) -> float:
    """Seconds by the clock of a whole `search` process on an index, the median of seven."""
    command = [str(Path(sys.executable).parent / "search"), "--index", str(folder), "koalisi Rusia", "--json"]
    took = []
    for _ in range(7):
        started = perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        took.append(perf_counter() - started)
    return median(took)


def table(folder: Path, names: list[str], count: int, queries: int) -> dict[str, Figures]:
    """All rows for so many articles."""
    file = folder / "articles.jsonl"
    size = written(file, count)
    found: dict[str, Figures] = {}
    for name in names:
        try:
            engine(name)
        except ModuleNotFoundError as error:
            print(f"{name}: {error.name} is not installed, left out", file=sys.stderr)
            continue
        found[name] = built(name, folder / name, file, count, size)
    for name, figures in queried(folder, list(found), count, queries).items():
        found[name] |= figures
        if name in OURS:
            found[name]["cold, s"] = cold_s(folder / name)
    return found


def shown(count: int, rows: dict[str, Figures]) -> None:
    """Print a table; the figures of indexing also as multiples of the peer that we began from."""
    columns = list(dict.fromkeys(name for figures in rows.values() for name in figures))
    print(f"\n{f'{count:,} articles':22}" + "".join(f"{name:>16}" for name in columns))
    for name, figures in rows.items():
        cells = (f"{figures[column]:,.2f}" if column in figures else "" for column in columns)
        print(f"{name:22}" + "".join(f"{cell:>16}" for cell in cells), flush=True)
    if STOCK in rows:
        for name in (name for name in rows if name in OURS):
            rate, first = (rows[name][one] / rows[STOCK][one] for one in ("articles/s", "best 10, p50 ms"))
            print(f"{name}: indexes at {rate:.2f} times the rate of {STOCK}, answers in 1/{1 / first:.0f} of its time")


def rounded(rows: dict[str, Figures]) -> dict[str, Figures]:
    """The same with as many digits as mean something."""
    return {name: {what: float(f"{value:.3g}") for what, value in row.items()} for name, row in rows.items()}


def machine() -> dict[str, object]:
    """What figures of time mean nothing without."""
    names = ("telusur", "Whoosh", "tantivy", "numpy")
    return {
        "date": date.today().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in names},
    }


def main() -> None:
    """Print a table for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[ARTICLES])
    parser.add_argument("--engines", nargs="+", default=[""])
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    needed()
    if options.child:
        what, name, folder, file = options.child
        print(json.dumps(child(what, name, Path(folder), Path(file))))
        return
    names = [name for name in (*OURS, *PEERS) if name.startswith(tuple(options.engines))]
    kept = []
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            rows = table(Path(folder), names, count, options.queries)
        shown(count, rows)
        kept.append({"articles": count, "queries": options.queries, **machine(), "rows": rounded(rows)})
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
