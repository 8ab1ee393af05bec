"""Other engines, as their manuals show them: built of a file of articles in a folder, opened there, and asked.

Each has one text, title and body together, stored where it stores texts, and all words of a query are OR-ed. One that
is not installed raises ModuleNotFoundError: pip install bm25s tantivy; apt install python3-xapian.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from whoosh import fields, query
from whoosh import index as files
from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer, Token

DEPTH = 10  # documents of an answer, each with its stored text
WORD = re.compile(r"\w+")

Terms = Callable[[str], list[str]]
Answer = Callable[[str], Sequence[str]]  # what was typed -> ids, best first


class Asked(NamedTuple):
    """An open index.

    Attributes:
        count: Its documents.
        answer: The best for any of the words.
        phrase: The best for the words in this order; None where an engine has no phrases.
        ranked: As `answer`, without reading what is stored; None where nobody measured it.
    """

    count: int
    answer: Answer
    phrase: Answer | None = None
    ranked: Answer | None = None


class Peer(NamedTuple):
    """An engine.

    Attributes:
        build: Makes the index of a file, one article a line, in a folder.
        opened: Opens the index of a folder until the stack is closed.
    """

    build: Callable[[Path, Path], None]
    opened: Callable[[Path, ExitStack], Asked]


def texts(file: Path) -> Iterator[tuple[str, str]]:
    """The id and the text of each article."""
    with file.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield article["id"], "\n".join(filter(None, (article.get("title"), article["text"])))


def words(text: str) -> list[str]:
    """What most engines make of a text by themselves: words in lower case."""
    return WORD.findall(text.lower())


@cache
def stemmer() -> Callable[[str], str]:
    """PySastrawi behind a dictionary."""
    factory = import_module("Sastrawi.Stemmer.StemmerFactory").StemmerFactory()
    return cache(factory.create_stemmer().stem)  # type: ignore[no-any-return]  # Sastrawi has no types


def sastrawi(text: str) -> list[str]:
    """Words in lower case, stemmed by PySastrawi."""
    stem = stemmer()
    return [stem(word) or word for word in words(text)]


class Stems(Filter):  # type: ignore[misc]  # whoosh has no types
    """PySastrawi in a chain of Whoosh."""

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """Stem each token."""
        stem = stemmer()
        for token in tokens:
            token.text = stem(token.text) or token.text
            yield token


def whoosh() -> Peer:
    """Stock Whoosh, its own postings and its own BM25F, over the stems of PySastrawi."""

    def build(file: Path, folder: Path) -> None:
        chain = RegexTokenizer(r"\w+") | LowercaseFilter() | Stems()
        schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(chain, stored=True, phrase=True))
        writer = files.create_in(str(folder), schema).writer(limitmb=256)
        for name, text in texts(file):
            writer.add_document(id=name, text=text)
        writer.commit()

    def opened(folder: Path, stack: ExitStack) -> Asked:
        searcher = stack.enter_context(files.open_dir(str(folder)).searcher())

        def best(typed: query.Query) -> list[str]:
            return [hit.fields()["id"] for hit in searcher.search(typed, limit=DEPTH)]

        return Asked(
            searcher.doc_count(),
            lambda text: best(query.Or([query.Term("text", term) for term in sastrawi(text)])),
            lambda text: best(query.Phrase("text", sastrawi(text))),
        )

    return Peer(build, opened)


def tantivy(terms: Terms | None = None) -> Peer:
    """tantivy by its default tokenizer, or over given terms joined by blanks."""
    library = import_module("tantivy")

    def build(file: Path, folder: Path) -> None:
        schema = library.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", stored=True, tokenizer_name="whitespace" if terms else "default")
        index = library.Index(schema.build(), path=str(folder))
        writer = index.writer(100_000_000, 1)
        for name, text in texts(file):
            writer.add_document(library.Document(id=name, text=" ".join(terms(text)) if terms else text))
        writer.commit()
        writer.wait_merging_threads()

    def opened(folder: Path, _: ExitStack) -> Asked:
        index = library.Index.open(str(folder))
        searcher = index.searcher()

        def best(typed: str) -> list[str]:
            found = searcher.search(index.parse_query(typed, ["text"]), DEPTH).hits
            return [searcher.doc(address)["id"][0] for _, address in found]

        def answer(text: str) -> list[str]:
            # Quoted: some words are operators of its query language.
            return best(" ".join(f'"{one}"' for one in (terms or words)(text) if '"' not in one and "\\" not in one))

        return Asked(searcher.num_docs, answer, lambda text: best(f'"{" ".join((terms or words)(text))}"'))

    return Peer(build, opened)


def fts5() -> Peer:
    """SQLite's FTS5 with unicode61, its default."""

    def build(file: Path, folder: Path) -> None:
        base = sqlite3.connect(folder / "articles.db")
        base.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, text)")
        base.executemany("INSERT INTO articles VALUES (?, ?)", texts(file))
        base.commit()
        base.close()

    def opened(folder: Path, stack: ExitStack) -> Asked:
        base = sqlite3.connect(folder / "articles.db")
        stack.callback(base.close)

        def best(typed: str) -> list[str]:
            asked = "SELECT id, text FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?"
            return [name for name, _ in base.execute(asked, (typed, DEPTH))]

        return Asked(
            base.execute("SELECT count(*) FROM articles").fetchone()[0],
            lambda text: best(" OR ".join(f'"{word}"' for word in words(text))),
            lambda text: best(f'"{" ".join(words(text))}"'),
        )

    return Peer(build, opened)


