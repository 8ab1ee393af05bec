"""How well the right document is found: ours beside the peers that pip offers, on the development sets.

    python benchmarks/quality.py [--queries N] [--slow N] [--peers NAME...] [--json FILE]

One joint corpus of 27,901 documents, text only, the same for all; the same queries, chosen by the hash of their id.
The figure is MRR@10. With us, copies of one story are one result that names them all, so it counts where one of them is
right; a row below shows every document for itself, as peers do. Slow peers (FTS5, Whoosh) get the first N of the
queries, and ours is shown on those as well.
Peers that are not installed are named and left out: pip install bm25s tantivy. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from hashlib import md5
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from search import Index, open_index
from search.aliases import AliasTable, root_terms
from search.analysis import pieces, query_pieces

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")
SETS = ("tydiqa-id", "clickid-title", "facqa", "stemgap", "aliasgap", "controls")
DOCUMENTS = 27_901
DEPTH = 10
WORD = re.compile(r"\w+")

Answer = Callable[[str], Sequence[Sequence[str]]]  # a typed query -> results, best first, each with its ids
Build = Callable[["Corpus", Path, ExitStack], Answer]


class Corpus(NamedTuple):
    """All documents: ids and texts, in one order."""

    ids: list[str]
    texts: list[str]


class Question(NamedTuple):
    """A query and the documents that are right."""

    text: str
    right: frozenset[str]


def opened(name: str) -> Iterator[str]:
    """The lines of a file of the development data."""
    with gzip.open(EVAL / name, "rt", encoding="utf-8") as lines:
        yield from lines


def corpus() -> Corpus:
    """The joint corpus."""
    records = [json.loads(line) for name in CORPORA for line in opened(f"{name}.corpus.jsonl.gz")]
    assert len(records) == DOCUMENTS, len(records)
    return Corpus([record["id"] for record in records], [record["text"] for record in records])


def questions(name: str, limit: int) -> list[Question]:
    """The first `limit` queries of a set by the hash of their id."""
    right: dict[str, set[str]] = {}
    for line in opened(f"{name}.qrels.txt.gz"):
        topic, _, document, grade = line.split()
        if int(grade):
            right.setdefault(topic, set()).add(document)
    records = [json.loads(line) for line in opened(f"{name}.queries.jsonl.gz")]
    records.sort(key=lambda record: md5(record["id"].encode()).hexdigest())
    return [Question(record["text"], frozenset(right[record["id"]])) for record in records[:limit]]


def indexed(documents: Corpus, folder: Path, stack: ExitStack) -> Index:
    """The whole house: files in."""
    file = folder / "corpus.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for name, text in zip(*documents, strict=True):
            lines.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
    index = stack.enter_context(open_index(folder / "index", create_missing=True))
    report = index.add([file])
    assert report.added == DOCUMENTS, report
    return index


def ours(documents: Corpus, folder: Path, stack: ExitStack) -> Answer:
    """`Index.search` as it is: a result is an article with its copies."""
    index = indexed(documents, folder, stack)

    def answer(text: str) -> list[list[str]]:
        hits = index.search(text, limit=DEPTH).hits
        return [[hit.document.id, *(copy.id for copy in hit.copies)] for hit in hits]

    return answer


def ours_apart(documents: Corpus, folder: Path, stack: ExitStack) -> Answer:
    """`Index.search` with every document for itself."""
    index = indexed(documents, folder, stack)
    return lambda text: [[hit.document.id] for hit in index.search(text, limit=DEPTH, collapse=False).hits]


def words(text: str) -> list[str]:
    """What most engines make of a text by themselves: words in lower case."""
    return WORD.findall(text.lower())


def surfaces(text: str) -> list[str]:
    """Our surface view of a text."""
    return [piece.surface for piece in pieces(text)]


def roots(text: str) -> list[str]:
    """Our root view, without aliases."""
    return root_terms(query_pieces(text), AliasTable())


@cache
def _sastrawi() -> Callable[[str], str]:
    factory = import_module("Sastrawi.Stemmer.StemmerFactory").StemmerFactory()
    return cache(factory.create_stemmer().stem)  # type: ignore[no-any-return]  # Sastrawi has no types


def sastrawi(text: str) -> list[str]:
    """Words in lower case, stemmed by PySastrawi."""
    return [_sastrawi()(word) or word for word in words(text)]


def with_bm25s(terms: Callable[[str], list[str]], **settings: Any) -> Build:  # noqa: ANN401  bm25s takes what it takes
    """A bm25s index over given terms."""

    def build(documents: Corpus, _: Path, __: ExitStack) -> Answer:
        bm25s = import_module("bm25s")
        retriever = bm25s.BM25(method="lucene", **settings)
        retriever.index([terms(text) for text in documents.texts], show_progress=False)

        def answer(text: str) -> list[list[str]]:
            known = [term for term in terms(text) if term in retriever.vocab_dict]
            if not known:
                return []
            found, scores = retriever.retrieve([known], k=DEPTH, show_progress=False)
            return [[documents.ids[number]] for number, score in zip(found[0], scores[0], strict=True) if score > 0]

        return answer

    return build


def with_tantivy(terms: Callable[[str], list[str]] | None) -> Build:
    """A tantivy index: by its default tokenizer, or over given terms joined by blanks."""

    def build(documents: Corpus, folder: Path, _: ExitStack) -> Answer:
        tantivy = import_module("tantivy")
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="whitespace" if terms else "default")
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(100_000_000, 1)
        for number, text in enumerate(documents.texts):
            writer.add_document(tantivy.Document(number=number, text=" ".join(terms(text)) if terms else text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()

        def answer(text: str) -> list[list[str]]:
            # Quoted: some words are operators of its query language.
            typed = " ".join(f'"{term}"' for term in (terms or words)(text) if '"' not in term and "\\" not in term)
            found = searcher.search(index.parse_query(typed, ["text"]), DEPTH).hits
            return [[documents.ids[searcher.doc(address)["number"][0]]] for _, address in found]

        return answer

    return build


def fts5(documents: Corpus, _: Path, stack: ExitStack) -> Answer:
    """SQLite's FTS5 with unicode61, its default."""
    base = sqlite3.connect(":memory:")
    stack.callback(base.close)
    base.execute("CREATE VIRTUAL TABLE articles USING fts5(text)")
    base.executemany("INSERT INTO articles (rowid, text) VALUES (?, ?)", enumerate(documents.texts))

    def answer(text: str) -> list[list[str]]:
        typed = " OR ".join(f'"{word}"' for word in words(text))
        found = base.execute("SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10", (typed,))
        return [[documents.ids[number]] for (number,) in found]

    return answer


