"""The Whoosh engine beside stock Whoosh with PySastrawi: the same articles, the same queries, in turns.

    python benchmarks/engines.py [--limit N] [--queries N] [--trees N] [--json]

    --limit    articles of each development corpus, instead of all 27,901
    --queries  development queries of 5 to 12 words
    --trees    random query trees, over 300 made-up documents, in which the engine must agree with the oracle of the
               tests, ids and totals exactly and scores to 1e-5

The peer is what one writes with Whoosh at hand: one field, its words stemmed by PySastrawi behind a dictionary,
stored text, an OR of all words, BM25F. Ours has three texts in two views each, and aliases. Counts are asserted.
Times are processor time for indexing and wall time for queries. Memory is measured in processes of their own.
Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the oracle, which stands among the tests

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary  # noqa: E402
from Sastrawi.Stemmer.Stemmer import Stemmer  # noqa: E402
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # noqa: E402
from whoosh import fields, qparser  # noqa: E402
from whoosh import index as whoosh_index  # noqa: E402
from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer, Token  # noqa: E402

from search import open_index  # noqa: E402
from search.aliases import alias_table, shipped_rules  # noqa: E402
from search.engines.base import Order  # noqa: E402
from search.engines.matching.best import Ranks  # noqa: E402
from search.engines.matching.executor import Executor  # noqa: E402
from search.engines.whoosh import WhooshEngine, create  # noqa: E402
from search.index.index import WEIGHTS  # noqa: E402
from search.query.bound import BoundQuery, Sequence  # noqa: E402
from search.query.concepts import bound  # noqa: E402
from search.query.parser import parsed  # noqa: E402
from search.query.rewriting import rewritten  # noqa: E402
from tests.engines.oracle import Oracle  # noqa: E402
from tests.engines.samples import plain, put, random_query, random_text  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")
QUERIES = ("clickid-title", "facqa", "tydiqa-id")
FREQUENT, PAIRS = 100, 50  # words, and pairs of them that stand together


class StemFilter(Filter):  # type: ignore[misc]  # whoosh has no types
    """PySastrawi behind a dictionary."""

    stems: dict[str, str] = {}  # noqa: RUF012  one for the process, as the index pickles the filter
    stemmer = Stemmer(ArrayDictionary(StemmerFactory().get_words()))

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """Stem each token."""
        for token in tokens:
            stem = self.stems.get(token.text)
            if stem is None:
                stem = self.stems[token.text] = self.stemmer.stem_word(token.text)
            token.text = stem
            yield token


def articles(limit: int | None) -> Iterator[dict[str, str]]:
    """The records of the development corpora."""
    for name in CORPORA:
        with gzip.open(EVAL / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, itertools.islice(lines, limit))


def questions(count: int) -> list[str]:
    """Development queries of 5 to 12 words, as many of each set."""
    found = []
    for name in QUERIES:
        with gzip.open(EVAL / f"{name}.queries.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = (json.loads(line)["text"] for line in lines)
            found += itertools.islice((text for text in texts if 5 <= len(text.split()) <= 12), count // 3)
    return found


def written(path: Path, limit: int | None, *, language: str | None) -> tuple[int, int]:
    """Write the articles to a file, with their language where it is to be known; gives articles and bytes."""
    extra = {"inLanguage": language} if language else {}
    count = size = 0
    with path.open("w", encoding="utf-8") as out:
        for article in articles(limit):
            size += len(json.dumps(article, ensure_ascii=False).encode()) + 1
            out.write(json.dumps(article | extra, ensure_ascii=False) + "\n")
            count += 1
    return count, size


def added_s(folder: Path, file: Path, count: int) -> float:
    """Processor seconds to index a file from nothing."""
    with open_index(folder, create_missing=True) as index:
        started = process_time()
        report = index.add([file])
        took = process_time() - started
        assert (report.added, len(report.problems), len(index)) == (count, 0, count), report
    return took


def stock_s(folder: Path, file: Path, count: int) -> float:
    """The same with the peer."""
    folder.mkdir()
    analyzer = RegexTokenizer(r"\w+") | LowercaseFilter() | StemFilter()
    schema = fields.Schema(id=fields.ID(unique=True, stored=True), text=fields.TEXT(analyzer, stored=True, phrase=True))
    index = whoosh_index.create_in(str(folder), schema)
    started = process_time()
    writer = index.writer(limitmb=256)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            writer.add_document(id=article["id"], text=f"{article['title']}\n{article['text']}")
    writer.commit()
    took = process_time() - started
    assert index.doc_count() == count
    return took


def bytes_of(folder: Path) -> int:
    """The size of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def latencies(calls: list[Callable[[str], object]], texts: list[str]) -> list[list[float]]:
    """Milliseconds of each call for each text, in turns, after a tenth of the texts for warming."""
    took: list[list[float]] = [[] for _ in calls]
    for text in [*texts[: len(texts) // 10 + 1], *texts]:
        for call, own in zip(calls, took, strict=True):
            started = perf_counter()
            call(text)
            own.append((perf_counter() - started) * 1000)
    return [own[-len(texts) :] for own in took]


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def queried(ours: Path, stock: Path, count: int) -> dict[str, tuple[float, float | None]]:
    """Latencies of both engines."""
    aliases = alias_table([shipped_rules()])
    peer = whoosh_index.open_dir(str(stock))
    with open_index(ours) as index, WhooshEngine(ours) as engine, peer.searcher() as searcher:
        parser = qparser.QueryParser("text", peer.schema, plugins=[qparser.WhitespacePlugin()], group=qparser.OrGroup)
        compiled: dict[str, BoundQuery] = {
            text: bound(rewritten(parsed(text).query, aliases, ()).wanted) for text in questions(count)
        }

        def first_stage(text: str) -> None:
            ranking = engine.search(compiled[text], weights=WEIGHTS, offset=0, limit=10)
            assert ranking.total >= len(ranking.found)

        def places(text: str) -> None:
            snapshot = engine.current()
            matches = Executor(snapshot, WEIGHTS, compiled[text]).matches()
            Ranks(matches, snapshot, Order.RELEVANCE, is_complete_first=True).best(0, 10)

        def stock_first(text: str) -> None:
            list(searcher.search(parser.parse(re.sub(r"\W+", " ", text)), limit=10))

        def whole(text: str) -> None:
            assert index.search(text).total >= 1

        calls = [places, first_stage, stock_first, whole]
        place, first, stock_took, whole_took = latencies(calls, list(compiled))
        pairs = phrases()

        def phrase(text: str) -> None:
            query = Sequence("body_surface", tuple(text.split()))
            assert engine.search(query, weights=WEIGHTS, offset=0, limit=10).total >= 1

        def stock_phrase(text: str) -> None:
            searcher.search(qparser.QueryParser("text", peer.schema).parse(f'"{text}"'), limit=10)

        phrase_took, stock_phrase_took = latencies([phrase, stock_phrase], pairs)
    return {
        "first stage, numbers and scores, p50 ms": (median(place), median(stock_took)),
        "first stage, numbers and scores, p95 ms": (p95(place), p95(stock_took)),
        "first stage, ids and stored texts, p50 ms": (median(first), median(stock_took)),
        "first stage, ids and stored texts, p95 ms": (p95(first), p95(stock_took)),
        "whole answer, p50 ms": (median(whole_took), None),
        "whole answer, p95 ms": (p95(whole_took), None),
        "phrase of two frequent words, p50 ms": (median(phrase_took), median(stock_phrase_took)),
    }


def phrases() -> list[str]:
    """The pairs of frequent words that stand together most often."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for article in articles(1000):
        own = re.findall("[a-z]+", article["text"].lower())
        words.update(own)
        pairs.update(pair for pair in itertools.pairwise(own) if " ".join(pair) in article["text"])
    frequent = {word for word, _ in words.most_common(FREQUENT)}
    chosen = (pair for pair, _ in pairs.most_common() if frequent.issuperset(pair) and pair[0] != pair[1])
    return [" ".join(pair) for pair in itertools.islice(chosen, PAIRS)]


def private_mb() -> float:
    """Memory that this process shares with no other, in megabytes."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def child(what: str, folder: str, file: str) -> None:
    """Measure memory: peak megabytes while indexing a file, or what an open searcher adds to a process."""
    if what == "index":
        with open_index(folder, create_missing=True) as index:
            index.add([file])
        # Not ru_maxrss, which begins with that of the process that started this one.
        lines = Path("/proc/self/status").read_text().splitlines()
        print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024)
        return
    aliases = alias_table([shipped_rules()])
    compiled = [bound(rewritten(parsed(text).query, aliases, ()).wanted) for text in questions(90)]
    before = private_mb()
    engine = WhooshEngine(Path(folder))
    for query in compiled:
        engine.search(query, weights=WEIGHTS, offset=0, limit=10)
    print(private_mb() - before)


def measured_mb(what: str, folder: Path, file: Path) -> float:
    """What a `child` prints."""
    command = [sys.executable, __file__, "--child", what, str(folder), str(file)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def agreed(count: int) -> int:
    """How many random trees the engine and the oracle were asked; raises where they differ."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        create(Path(name))
        with WhooshEngine(Path(name)) as engine:
            oracle = Oracle()
            for _ in range(6):
                batch = [plain(f"d{chance.randrange(300)}", random_text(chance)) for _ in range(120)]
                put(engine, *batch)
                put(oracle, *batch)
            for seed in range(count):
                query = random_query(random.Random(seed), depth=3)
                one, other = (each.search(query, weights=WEIGHTS, offset=0, limit=1000) for each in (engine, oracle))
                assert (one.total, one.complete) == (other.total, other.complete), str(query)
                scores = {found.id: (found.score, found.is_complete) for found in one.found}
                for found in other.found:
                    score, is_complete = scores[found.id]
                    assert is_complete == found.is_complete, str(query)
                    assert abs(score - found.score) <= 1e-5 * max(1.0, abs(found.score)), str(query)
    return count


def cold_s(folder: Path, text: str) -> float:
    """Seconds of a whole `search` process on an index, the median of seven."""
    command = [str(Path(sys.executable).parent / "search"), "--index", str(folder), text, "--json"]
    took = []
    for _ in range(7):
        started = perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        took.append(perf_counter() - started)
    return median(took)


def figures(limit: int | None, queries: int, trees: int) -> dict[str, tuple[float, float | None]]:
    """Each figure of ours with the peer's, where there is one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known, plain_file = folder / "known.jsonl", folder / "plain.jsonl"
        count, size = written(known, limit, language="id")
        written(plain_file, limit, language=None)
        own_s = added_s(folder / "ours", known, count)
        peer_s = stock_s(folder / "stock", known, count)
        detecting_s = added_s(folder / "detected", plain_file, count)
        found: dict[str, tuple[float, float | None]] = {
            "articles": (count, count),
            "indexed per processor second, language known": (count / own_s, count / peer_s),
            "indexed per processor second, language detected": (count / detecting_s, None),
            "index bytes per input byte": (bytes_of(folder / "ours") / size, bytes_of(folder / "stock") / size),
        }
        found |= queried(folder / "ours", folder / "stock", queries)
        found["cold search of a whole process, s"] = cold_s(folder / "ours", "koalisi Rusia"), None
        found["peak memory while indexing, MB"] = measured_mb("index", folder / "again", known), None
        found["private memory of a searcher, MB"] = measured_mb("search", folder / "ours", known), None
    found["random trees in agreement with the oracle"] = agreed(trees), None
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--trees", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    found = figures(options.limit, options.queries, options.trees)
    if options.json:
        machine = {"date": date.today().isoformat(), "machine": platform.platform(), "cores": os.cpu_count()}
        print(json.dumps(machine | {name: list(values) for name, values in found.items()}, indent=2))
        return
    print(f"{'':52}{'ours':>10}{'stock':>10}{'ratio':>8}")
    for name, (ours, stock) in found.items():
        peer = f"{stock:10.2f}{max(ours, stock) / min(ours, stock):8.1f}" if stock else ""
        print(f"{name:52}{ours:10.2f}{peer}")


if __name__ == "__main__":
    main()
