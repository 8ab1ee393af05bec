"""Postings as bytes: what comes back is what went in, for any numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.packing import (
    Piece,
    all_unpacked,
    packed,
    size,
    unpacked,
)
from search.engines.whoosh.positions import packed_positions, placed, unpacked_positions
from search.engines.whoosh.postings import Postings, grouped, joined, renumbered
from search.engines.whoosh.sections import PAGE, DamagedFileError, Sections, SectionWriter
from search.engines.whoosh.terms import TermFile
from search.engines.whoosh.termwriting import write_terms

# Documents of few and of many words, near and far from each other: every width, rows, and steps beyond 255.
DOCUMENTS = 70_000
occurrences = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([0, 1, 2, 3, 255, 256, 300, 65_535, 65_536, DOCUMENTS - 1])),
    min_size=1,
    max_size=400,
)
positions = st.lists(st.integers(0, 1000) | st.integers(250, 260), min_size=400, max_size=400)


def as_postings(pairs: list[tuple[int, int]], places: list[int]) -> Postings:
    """The postings of (term, document) pairs, with positions that rise within a document."""
    pairs = sorted(pairs, key=lambda pair: pair[1])
    terms, documents = np.array(pairs, np.int64).T
    placed = np.array(sorted(places[: len(pairs)]), np.int64)
    return grouped(terms, documents, placed)


def plain(postings: Postings) -> list[list[int]]:
    return [column.tolist() for column in postings]


@given(occurrences, positions, st.sampled_from([4, 40, DOCUMENTS]))
def test_packed_postings_come_back(pairs: list[tuple[int, int]], places: list[int], count: int) -> None:
    postings = as_postings([(term, document % count) for term, document in pairs], places)
    made = packed(postings)
    assert plain(all_unpacked(made))[:3] == plain(postings)[:3]
    pieces = list(map(Piece, np.split(made.data, made.starts[1:]), made.packings.tolist()))
    assert list(map(size, pieces[: len(made.terms)])) == np.unique(postings.terms, return_counts=True)[1].tolist()
    for term, (documents, counts) in zip(made.terms, unpacked(pieces), strict=True):
        own = postings.terms == term
        assert documents.tolist() == postings.documents[own].tolist()
        assert counts.tolist() == postings.counts[own].tolist()
    data, _ = packed_positions(postings.positions, postings.counts)
    assert unpacked_positions(data, postings.counts).tolist() == postings.positions.tolist()
    some = np.arange(0, len(postings.counts), 3)
    own = np.repeat(np.isin(np.arange(len(postings.counts)), some), postings.counts)
    chosen = placed(data, postings.counts, some)
    assert chosen.between(0, len(some), np.zeros_like(some)).tolist() == postings.positions[own].tolist()


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 65_536, 1 << 22])
def test_any_count_comes_back_from_the_first_document(count: int) -> None:
    postings = Postings(*(np.array([number]) for number in (0, 0, count)), np.empty(0, np.int64))
    assert plain(all_unpacked(packed(postings)))[:3] == [[0], [0], [count]]


@given(occurrences, positions, st.integers(0, 2**16))
def test_divided_and_joined_again_is_the_same(pairs: list[tuple[int, int]], places: list[int], seed: int) -> None:
    postings = as_postings(pairs, places)
    owner = np.random.default_rng(seed).integers(0, 3, DOCUMENTS)
    terms, everything = np.arange(7), np.arange(DOCUMENTS)
    parts = [renumbered(postings, terms, np.where(owner == part, everything, -1)) for part in range(3)]
    assert plain(joined(parts)) == plain(postings)


@given(occurrences, positions)
def test_terms_come_back_from_their_files(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[int, int]], places: list[int]
) -> None:
    folder, postings = tmp_path_factory.mktemp("terms"), as_postings(pairs, places)
    vocabulary = [b"%d" % number for number in range(7)]
    files = [SectionWriter((folder / name).open("wb")) for name in ("terms", "positions")]
    write_terms(vocabulary, [("body", [postings])], DOCUMENTS, *files, folder)
    read = TermFile(*(opened(folder / name) for name in ("terms", "positions")), DOCUMENTS)
    assert plain(read.many("body", 0, len(vocabulary))) == plain(postings)
    for number, term in enumerate(vocabulary):
        entry, own = read.entry("body", term.decode()), postings.terms == number
        if entry is None:
            assert not own.any()
        else:
            documents, counts = read.listed("body", entry)
            assert documents.tolist() == postings.documents[own].tolist()
            wanted = postings.positions[np.repeat(own, postings.counts)]
            everyone, nowhere = np.arange(len(counts)), np.zeros(len(counts), int)
            placed = read.placed("body", entry, counts, everyone)
            assert placed.between(0, len(counts), nowhere).tolist() == wanted.tolist()
    assert read.entry("body", "tidak ada") is read.entry("title", "0") is None


def opened(path: Path) -> Sections:
    with path.open("rb") as file:
        return Sections(file, path.name)


def written(path: Path) -> bytes:
    out = SectionWriter(path.open("wb"))
    out.append("kecil", np.arange(3, dtype=np.uint8))
    out.append("teks", b"perang")
    out.append("teks", b" Rusia")
    out.close()
    return path.read_bytes()


def test_sections_come_back_at_places_fit_for_numbers(tmp_path: Path) -> None:
    written(tmp_path / "a")
    sections = opened(tmp_path / "a")
    assert sections.names() == ["kecil", "teks"]
    assert (sections.array("kecil").tolist(), bytes(sections.view("teks"))) == ([0, 1, 2], b"perang Rusia")
    sections.verify()


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "a")
    for length in range(len(whole)):
        (tmp_path / "a").write_bytes(whole[:length])
        with pytest.raises(DamagedFileError, match="a is damaged or cut short"):
            opened(tmp_path / "a")


def test_a_changed_byte_is_seen_when_the_file_is_opened_or_verified(tmp_path: Path) -> None:
    whole = written(tmp_path / "a")
    seen = 0
    for place in range(len(whole)):
        (tmp_path / "a").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            opened(tmp_path / "a").verify()
        except DamagedFileError:
            seen += 1
    assert seen == len(whole)


def test_a_file_of_another_format_is_no_damage_but_named(tmp_path: Path) -> None:
    data = bytearray(written(tmp_path / "a"))
    data[7] = 2
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(DamagedFileError, match="a has format 2, this program reads format"):
        opened(tmp_path / "a")


def test_only_the_pages_that_are_read_are_checked(tmp_path: Path) -> None:
    out = SectionWriter((tmp_path / "a").open("wb"))
    for part in range(3):
        out.append("lama", bytes([part]) * 5000)
    out.close()
    data = bytearray((tmp_path / "a").read_bytes())
    data[2 * PAGE + 7] ^= 1
    (tmp_path / "a").write_bytes(data)
    sections = opened(tmp_path / "a")
    lama, start = sections.unchecked("lama")
    assert (start, lama[:2].tolist(), len(lama)) == (8, [0, 0], 15_000)  # behind the name of the format
    sections.check(0, 2 * PAGE)
    sections.check(3 * PAGE, start + 15_000)
    for first, last in ((start, start + 15_000), (2 * PAGE, 2 * PAGE + 1), (start + 5000, 3 * PAGE)):
        with pytest.raises(DamagedFileError, match="a is damaged at byte 8192"):
            sections.check(first, last)


def test_an_unfinished_file_is_refused(tmp_path: Path) -> None:
    out = SectionWriter((tmp_path / "a").open("wb"))
    out.append("teks", b"perang")
    out.abandon()
    with pytest.raises(DamagedFileError):
        opened(tmp_path / "a")