def bm25s(terms: Terms = words, **settings: float) -> Peer:
    """bm25s over given terms: postings with ready scores in numpy's arrays; texts are not stored."""
    library = import_module("bm25s")

    def build(file: Path, folder: Path) -> None:
        ids, cut = zip(*((name, terms(text)) for name, text in texts(file)), strict=True)
        retriever = library.BM25(method="lucene", **settings)
        retriever.index(list(cut), show_progress=False)
        retriever.save(folder, show_progress=False)
        (folder / "ids.json").write_text(json.dumps(ids), encoding="utf-8")

    def opened(folder: Path, _: ExitStack) -> Asked:
        retriever = library.BM25.load(folder, mmap=True)
        ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))

        def answer(text: str) -> list[str]:
            known = [term for term in terms(text) if term in retriever.vocab_dict]
            if not known:
                return []
            found, scores = retriever.retrieve([known], k=min(DEPTH, len(ids)), show_progress=False)
            return [ids[number] for number, score in zip(found[0], scores[0], strict=True) if score > 0]

        return Asked(len(ids), answer)

    return Peer(build, opened)


def xapian() -> Peer:
    """Xapian with its Indonesian stemmer."""
    library = import_module("xapian")

    def build(file: Path, folder: Path) -> None:
        base = library.WritableDatabase(str(folder), library.DB_CREATE_OR_OPEN)
        generator = library.TermGenerator()
        generator.set_stemmer(library.Stem("indonesian"))
        for name, text in texts(file):
            document = library.Document()
            document.set_data(f"{name}\n{text}")
            generator.set_document(document)
            generator.index_text(text)
            base.add_document(document)
        base.commit()
        base.close()

    def opened(folder: Path, stack: ExitStack) -> Asked:
        base = library.Database(str(folder))
        stack.callback(base.close)
        parser, enquire = library.QueryParser(), library.Enquire(base)
        parser.set_stemmer(library.Stem("indonesian"))
        parser.set_stemming_strategy(library.QueryParser.STEM_SOME)

        def best(typed: str) -> list[str]:
            enquire.set_query(parser.parse_query(typed, library.QueryParser.FLAG_PHRASE))
            return [hit.document.get_data().decode().partition("\n")[0] for hit in enquire.get_mset(0, DEPTH)]

        return Asked(
            base.get_doccount(),
            lambda text: best(" ".join(words(text))),
            lambda text: best(f'"{" ".join(words(text))}"'),
        )

    return Peer(build, opened)


STOCK = "Whoosh + PySastrawi"
PEERS: dict[str, Callable[[], Peer]] = {
    STOCK: whoosh,
    "tantivy": tantivy,
    "SQLite FTS5": fts5,
    "bm25s": bm25s,
    "Xapian": xapian,
}
