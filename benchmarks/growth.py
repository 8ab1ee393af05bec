"""How the Whoosh engine grows: writing, memory, size and search at 5,000, 28,000 and 150,000 documents.

    python benchmarks/growth.py [--documents N...] [--made N] [--queries N] [--json FILE]

    --documents  how many, a row for each number
    --made       articles of the development corpora that are analyzed; more documents than that are the same again
                 under new ids, with the words of their bodies in another order

The engine alone, terms in and hits out: what stands before it costs the same for each article, however many there are
(benchmarks/indexing.py; with everything: benchmarks/engines.py --articles). So a word is in the same share of the
documents at each size, and its postings grow as they do in an archive. Each row is a process of its own. Times are of
the processor; counts are asserted. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import process_time

from corpora import articles, needed, phrases, questions
from engines import ALIASES, Figures, compiled, latencies, machine, ours, rounded, spread, status_mb

from search.engines.base import Entry, Terms
from search.engines.whoosh import WhooshEngine, create
from search.index.making import Making
from search.index.working import rarely_swept
from search.ingest import Record, document, records


def entries(folder: Path, made: int, count: int) -> Iterator[Entry]:
    """So many documents as an engine takes them; the first `made` of them as they are."""
    file = folder / "articles.jsonl"
    file.write_text("".join(f"{json.dumps(one | {'inLanguage': 'id'})}\n" for one in articles(made)), encoding="utf-8")
    making = Making(ALIASES)
    known = [making.remade(document(one)).entry for one in records([file]) if isinstance(one, Record)]
    assert len(known) == made, len(known)
    yield from known[:count]
    for number in range(made, count):
        yield again(known[number % made], number)


def again(entry: Entry, number: int) -> Entry:
    """A document under another id, with the words of its body in another order."""
    surfaces = entry.terms["body_surface"]
    words = random.Random(number).sample(surfaces.terms, len(surfaces.terms))
    terms = {**entry.terms, "body_surface": Terms(words, surfaces.positions)}
    return replace(entry, id=f"{entry.id}-{number}", digest=f"{number:032x}", terms=terms)


def row(folder: Path, made: int, count: int, queries: int) -> Figures:
    """The figures of one number of documents, of this process."""
    index, given = folder / "index", entries(folder, made, count)
    index.mkdir()
    create(index)
    rate = count / written_s(index, given, count)
    peak_mb = status_mb("status", "VmHWM:")
    size = sum(path.stat().st_size for path in index.iterdir())
    return {"documents/s": rate, "build, MB": peak_mb, "bytes/document": size / count} | searched(index, queries)


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
        started, before_mb = process_time(), status_mb("smaps_rollup", "Private_")
        asked = ours("whoosh").opened(index, stack)
        assert asked.answer(texts[0])
        opened_ms = (process_time() - started) * 1000
        assert asked.phrase is not None
        took = spread("best 10", latencies({"": asked.answer}, texts))[""]
        took |= spread("phrase", latencies({"": asked.phrase}, pairs))[""]
        open_mb = status_mb("smaps_rollup", "Private_") - before_mb
    return {"first answer, ms": opened_ms, "open, MB": open_mb} | took


def measured(made: int, count: int, queries: int) -> Figures:
    """The same of a process of its own."""
    command = [sys.executable, __file__, "--child", str(count), "--made", str(made), "--queries", str(queries)]
    found: Figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return found


def main() -> None:
    """Print a row for each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[5_000, 28_000, 150_000])
    parser.add_argument("--made", type=int, default=5_000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    needed()
    if options.child:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(row(Path(folder), options.made, options.child, options.queries)))
        return
    rows: dict[int, Figures] = {}
    for count in options.documents:
        rows[count] = measured(options.made, count, options.queries)
        if len(rows) == 1:
            print(f"{'documents':>10}" + "".join(f"{name:>17}" for name in rows[count]))
        print(f"{count:10,}" + "".join(f"{value:17,.2f}" for value in rows[count].values()), flush=True)
    if options.json:
        own = rounded({str(count): row for count, row in rows.items()})
        kept = {**machine(), "made": options.made, "queries": options.queries, "rows": own}
        options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
