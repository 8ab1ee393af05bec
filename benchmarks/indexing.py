"""Documents per processor second of each stage of indexing, and of the whole beside stock Whoosh with PySastrawi.

    python benchmarks/indexing.py [--articles N] [--workers N] [--json]

    --articles  of the development corpora, instead of all 27,901
    --workers   also index with so many workers, and compare the bytes of the two indexes

One pass over the articles, as raw JSON lines without a language, times the stages in turns: reading, `document()` with
its detection of the language, `remade()` (terms of all fields, facets, sketch), the engine with its commit. Whole runs
of `Index.add` follow, language detected and language given; then what the peer does and no more, a text an article in
both views and stored, without fields, dates, copies and completions; and the peer of benchmarks/peers.py. All of them
index the same articles.
Times are of the processor; counts are asserted; the process starts cold, so that stemming is in them. Needs ../shared.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from corpora import ARTICLES, EVAL, written
from peers import PEERS, STOCK, texts

from search import open_index
from search.aliases import alias_table, shipped_rules
from search.bulk.columns import Bulk
from search.bulk.folding import Folding
from search.bulk.lexicon import Lexicon
from search.bulk.tokens import tokens
from search.engines.entries import Column, Entries
from search.engines.whoosh import WhooshEngine, create
from search.index.making import BATCH, Making, batches, of_record
from search.index.sweeping import rarely_swept
from search.ingest import Record, document, records

T = TypeVar("T")


class Watch:
    """Adds up processor seconds by stage: all that passes between two calls is of the stage named by the second."""

    def __init__(self) -> None:
        self.spent_s: dict[str, float] = {}
        self._last = process_time()

    def note(self, stage: str) -> None:
        """The time since the last call goes to this stage."""
        now = process_time()
        self.spent_s[stage] = self.spent_s.get(stage, 0.0) + now - self._last
        self._last = now

    def noted(self, items: Iterator[T], stage: str) -> Iterator[T]:
        """The items; the time to get each goes to the stage."""
        for item in items:
            self.note(stage)
            yield item


def stages(folder: Path, file: Path, count: int) -> dict[str, float]:
    """Processor seconds of each stage."""
    folder.mkdir()
    create(folder)
    making, written_count = Making(Bulk(alias_table([shipped_rules()]))), 0
    with WhooshEngine(folder) as engine, rarely_swept():
        writer, watch = engine.writer(), Watch()
        # What is no record was mended and is told at the end of the file; the count below says that nothing is missing.
        found = (record for record in records([file]) if isinstance(record, Record))
        for batch in watch.noted(batches(found, of_record), "reading"):
            read = list(map(document, batch))
            watch.note("document()")
            made = making.remade(read)
            watch.note("remade()")
            writer.put_all(made.entries)
            watch.note("engine")
            written_count += len(batch)
        writer.commit()
        watch.note("engine")
        assert engine.count() == written_count == count
    return watch.spent_s


def added_s(folder: Path, file: Path, count: int, workers: int = 1) -> tuple[float, float]:
    """Processor seconds of this process, and seconds by the clock, to index a file from nothing."""
    with open_index(folder, create_missing=True) as index:
        processor, clock = process_time(), perf_counter()
        report = index.add([file], workers=workers)
        took = process_time() - processor, perf_counter() - clock
        assert (report.added, len(report.problems), len(index)) == (count, 0, count), report
    return took


def views_s(folder: Path, file: Path, count: int) -> float:
    """Processor seconds to index what the peer does and no more: a text an article, stored; but both views of it."""
    folder.mkdir()
    create(folder)
    started, lexicon = process_time(), Lexicon()
    folding, articles = Folding(alias_table([shipped_rules()]), lexicon), texts(file)
    with WhooshEngine(folder) as engine, rarely_swept():
        writer = engine.writer()
        while batch := list(islice(articles, BATCH)):
            names, stored = zip(*batch, strict=True)
            analyzed = tokens(((text, "id") for text in stored), lexicon)
            surfaces = Column(analyzed.surfaces, analyzed.counts, analyzed.positions())
            columns = {"body_root": Column(*folding.roots(analyzed)), "body_surface": surfaces}
            blank, none, nothing = [""] * len(batch), [0] * len(batch), [b""] * len(batch)
            writer.put_all(Entries(names, blank, stored, none, none, none, nothing, columns, lexicon.words.all))
        writer.commit()
        took_s = process_time() - started
        assert engine.count() == count
    return took_s


def stock_s(folder: Path, file: Path) -> float:
    """Processor seconds of the peer."""
    folder.mkdir()
    peer, started = PEERS[STOCK](), process_time()
    peer.build(file, folder)
    return process_time() - started


def sizes(folder: Path) -> list[int]:
    """The sizes of the files of a segment, whose names are chance."""
    return sorted(path.stat().st_size for path in folder.rglob("*") if path.suffix in (".documents", ".terms"))


def figures(count: int, workers: int) -> dict[str, float]:
    """Each figure by its name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, known = folder / "plain.jsonl", folder / "known.jsonl"
        written(plain, count)
        written(known, count, language="id")
        found = {f"{stage}, docs/s": count / took for stage, took in stages(folder / "staged", plain, count).items()}
        detecting_s, clock_s = added_s(folder / "plain", plain, count)
        given_s, _ = added_s(folder / "known", known, count)
        both_s = views_s(folder / "views", plain, count)
        peer_s = stock_s(folder / "stock", plain)
        found |= {
            "whole, language detected, docs/s": count / detecting_s,
            "whole, language given, docs/s": count / given_s,
            "both views and the stored text alone, docs/s": count / both_s,
            "stock, docs/s": count / peer_s,
            "whole, language detected, times stock": peer_s / detecting_s,
            "whole, language given, times stock": peer_s / given_s,
            "both views and the stored text alone, times stock": peer_s / both_s,
        }
        if workers > 1:
            _, shared_s = added_s(folder / "shared", plain, count, workers)
            assert sizes(folder / "shared") == sizes(folder / "plain")
            found[f"by the clock with {workers} workers, times one process"] = clock_s / shared_s
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print("indexing: ../shared/eval is not beside this checkout, nothing measured")
        return
    found = figures(options.articles, options.workers)
    if options.json:
        print(json.dumps({name: round(value, 2) for name, value in found.items()}))
        return
    for name, value in found.items():
        print(f"{name:50} {value:9,.1f}" if value < 100 else f"{name:50} {value:9,.0f}")


if __name__ == "__main__":
    main()
