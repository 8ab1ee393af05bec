"""What is read in tantivy's own files is what tantivy says through its interface."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from search.engines.base import FIELDS, Engine
from search.engines.entry import Entry, Terms
from search.errors import NotAnIndexError
from tests.engines.samples import NO_TANTIVY, ids, plain, put, word

tantivy = pytest.importorskip("tantivy", reason=NO_TANTIVY)

from search.engines.tantivy.blocks import BLOCK, Packed, unpacked, unpacked_positions  # noqa: E402
from search.engines.tantivy.checksums import FORMAT  # noqa: E402
from search.engines.tantivy.segments import Segment, segments  # noqa: E402

# Of a word in every document, in every third and so on: whole blocks, blocks and a rest, a rest alone; high counts.
COUNT = 700
EACH = {"setiap": 1, "genap": 2, "ketiga": 3, "jarang": 97, "sekali": COUNT}


def entry(number: int) -> Entry:
    """An article with words that many have, and a word of its own."""
    chance = random.Random(number)
    words = [name for name, step in EACH.items() if number % step == 0 for _ in range(chance.choice((1, 1, 2, 9, 300)))]
    words += [f"kata{number}", chr(0x4E00 + number), f"é{number % 50}"]
    chance.shuffle(words)
    terms = {"body_surface": Terms(words, range(len(words))), "body_root": Terms(words), "source": Terms([words[0]])}
    return Entry(f"d{number:03}", "", "", terms)


@pytest.fixture
def own(folder: Path, opened: Callable[[], Engine]) -> list[Segment]:
    """Two segments of one index."""
    for numbers in (range(COUNT), range(COUNT, COUNT + 150)):
        put(opened(), *map(entry, numbers))
    return segments(folder, json.loads((folder / "meta.json").read_text()))


@pytest.mark.parametrize("field", ["body_surface", "body_root", "source"])
def test_postings_are_those_that_tantivy_finds(folder: Path, own: list[Segment], field: str) -> None:
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    words = searcher.terms_with_prefix(field, "")
    assert len(words) >= len(EACH)
    for name, count in words:
        held = [segment.packed(field, name) for segment in own]
        found = {
            (number, document)
            for number, packed in enumerate(held)
            if packed is not None
            for document in unpacked([packed])[0].tolist()
        }
        query = tantivy.Query.term_query(index.schema, field, name, "basic")
        hits = searcher.search(query, limit=count + 1).hits
        assert found == {(address.segment_ord, address.doc) for _, address in hits}
        assert len(found) == count


def test_counts_and_positions_are_those_that_were_written(own: list[Segment]) -> None:
    for name in [*EACH, "kata5", "é7"]:
        packed, data = own[0].packed_positions("body_surface", name) or (Packed(b"", 0, True), b"")
        documents, counts = unpacked([packed])
        positions = np.split(unpacked_positions(data, counts), counts.cumsum()[:-1])
        for document, count, places in zip(documents.tolist(), counts.tolist(), positions, strict=True):
            terms = entry(document).terms["body_surface"].terms
            assert places.tolist() == [place for place, term in enumerate(terms) if term == name]
            assert len(places) == count


def test_many_words_are_unpacked_as_each_alone(own: list[Segment]) -> None:
    lists = [packed for name in EACH for segment in own if (packed := segment.packed("body_surface", name))]
    assert {one.frequency > BLOCK for one in lists} == {True, False}
    assert {one.frequency % BLOCK == 0 for one in lists} >= {False}
    together, alone = unpacked(lists), [unpacked([one]) for one in lists]
    for column, parts in zip(together, zip(*alone, strict=True), strict=True):
        assert column.tolist() == np.concatenate(parts).tolist()


@pytest.mark.parametrize("name", ["", "k", "kata", "katak", "kata1000", "setiapa", "zzz", "\x00", "é", "雨"])
def test_a_word_that_is_not_there_has_no_postings(own: list[Segment], name: str) -> None:
    assert [segment.packed("body_surface", name) for segment in own] == [None, None]
    assert own[0].packed("author", name) is None


def test_short_lengths_are_kept_as_they_are(own: list[Segment]) -> None:
    lengths = own[0].lengths("body_root").tolist()
    for number, length in enumerate(lengths):
        count = len(entry(number).terms["body_root"].terms)
        assert length == count if count < 40 else length >= 40
    assert min(lengths) < 40 <= max(lengths)
    assert set(own[0].lengths("author").tolist()) == {0}
    assert all(len(own[0].lengths(field)) == COUNT for field in FIELDS)


def test_files_of_another_format_are_refused(folder: Path, opened: Callable[[], Engine]) -> None:
    put(opened(), plain("x", "a"))
    (file,) = folder.glob("*.idx")
    data = file.read_bytes()
    length, magic = struct.unpack("<II", data[-8:])
    footer = json.loads(data[-8 - length : -8])
    # As the next version may write, which this tantivy might still read.
    footer["version"]["index_format_version"] = FORMAT - 1
    text = json.dumps(footer, separators=(",", ":")).encode()
    file.write_bytes(data[: -8 - length] + text + struct.pack("<II", len(text), magic))
    with pytest.raises(NotAnIndexError, match=f"format {FORMAT - 1}"):
        ids(opened(), word("a"))


def test_a_lost_file_is_named(folder: Path, opened: Callable[[], Engine]) -> None:
    put(opened(), plain("x", "a"))
    (file,) = folder.glob("*.fieldnorm")
    file.unlink()
    with pytest.raises(NotAnIndexError, match="damaged"):
        ids(opened(), word("a"))
