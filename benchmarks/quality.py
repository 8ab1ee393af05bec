"""How well the right document is found: ours beside the peers that pip and apt offer, on the development sets.

    python benchmarks/quality.py [--queries N] [--slow N] [--peers NAME...] [--json FILE]

One joint corpus of 27,901 documents, text only, the same for all; the same queries, chosen by the hash of their id.
The figure is MRR@10. With us, copies of one story are one result that names them all, so it counts where one of them is
right; a row below shows every document for itself, as peers do. Slow peers (FTS5, Whoosh) get the first N of the
queries, and ours is shown on those as well.
Peers that are not installed are named and left out: pip install bm25s tantivy, apt install python3-xapian. Needs
../shared beside the project.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from hashlib import md5
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from corpora import ARTICLES, articles, lines, needed
from peers import DEPTH, Peer, bm25s, fts5, sastrawi, tantivy, whoosh, xapian

from search import Index, open_index
from search.aliases import AliasTable, root_terms
from search.analysis import pieces, query_pieces

SETS = ("tydiqa-id", "clickid-title", "facqa", "stemgap", "aliasgap", "controls")

Results = Callable[[str], Sequence[Sequence[str]]]  # a typed query -> results, best first, each with its ids
Build = Callable[[Path, Path, ExitStack], Results]  # of a file of articles, in a folder


class Question(NamedTuple):
    """A query and the documents that are right."""

    text: str
    right: frozenset[str]


def corpus(file: Path) -> Path:
    """The joint corpus, texts only, in a file."""
    with file.open("w", encoding="utf-8") as out:
        for one in articles():
            out.write(json.dumps({"id": one["id"], "text": one["text"]}, ensure_ascii=False) + "\n")
    return file


def questions(name: str, limit: int) -> list[Question]:
    """The first `limit` queries of a set by the hash of their id."""
    right: dict[str, set[str]] = {}
    for line in lines(f"{name}.qrels.txt"):
        topic, _, document, grade = line.split()
        if int(grade):
            right.setdefault(topic, set()).add(document)
    records = [json.loads(line) for line in lines(f"{name}.queries")]
    records.sort(key=lambda record: md5(record["id"].encode()).hexdigest())
    return [Question(record["text"], frozenset(right[record["id"]])) for record in records[:limit]]


def indexed(file: Path, folder: Path, stack: ExitStack) -> Index:
    """The whole house: files in."""
    index = stack.enter_context(open_index(folder, create_missing=True))
    report = index.add([file])
    assert report.added == ARTICLES, report
    return index


def ours(file: Path, folder: Path, stack: ExitStack) -> Results:
    """`Index.search` as it is: a result is an article with its copies."""
    index = indexed(file, folder, stack)

    def answer(text: str) -> list[list[str]]:
        hits = index.search(text, limit=DEPTH).hits
        return [[hit.document.id, *(copy.id for copy in hit.copies)] for hit in hits]

    return answer


def ours_apart(file: Path, folder: Path, stack: ExitStack) -> Results:
    """`Index.search` with every document for itself."""
    index = indexed(file, folder, stack)
    return lambda text: [[hit.document.id] for hit in index.search(text, limit=DEPTH, collapse=False).hits]


def beside(made: Callable[[], Peer]) -> Build:
    """A peer: a result is a document."""

    def build(file: Path, folder: Path, stack: ExitStack) -> Results:
        peer = made()
        peer.build(file, folder)
        answer = peer.opened(folder, stack).answer
        return lambda text: [[name] for name in answer(text)]

    return build


def surfaces(text: str) -> list[str]:
    """Our surface view of a text."""
    return [piece.surface for piece in pieces(text)]


def roots(text: str) -> list[str]:
    """Our root view, without aliases."""
    return root_terms(query_pieces(text), AliasTable())


OURS, APART, SURFACE = "telusur", "telusur, copies apart", "surface words, BM25"
# The control sets must not fall below SURFACE: what stemming and aliases may cost.
QUICK: dict[str, Build] = {
    SURFACE: beside(partial(bm25s, surfaces, k1=1.2, b=0.75)),
    "bm25s": beside(bm25s),
    "tantivy": beside(tantivy),
    "tantivy + PySastrawi": beside(partial(tantivy, sastrawi)),
    "tantivy + our roots": beside(partial(tantivy, roots)),
    "Xapian": beside(xapian),
}
SLOW: dict[str, Build] = {"FTS5": beside(fts5), "Whoosh + PySastrawi": beside(whoosh)}


def mrr(answer: Results, asked: Sequence[Question]) -> float:
    """The mean reciprocal rank of the first right document among the first ten."""
    total = 0.0
    for question in asked:
        ranks = (rank for rank, ids in enumerate(answer(question.text), start=1) if question.right.intersection(ids))
        total += 1 / next(ranks, float("inf"))
    return total / len(asked)


def measured(name: str, build: Build, file: Path, asked: dict[str, list[Question]], *parts: int) -> list[Any]:
    """A row of figures for each number of queries in `parts`; [] where the peer is not installed."""
    started = perf_counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            answer = build(file, folder, stack)
        except ModuleNotFoundError as error:
            print(f"{name}: {error.name} is not installed, left out", file=sys.stderr)
            return []
        rows = []
        for part in parts:
            figures = {key: mrr(answer, found[:part]) for key, found in asked.items()}
            rows.append({"name": name, "queries": {key: len(asked[key][:part]) for key in asked}, "mrr@10": figures})
            print(f"{name:22} {part:6}" + "".join(f"{value:15.4f}" for value in figures.values()), flush=True)
    print(f"{name}: {perf_counter() - started:.0f} s", file=sys.stderr)
    return rows


def main() -> None:
    """Print a row for each peer; keep everything as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=1500)
    parser.add_argument("--slow", type=int, default=250)
    parser.add_argument("--peers", nargs="*", default=[OURS, APART, *QUICK, *SLOW])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    needed()
    asked = {name: questions(name, chosen.queries) for name in SETS}
    print(f"{'MRR@10':22} {'up to':>6}" + "".join(f"{name:>15}" for name in SETS))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        file = corpus(Path(folder) / "corpus.jsonl")
        for name, build in ({OURS: ours, APART: ours_apart} | QUICK | SLOW).items():
            if name in chosen.peers:
                parts = [chosen.slow] if name in SLOW else [chosen.queries]
                parts += [chosen.slow] if name == OURS and set(SLOW) & set(chosen.peers) else []
                rows += measured(name, build, file, asked, *parts)
    if chosen.json:
        versions = {name: version(name) for name in ("telusur", "Whoosh", "PySastrawi")}
        kept = {"documents": ARTICLES, "versions": versions, "rows": rows}
        chosen.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
