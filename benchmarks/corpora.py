"""The development corpora and queries as benchmarks take them: as they are, thinned out, or grown to any number.

Articles come in one order, the same in every run. They are third-party texts in ../shared, never copied into the house.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")
QUERIES = ("clickid-title", "facqa", "tydiqa-id")
ARTICLES = 27_901
# Articles whose sentences are shuffled together: so many that what is drawn is no copy of any of them.
POOL = 50
FREQUENT, PAIRS = 100, 50  # words, and pairs of them that stand together
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

Article = dict[str, str]


def needed() -> None:
    """End the program where the corpora are not there."""
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")


def lines(name: str, limit: int | None = None) -> list[str]:
    """The first lines of a file of the development sets; names without an ending are of JSON lines."""
    path = EVAL / (f"{name}.gz" if name.endswith(".txt") else f"{name}.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(itertools.islice(file, limit))


def articles(count: int = ARTICLES) -> Iterator[Article]:
    """So many articles: of fewer than all, every so many-th; of more, all, then shuffled ones under new ids."""
    records: list[Article] = [json.loads(line) for name in CORPORA for line in lines(f"{name}.corpus")]
    assert len(records) == ARTICLES, len(records)
    if count <= ARTICLES:
        yield from (records[place * ARTICLES // count] for place in range(count))
        return
    rounds = itertools.chain.from_iterable(shuffled(records, number) for number in itertools.count(1))
    yield from records
    yield from itertools.islice(rounds, count - ARTICLES)


def shuffled(records: list[Article], number: int) -> Iterator[Article]:
    """Each article once more, as long as it was, of sentences of its neighbours."""
    for start in range(0, len(records), POOL):
        pool = records[start : start + POOL]
        texts = [SENTENCE_END.split(one["text"]) for one in pool]
        sentences = list(itertools.chain.from_iterable(texts))
        random.Random(f"{number} {start}").shuffle(sentences)
        drawn = iter(sentences)
        for one, own in zip(pool, texts, strict=True):
            yield one | {"id": f"{one['id']}-{number}", "text": " ".join(itertools.islice(drawn, len(own)))}


def written(path: Path, count: int = ARTICLES, *, language: str | None = None) -> int:
    """Write articles to a file, with their language where it is to be known; gives bytes without it."""
    extra = {"inLanguage": language} if language else {}
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for article in articles(count):
            size += len(json.dumps(article, ensure_ascii=False).encode()) + 1
            out.write(json.dumps(article | extra, ensure_ascii=False) + "\n")
    return size


def questions(count: int) -> list[str]:
    """Development queries of 5 to 12 words, as many of each set."""
    found: list[str] = []
    for name in QUERIES:
        texts = (json.loads(line)["text"] for line in lines(f"{name}.queries"))
        found += itertools.islice((text for text in texts if 5 <= len(text.split()) <= 12), count // len(QUERIES))
    return found


def phrases() -> list[str]:
    """The pairs of frequent words that stand together most often."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for article in articles(3_000):
        own = re.findall("[a-z]+", article["text"].lower())
        words.update(own)
        pairs.update(pair for pair in itertools.pairwise(own) if " ".join(pair) in article["text"])
    frequent = {word for word, _ in words.most_common(FREQUENT)}
    chosen = (pair for pair, _ in pairs.most_common() if frequent.issuperset(pair) and pair[0] != pair[1])
    return [" ".join(pair) for pair in itertools.islice(chosen, PAIRS)]
