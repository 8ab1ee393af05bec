"""How the Whoosh engine grows: writing, memory, size and search at 5,000, 28,000 and 150,000 documents.

    python benchmarks/growth.py [--documents N...] [--made N] [--queries N] [--json FILE]

    --documents  how many, a row for each number
    --made       articles of the development corpora that are analyzed; more documents than that are the same again
                 under new ids, with the words of their bodies in another order

The engine alone, terms in and hits out: what stands before it costs the same for each article, however many there are
(benchmarks/indexing.py; with everything: benchmarks/engines.py --articles). So a word is in the same share of the
documents at each size, and its postings grow as they do in an archive. One process writes, another one searches. Times
are of the processor; counts are asserted. Needs ../shared beside the project.

Memory is told apart: "own" is what the process has for itself (anonymous pages, without the articles that this program
holds), and is what the bounds of 400 MB while writing and 30 MB of an open index are for. "mapped" are pages of the
index's files that were touched: any number of processes share them, and the system takes them back when it needs room.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from time import process_time
from typing import Self

from corpora import articles, needed, phrases, questions
from engines import ALIASES, Figures, compiled, latencies, machine, ours, own_mb, rounded, spread, status_mb

from search.bulk.columns import Bulk
from search.engines.entry import Entry, Terms
from search.engines.whoosh import WhooshEngine, create
from search.index.making import Making
from search.index.sweeping import rarely_swept
from search.ingest import Record, document, records

ENTRIES = "entries.pickle"


def keep_entries(folder: Path, made: int) -> None:
    """Analyze articles, once for all rows, and keep them in a file as an engine takes them."""
    articles_file = folder / "articles.jsonl"
    rows = (json.dumps(one | {"inLanguage": "id"}) for one in articles(made))
    articles_file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    making = Making(Bulk(ALIASES))
    known = [making.entry(document(one)) for one in records([articles_file]) if isinstance(one, Record)]
    assert len(known) == made, len(known)
    with (folder / ENTRIES).open("wb") as file:
        pickle.dump(known, file)


def entries(folder: Path, count: int) -> Iterator[Entry]:
    """So many documents as an engine takes them; the first are those that were analyzed, as they are."""
    with (folder / ENTRIES).open("rb") as file:
        known = pickle.load(file)
    return chain(known[:count], (again(known[number % len(known)], number) for number in range(len(known), count)))


def again(entry: Entry, number: int) -> Entry:
    """A document under another id, with the words of its body in another order."""
    surfaces = entry.terms["body_surface"]
    words = random.Random(number).sample(surfaces.terms, len(surfaces.terms))
    terms = {**entry.terms, "body_surface": Terms(words, surfaces.positions)}
    return replace(entry, id=f"{entry.id}-{number}", digest=f"{number:032x}", terms=terms)


class Peak:
    """How much more than before this process had for itself, at the most; looked at twenty times a second."""

    def __enter__(self) -> Self:
        self._before_mb = self._most_mb = own_mb()
        self._ended = Event()
        self._watch = Thread(target=self._look)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            self._most_mb = max(self._most_mb, own_mb())

    def __exit__(self, *exc: object) -> None:
        self._ended.set()
        self._watch.join()
        self.mb = self._most_mb - self._before_mb


def written(folder: Path, count: int) -> Figures:
    """The figures of writing so many documents to an index."""
    index, given = folder / f"{count}", entries(folder, count)
    index.mkdir()
    create(index)
    with Peak() as peak:
        rate = count / written_s(index, given, count)
    size = sum(path.stat().st_size for path in index.iterdir())
    return {"documents/s": rate, "build, own MB": peak.mb, "bytes/document": size / count}


def written_s(index: Path, given: Iterator[Entry], count: int) -> float:
    """Seconds to write documents, without those to make them."""
    spent_s = 0.0
    with WhooshEngine(index) as engine, rarely_swept():
        writer = engine.writer()
        for entry in given:
            started = process_time()
            writer.put(entry)
            spent_s += process_time() - started
        started = process_time()
        writer.commit()
        assert engine.count() == count
        return spent_s + process_time() - started


def searched(index: Path, queries: int) -> Figures:
    """The figures of an index that is asked."""
    texts, pairs = questions(queries), phrases()
    list(map(compiled, texts))
    with ExitStack() as stack:
        started, before_mb, files_mb = process_time(), own_mb(), status_mb("RssFile:")
        asked = ours("whoosh").opened(index, stack)
        assert asked.answer(texts[0])
        opened_ms = (process_time() - started) * 1000
        assert asked.phrase is not None
        took = spread("best 10", latencies({"": asked.answer}, texts))[""]
        took |= spread("phrase", latencies({"": asked.phrase}, pairs))[""]
        memory = {"open, own MB": own_mb() - before_mb, "mapped, MB": status_mb("RssFile:") - files_mb}
    return {"first answer, ms": opened_ms} | memory | took


def measured(folder: Path, count: int, queries: int) -> Figures:
    """The figures of one number of documents, of a process that writes and one that searches."""
    found: Figures = {}
    for child in ("write", "search"):
        command = [sys.executable, __file__, "--child", child, "--documents", str(count), "--queries", str(queries)]
        done = subprocess.run([*command, "--folder", str(folder)], stdout=subprocess.PIPE, text=True, check=True)
        found |= json.loads(done.stdout)
    shutil.rmtree(folder / f"{count}")
    return found


def main() -> None:
    """Print a row for each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[5_000, 28_000, 150_000])
    parser.add_argument("--made", type=int, default=5_000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", choices=["write", "search"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    needed()
    if options.child:
        folder, (count,) = options.folder, options.documents
        is_written = options.child == "write"
        print(json.dumps(written(folder, count) if is_written else searched(folder / f"{count}", options.queries)))
        return
    rows: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory() as name:
        keep_entries(Path(name), options.made)
        for count in options.documents:
            rows[count] = measured(Path(name), count, options.queries)
            if len(rows) == 1:
                print(f"{'documents':>10}" + "".join(f"{name:>17}" for name in rows[count]))
            print(f"{count:10,}" + "".join(f"{value:17,.2f}" for value in rows[count].values()), flush=True)
    if options.json:
        own = rounded({str(count): row for count, row in rows.items()})
        kept = {**machine(), "made": options.made, "queries": options.queries, "rows": own}
        options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