def whoosh(documents: Corpus, folder: Path, stack: ExitStack) -> Answer:
    """Stock Whoosh over the terms of PySastrawi: its own postings, its own BM25F, all words OR-ed."""
    fields, index_module, query = (import_module(f"whoosh.{name}") for name in ("fields", "index", "query"))
    split = import_module("whoosh.analysis").SpaceSeparatedTokenizer()
    schema = fields.Schema(number=fields.STORED, text=fields.TEXT(analyzer=split, phrase=False))
    index = index_module.create_in(str(folder), schema)
    writer = index.writer(limitmb=256)
    for number, text in enumerate(documents.texts):
        writer.add_document(number=number, text=" ".join(sastrawi(text)))
    writer.commit()
    searcher = stack.enter_context(index.searcher())

    def answer(text: str) -> list[list[str]]:
        found = searcher.search(query.Or([query.Term("text", term) for term in sastrawi(text)]), limit=DEPTH)
        return [[documents.ids[hit["number"]]] for hit in found]

    return answer


OURS, APART, SURFACE = "telusur", "telusur, copies apart", "surface words, BM25"
# The control sets must not fall below SURFACE: what stemming and aliases may cost.
PEERS: dict[str, Build] = {
    SURFACE: with_bm25s(surfaces, k1=1.2, b=0.75),
    "bm25s": with_bm25s(words),
    "tantivy": with_tantivy(None),
    "tantivy + PySastrawi": with_tantivy(sastrawi),
    "tantivy + our roots": with_tantivy(roots),
}
SLOW: dict[str, Build] = {"FTS5": fts5, "Whoosh + PySastrawi": whoosh}


def mrr(answer: Answer, asked: Sequence[Question]) -> float:
    """The mean reciprocal rank of the first right document among the first ten."""
    total = 0.0
    for question in asked:
        ranks = (rank for rank, ids in enumerate(answer(question.text), start=1) if question.right.intersection(ids))
        total += 1 / next(ranks, float("inf"))
    return total / len(asked)


def measured(name: str, build: Build, documents: Corpus, asked: dict[str, list[Question]], *parts: int) -> list[Any]:
    """A row of figures for each number of queries in `parts`; [] where the peer is not installed."""
    started = perf_counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            answer = build(documents, folder, stack)
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
    parser.add_argument("--peers", nargs="*", default=[OURS, APART, *PEERS, *SLOW])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development data")
    documents = corpus()
    asked = {name: questions(name, chosen.queries) for name in SETS}
    print(f"{'MRR@10':22} {'up to':>6}" + "".join(f"{name:>15}" for name in SETS))
    rows = []
    for name, build in ({OURS: ours, APART: ours_apart} | PEERS | SLOW).items():
        if name in chosen.peers:
            parts = [chosen.slow] if name in SLOW else [chosen.queries]
            parts += [chosen.slow] if name == OURS and set(SLOW) & set(chosen.peers) else []
            rows += measured(name, build, documents, asked, *parts)
    if chosen.json:
        versions = {name: version(name) for name in ("telusur", "Whoosh", "PySastrawi")}
        kept = {"documents": len(documents.ids), "versions": versions, "rows": rows}
        chosen.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
