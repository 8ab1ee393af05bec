"""One archive in every format: the same documents come out of all of them."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from unicodedata import category

import pytest

from search.ingest import Record, document, records
from search.model import Document
from tests.ingest.conversion import MANY, PACKED, Fields, as_html, text_as_pdf

CORPORA = ("clickid", "facqa", "tydiqa-id")
SAMPLE = 200
LOOKED_AT = 4000  # articles of each corpus, so that the sample costs a second and not ten


@pytest.fixture(scope="module")
def sample(shared: Path) -> list[Fields]:
    """Articles of the development corpora, complete: not every format can say that a field is missing."""
    chosen: list[Fields] = []
    for name in CORPORA:
        with gzip.open(shared / "eval" / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = [json.loads(line) for line in itertools.islice(lines, LOOKED_AT)]
        chosen += [completed(article) for article in Random(4).sample(articles, SAMPLE // len(CORPORA) + 1)]
    return chosen


def completed(article: Fields) -> Fields:
    filled = {key: str(value) for key, value in article.items() if value}
    number = article["id"]
    missing = {"title": f"Berita {number}", "date": "2015-11-27", "source": "contoh", "url": f"https://a.id/{number}"}
    return missing | filled


def essence(made: Document) -> tuple[str | None, ...]:
    """What every format can carry; not white space, and no marks that show nothing (U+200E)."""
    body = "".join(letter for letter in made.body if not letter.isspace() and category(letter) != "Cf")
    return made.title, str(made.published), made.source, made.section, made.url, body


def made_of(path: Path) -> Iterator[Document]:
    for item in records([path]):
        if isinstance(item, Record):
            yield document(item)
        else:
            assert item.is_mended, str(item)


Essences = dict[str | None, tuple[str | None, ...]]


@pytest.fixture(scope="module")
def expected(sample: list[Fields], tmp_path_factory: pytest.TempPathFactory) -> Essences:
    path = tmp_path_factory.mktemp("reference") / "a.jsonl"
    path.write_bytes(MANY[".jsonl"](sample))
    return {made.url: essence(made) for made in made_of(path)}


@pytest.mark.parametrize("suffix", MANY)
def test_a_file_of_many_articles_gives_the_same_in_every_format(
    suffix: str, sample: list[Fields], expected: Essences, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(MANY[suffix](sample))
    assert {made.url: essence(made) for made in made_of(path)} == expected


@pytest.mark.parametrize("packing", PACKED)
@pytest.mark.parametrize("suffix", [".csv", ".warc"])
def test_a_packed_file_gives_the_same(
    suffix: str, packing: str, sample: list[Fields], expected: Essences, tmp_path: Path
) -> None:
    few = sample[:20]
    path = tmp_path / f"a{suffix}{packing}"
    path.write_bytes(PACKED[packing](f"a{suffix}", MANY[suffix](few)))
    made = {made.url: essence(made) for made in made_of(path)}
    assert made == {article["url"]: expected[article["url"]] for article in few}


def test_saved_pages_give_the_same(sample: list[Fields], expected: Essences, tmp_path: Path) -> None:
    for article in sample:
        (tmp_path / f"{article['id']}.html").write_bytes(as_html(article))
    assert {made.url: essence(made) for made in made_of(tmp_path)} == expected


def test_the_text_layer_of_a_pdf_is_the_text(sample: list[Fields], tmp_path: Path) -> None:
    """Of all letters that its fonts have; a PDF has no fields, so only the text is compared."""
    few = [article for article in sample if can_be_printed(article["text"])][:40]
    assert len(few) >= 20
    for article in few:
        (tmp_path / f"{article['id']}.pdf").write_bytes(text_as_pdf(article["text"]))
    for made in made_of(tmp_path):
        text = next(article["text"] for article in few if f"{article['id']}.pdf" == made.id)
        whole = "".join([made.body, *made.removed, "" if made.title_derived else made.title])
        assert sorted("".join(whole.split())) == sorted("".join(text.split()))


def can_be_printed(text: str) -> bool:
    return all(letter.isascii() and (letter.isprintable() or letter.isspace()) for letter in text) and "  " not in text
