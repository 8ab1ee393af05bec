"""What it costs to explain a hit (marks, reasons, snippet), beside analyzing the whole of its texts once more.

    python benchmarks/snippets.py [--limit N] [--queries N] [--json]

    --limit    articles of each development corpus, instead of all 27,901
    --queries  development queries of each set, instead of 667 (2,001 together); 10 hits each

The peer is the slow way that the tests judge ours by: all tokens of the document, each concept at each place. It is
timed for its marks alone, ours for everything a hit shows. Both take turns, query by query, in one process, each
after a round that is not timed. The marks are counted, and asserted to be the same. Times are processor time, because
a busy machine stretches the other; the ratio counts. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the slow way, which stands among the tests

from search import Document, open_index  # noqa: E402
from search.aliases import AliasTable, alias_table, shipped_rules  # noqa: E402
from search.query.concepts import Wanted, concepts  # noqa: E402
from search.query.parser import parsed  # noqa: E402
from search.query.rewriting import rewritten  # noqa: E402
from search.snippets import Explainer, Mark, Marker  # noqa: E402
from tests.snippets.reference import place, slow_marks  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")
QUERIES = ("clickid-title", "facqa", "tydiqa-id")
HITS = 10
USUAL = range(200, 260)  # words of an article of the news
Asked = tuple[Wanted, tuple[Document, ...]]


def lines(name: str, limit: int | None) -> Iterator[dict[str, str]]:
    """The first records of a file."""
    with gzip.open(EVAL / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, itertools.islice(file, limit))


def found(folder: Path, aliases: AliasTable, limit: int | None, queries: int) -> Iterator[Asked]:
    """What each query looks for, and its best documents."""
    for name in CORPORA:
        # The language is given, because to detect it takes longer than all the rest.
        records = (json.dumps({**record, "language": "id"}) for record in lines(f"{name}.corpus", limit))
        (folder / f"{name}.jsonl").write_text("\n".join(records), encoding="utf-8")
    with open_index(folder / "index", create_missing=True) as index:
        index.add([folder / f"{name}.jsonl" for name in CORPORA])
        for name in QUERIES:
            for record in lines(f"{name}.queries", queries):
                page = index.search(record["text"], limit=HITS)
                if page.hits:
                    wanted = rewritten(parsed(record["text"]).query, aliases).wanted
                    yield wanted, tuple(hit.document for hit in page.hits)


def ours(asked: Asked, aliases: AliasTable) -> Iterator[object]:
    """Everything that each hit shows."""
    wanted, documents = asked
    explainer = Explainer(wanted, aliases)
    for document in documents:
        yield explainer.explained(document)


def slow(asked: Asked, aliases: AliasTable) -> Iterator[list[list[Mark]]]:
    """The marks of the texts of each hit, by analyzing all of them."""
    wanted, documents = asked
    query = tuple(concepts(wanted))
    for one in documents:
        yield [slow_marks(text, name, query, aliases, one.language) for name, text in texts(one)]


def fast(asked: Asked, aliases: AliasTable) -> Iterator[list[list[Mark]]]:
    """The same marks, our way."""
    wanted, documents = asked
    marker = Marker(tuple(concepts(wanted)), aliases)
    for one in documents:
        yield [marker.marks(text, name, one.language) for name, text in texts(one)]


def texts(document: Document) -> tuple[tuple[str, str], ...]:
    """The texts of a document that may be marked."""
    return ("title", document.title), ("body", document.body), ("about", document.about)


def took_ms(explained: Iterator[object]) -> Iterator[float]:
    """Milliseconds for each hit; what a query costs once is part of its first."""
    started = process_time()
    for _ in explained:
        yield (process_time() - started) * 1000
        started = process_time()


def counted(questions: list[Asked], aliases: AliasTable) -> int:
    """How many marks there are; both ways must find the same."""
    count = 0
    for asked in questions:
        for one, other in zip(fast(asked, aliases), slow(asked, aliases), strict=True):
            for own, expected in zip(one, other, strict=True):
                assert {(place(mark), mark) for mark in own} == {(place(mark), mark) for mark in expected}, asked[0]
                count += len(expected)
    return count


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--queries", type=int, default=667)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    aliases = alias_table([shipped_rules()])
    with tempfile.TemporaryDirectory() as name:
        questions = list(found(Path(name), aliases, options.limit, options.queries))
    marks = counted(questions, aliases)
    words = [len(one.body.split()) for _, documents in questions for one in documents]
    took: dict[str, list[float]] = {"explained": [], "full analysis, marks only": []}
    for asked in questions:
        for times, explained in zip(took.values(), (ours, slow), strict=True):
            times += took_ms(explained(asked, aliases))
    figures = {"queries": len(questions), "hits": len(words), "words of a hit, median": median(words), "marks": marks}
    for title, times in took.items():
        usual = [time for time, count in zip(times, words, strict=True) if count in USUAL]
        figures |= {f"{title}, ms for a hit, p50": median(times), f"{title}, p95": quantiles(times, n=20)[-1]}
        figures[f"{title}, p50 of hits of {USUAL.start} to {USUAL.stop} words"] = median(usual)
    own, peer = map(median, took.values())
    figures["ratio of the medians"] = peer / own
    if options.json:
        print(json.dumps(figures))
        return
    for title, figure in figures.items():
        print(f"{title:65} {figure:>12,.3f}" if isinstance(figure, float) else f"{title:65} {figure:>12,}")


if __name__ == "__main__":
    main()
