"""What holds for any input."""

from __future__ import annotations

import json
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from search.ingest import Record, document, records
from search.ingest.encoding import decoded
from search.ingest.mojibake import unscrambled
from search.ingest.source import Source
from search.model import Problem
from tests.ingest.conversion import MANY, as_html, as_zip, as_zst, text_as_pdf

WORDS = [
    "Jumat (27/11/2015)",
    "MOSKVA – ",
    "(ANTARA)",
    "Editor: ",
    "Copyright ©",
    "Baca juga",
    ".",
    "\n",
    "\x00",
    "\ud800",
]
texts = some.lists(some.sampled_from(WORDS) | some.text(max_size=10)).map("".join)
values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(10**20), 10**20)
    | some.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda parts: some.lists(parts, max_size=3) | some.dictionaries(some.text(max_size=5), parts, max_size=3),
    max_leaves=5,
)
ARTICLES = [
    {"id": f"a{number}", "title": "Gempa di Palu", "text": "Gempa “kuat” mengguncang Palu, kata petugas di sana. " * 3}
    | {"date": "2024-08-05", "source": "contoh", "url": f"https://contoh.id/{number}"}
    for number in range(3)
]
KEYS = ["headline", "title", "text", "date", "publisher", "author", "id", "identifier", "url", "inLanguage", "places"]


def read(name: str, content: bytes) -> list[Record | Problem]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return list(records([path]))


NAMES = ["a.txt", "a.jsonl", "a.txt.gz", "a.jsonl.gz", "a.odd", "a.html", "a.json", "a.csv", "a.tsv", "a.rss", "a.warc"]


@pytest.mark.parametrize("name", [*NAMES, "a.pdf", "a.zip", "a.jsonl.zst"])
@given(content=some.binary() | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(content=b"\xac\xe0")  # read as Mac Roman and mended it was a control character alone
def test_any_bytes_give_documents_or_problems(name: str, content: bytes) -> None:
    items = read(name, content)
    assert items or not content.strip()
    for item in items:
        if isinstance(item, Record):
            made = document(item)
            assert made.title
            json.dumps([made.title, made.body, made.removed, dict(made.extra)]).encode()


WHOLE = {
    **{suffix: write(ARTICLES) for suffix, write in MANY.items()},
    ".html": as_html(ARTICLES[0]),
    ".pdf": text_as_pdf(ARTICLES[0]["text"]),
    ".zip": as_zip([("a.txt", b"Gempa di Palu"), ("b.csv", MANY[".csv"](ARTICLES))]),
    ".jsonl.zst": as_zst(MANY[".jsonl"](ARTICLES)),
}


@pytest.mark.parametrize("suffix", WHOLE)
@given(changes=some.lists(some.tuples(some.integers(0, 10**6), some.binary(max_size=6))), end=some.integers(0))
@example(changes=[(261, b"\0")], end=0)  # of a feed: a day of publication that is empty
@example(changes=[(192, b"\0")], end=0)
def test_a_damaged_file_gives_documents_or_problems(suffix: str, changes: list[tuple[int, bytes]], end: int) -> None:
    """Real files, with some bytes written over and an early end."""
    content = bytearray(WHOLE[suffix])
    for place, change in changes:
        start = place % len(content)
        content[start : start + len(change)] = change
    items = read(f"a{suffix}", bytes(content[: end % (len(content) + 1) or None]))
    assert items
    for item in items:
        if isinstance(item, Record):
            json.dumps([document(item).title, document(item).body]).encode()
        else:
            assert "\n" not in str(item)


@given(fields=some.dictionaries(some.sampled_from(KEYS) | some.text(max_size=5), values))
def test_any_object_gives_a_document_or_a_problem(fields: dict[str, object]) -> None:
    items = read("a.jsonl", json.dumps(fields).encode())
    assert items
    for item in items:
        if isinstance(item, Record):
            made = document(item)
            assert made.id
            f"{made}".encode()  # no half characters are left anywhere


@given(extra=some.dictionaries(some.text(string.ascii_lowercase, min_size=12, max_size=14), values))
def test_unknown_keys_come_back_as_they_came(extra: dict[str, object]) -> None:
    sent = json.dumps({"title": "Gempa"} | extra)
    made = [document(item) for item in read("a.jsonl", sent.encode()) if isinstance(item, Record)]
    as_text = json.dumps(extra, ensure_ascii=False)
    if "\\ud" not in sent and unscrambled(as_text) == as_text:  # half characters and garbled letters are mended
        assert [dict(one.extra) for one in made] == [extra]


@given(texts)
def test_a_text_loses_no_line(text: str) -> None:
    made = document(Record("a.txt", "", "", text=text, id_from_file=True))
    printed = "".join(text.encode("utf-8", "replace").decode().split())
    kept = "".join("".join([made.body, *made.removed, "" if made.title_derived else made.title]).split())
    assert sum(map(kept.count, string.ascii_letters)) == sum(map(printed.count, string.ascii_letters))


@given(some.text())
def test_utf8_is_read_as_utf8(text: str) -> None:
    found = decoded(text.encode())
    assert found is None or found.encoding != "utf-8" or found.text == text


@given(some.text(string.ascii_letters + "./", min_size=1))
def test_a_suffix_is_in_lower_case_and_never_that_of_a_packing(name: str) -> None:
    suffix = Source(Path(name), name).suffix
    assert suffix == suffix.lower()
    assert suffix != ".gz" or name.lower().count(".gz") > 1
