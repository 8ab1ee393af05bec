"""What holds for any input."""

from __future__ import annotations

import json
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.ingest import Record, document, records
from search.ingest.encoding import decoded
from search.ingest.source import Source
from search.model import Problem

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
KEYS = ["headline", "title", "text", "date", "publisher", "author", "id", "identifier", "url", "inLanguage", "places"]


def read(name: str, content: bytes) -> list[Record | Problem]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return list(records([path]))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.txt.gz", "a.jsonl.gz", "a.odd"])
@given(content=some.binary() | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_documents_or_problems(name: str, content: bytes) -> None:
    items = read(name, content)
    assert items or not content.strip()
    for item in items:
        if isinstance(item, Record):
            made = document(item)
            assert made.title
            json.dumps([made.title, made.body, made.removed, dict(made.extra)]).encode()


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
    if "\\ud" not in sent:  # half characters are mended
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
