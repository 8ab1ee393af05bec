"""The files of completions: complete, current, and never believed when they are damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import IndexReadOnlyError
from search.suggest import Gathering, Kind, add, build, is_sound
from search.suggest.entries import DamagedEntriesError, Entry, EntryFile, write_entries
from search.suggest.folder import RECENT, WHOLE, opened
from search.suggest.gathering import MANY
from search.suggest.keys import as_words, key
from tests.suggest.archive import DOCUMENTS, document

ENTRIES = [
    Entry("Joko Widodo", Kind.NAME, 40),
    Entry("jokowi", Kind.WORD, 90),
    Entry("João Félix", Kind.NAME, 5),
    Entry("jalan", Kind.WORD, 60),
    Entry("Jum'at", Kind.NAME, 7),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / WHOLE
    write_entries(ENTRIES, 120, path)
    return path


def gathered(*texts: tuple[str, str]) -> Gathering:
    found = Gathering()
    for number, (title, body) in enumerate(texts):
        found.take(document(number, title, body))
    return found


def found_in(folder: Path) -> dict[str, int]:
    return {entry.text: entry.documents for file in opened(folder) for entry in file}


BY_KEY = sorted(ENTRIES, key=lambda entry: key(entry.text))


def test_a_file_gives_back_its_entries(file: Path) -> None:
    entries = EntryFile(file)
    assert list(entries) == BY_KEY
    assert entries.beginning("", 9) == sorted(ENTRIES, key=lambda entry: -entry.documents)
    assert (len(entries), entries.documents) == (5, 120)


@pytest.mark.parametrize("most", [9, 70_000])
def test_entries_of_many_blocks_are_found_by_their_beginning(tmp_path: Path, most: int) -> None:
    chance, path = random.Random(4), tmp_path / WHOLE
    texts = [f"{'abc'[number % 3]}{chance.randrange(10**6):06}" for number in range(1_000)]
    entries = [Entry(text, Kind.WORD, chance.randrange(1, most)) for text in sorted(set(texts))]
    write_entries(entries, 120, path)
    file = EntryFile(path)
    assert list(file) == entries
    for prefix in ("", "a", "b1", "b12", "c9", "c99999", "d", "0", *texts[:5]):
        own = [entry for entry in entries if entry.text.startswith(prefix)]
        best = sorted(own, key=lambda entry: (-entry.documents, entry.text))
        assert [file.beginning(prefix, limit) for limit in (3, 2_000)] == [best[:3], best]
        assert list(file.texts(prefix, range(7, 8))) == [entry.text for entry in own]
        assert list(file.texts(prefix, range(6))) == []


@pytest.mark.parametrize(
    ("prefix", "texts"),
    [
        ("jo", ["jokowi", "Joko Widodo", "João Félix"]),
        ("joko ", ["Joko Widodo"]),
        ("joao f", ["João Félix"]),
        ("juma", ["Jum'at"]),
        ("k", []),
        ("", ["jokowi", "jalan", "Joko Widodo"]),
    ],
)
def test_entries_are_found_by_the_beginning_of_their_key(file: Path, prefix: str, texts: list[str]) -> None:
    assert [entry.text for entry in EntryFile(file).beginning(prefix, 3)] == texts


def test_a_file_stays_readable_when_it_is_replaced(file: Path) -> None:
    before = EntryFile(file)
    write_entries([], 0, file)
    assert len(list(before)) == 5
    assert list(EntryFile(file)) == []


def test_no_damaged_byte_is_believed(file: Path) -> None:
    data, chance = file.read_bytes(), random.Random(20151113)
    for _ in range(300):
        at = chance.randrange(len(data))
        file.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        try:
            entries = list(EntryFile(file))
        except DamagedEntriesError:
            continue
        assert entries == BY_KEY  # a blank of the header, say


@pytest.mark.parametrize("data", [b"", b"\n", b"{}\n", b"[]\n", b'{"documents": 1, "sizes": 3}\n', b"\xff" * 900])
def test_what_is_no_file_of_entries_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(DamagedEntriesError):
        EntryFile(file)


def test_a_file_cut_short_is_refused(file: Path) -> None:
    data = file.read_bytes()
    for size in range(len(data)):
        file.write_bytes(data[:size])
        with pytest.raises(DamagedEntriesError):
            EntryFile(file)


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        build(DOCUMENTS, tmp_path / name)
    assert (tmp_path / "first" / WHOLE).read_bytes() == (tmp_path / "second" / WHOLE).read_bytes()


def test_batches_add_up_to_the_whole(tmp_path: Path) -> None:
    texts = [(one.title, one.body) for one in DOCUMENTS]
    for text in texts:
        add(gathered(text), tmp_path)
    in_batches = found_in(tmp_path)
    build(DOCUMENTS, tmp_path)
    assert sum(file.documents for file in opened(tmp_path)) == len(texts)
    several = {text for text, count in found_in(tmp_path).items() if count > 2}
    assert len(several) > 10
    assert several <= in_batches.keys()


def test_a_small_batch_rewrites_the_small_file_only(tmp_path: Path) -> None:
    build([document(number, "Kabar", f"Kabar dari Kota Bandung nomor {number}.") for number in range(100)], tmp_path)
    before = (tmp_path / WHOLE).read_bytes()
    add(gathered(("Kabar", "Kabar dari Danau Toba.")), tmp_path)
    assert (tmp_path / WHOLE).read_bytes() == before
    assert (tmp_path / RECENT).exists()
    add(gathered(*[("Kabar", "Kabar dari Danau Toba.")] * 10), tmp_path)
    assert not (tmp_path / RECENT).exists()
    assert found_in(tmp_path)["Danau Toba"] == 11


def test_a_folder_is_sound_when_all_documents_were_gathered(tmp_path: Path) -> None:
    assert not is_sound(tmp_path, 10)
    build(DOCUMENTS, tmp_path)
    assert is_sound(tmp_path, len(DOCUMENTS))
    assert not is_sound(tmp_path, len(DOCUMENTS) + 1)
    assert not is_sound(tmp_path, len(DOCUMENTS) // 2)


def test_a_damaged_file_leaves_the_folder_unsound(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path)
    (tmp_path / WHOLE).write_bytes(b"?")
    add(gathered(("Kabar", "Kabar dari Danau Toba.")), tmp_path)
    assert not is_sound(tmp_path, len(DOCUMENTS) + 1)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexReadOnlyError):
        build(DOCUMENTS, tmp_path / "missing")


def test_names_are_taken_from_the_middle_of_sentences() -> None:
    texts = {entry.text: entry.kind for entry in gathered(("", "Kemarin Presiden Sukarno tiba. Ia pulang.")).entries()}
    assert texts["Presiden Sukarno"] is Kind.NAME
    assert texts["Sukarno"] is Kind.NAME
    assert "Kemarin" not in texts
    assert "Ia" not in texts


def test_a_text_counts_once_for_a_document() -> None:
    entries = gathered(("", "Kota di tepi Danau Toba. Orang ke Danau Toba."), ("", "Kapal di Danau Toba.")).entries()
    assert next(entry.documents for entry in entries if entry.text == "Danau Toba") == 2


def test_the_usual_spelling_stands_for_all() -> None:
    entries = gathered(*[("", "kata Habibie di sini.")] * 3, ("", "kata HABIBIE di sini.")).entries()
    assert [entry for entry in entries if key(entry.text) == "habibie"] == [Entry("Habibie", Kind.NAME, 4)]


def test_what_few_documents_print_is_left_out_of_a_large_archive() -> None:
    found = gathered(("", "Kapal di Danau Toba."))
    assert "Danau Toba" in [entry.text for entry in found.entries()]
    found.absorb([Entry("Danau Poso", Kind.NAME, 2)], MANY)
    assert {entry.text for entry in found.entries()} == {"Danau Poso"}


def test_part_of_a_longer_phrase_is_left_out() -> None:
    phrases = [entry.text for entry in gathered(*[("Piala Dunia Antarklub digelar", "")] * 5).entries()]
    assert "Piala Dunia Antarklub digelar" in phrases
    assert "Piala Dunia Antarklub" not in phrases


@given(st.text(max_size=80))
def test_words_of_any_text_are_plain_words_of_a_query(text: str) -> None:
    words = as_words(text)
    assert as_words(words) == words
    assert key(words).strip() or not words or "%" in words


def test_half_a_surrogate_pair_is_left_out() -> None:
    assert [entry.text for entry in gathered(("Gempa\ud800 di Ambon", "")).entries() if entry.kind is Kind.TITLE] == [
        "Gempa di Ambon"
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_documents_of_any_text_are_taken(title: str, body: str) -> None:
    for entry in gathered((title, body)).entries():
        assert entry.text.encode()
