"""Completions: the last words of a query, in the archive's spelling, and nothing that no document holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parser import parsed
from search.suggest import Completion, Completions, Gathering, Kind, add, build
from search.suggest.completing import MOST
from tests.engines.oracle import Oracle
from tests.suggest.archive import ALIASES, DOCUMENTS, document, engine_of

# what is typed, the first completion, what was completed, documents
FIRST = [
    ("gem", "gempa", Kind.WORD, 3),
    ("GEMPA BU", "Gempa Bumi", Kind.PHRASE, 2),
    ("harga b", "Harga Beras", Kind.PHRASE, 2),
    ("harga ", "Harga Beras", Kind.PHRASE, 2),
    ("raden s", "Raden Saleh", Kind.NAME, 2),
    ("lukisan raden s", "lukisan Raden Saleh", Kind.NAME, 2),
    ("Pameran Luk", "Pameran Lukisan Raden Saleh Dibuka", Kind.TITLE, 1),
    ("su-2", "Su-24", Kind.NAME, 1),
    ("su-24 d", "Su-24 Ditembak Jatuh", Kind.TITLE, 1),
    ("daes", "Daesh", Kind.ALIAS, 1),
    ("suriah nii", "suriah NIIS", Kind.NAME, 1),
    ("mengguncan", "mengguncang", Kind.WORD, 1),
    ("judul:gem", "judul:gempa", Kind.WORD, 2),
    ("-gem", "-gempa", Kind.WORD, 3),
    ("gempa DAN amb", "gempa DAN Ambon", Kind.NAME, 2),
    ("(gempa OR rumah) museum nas", "(gempa OR rumah) Museum Nasional", Kind.NAME, 2),
    ("(gempa OR museum nas", "(gempa OR museum Nasional", Kind.NAME, 2),  # OR binds "museum"
    ('"laut b', '"Laut Banda"', Kind.NAME, 2),
    ("“laut b", "“Laut Banda”", Kind.NAME, 2),
    ('tsunami "laut b', 'tsunami "Laut Banda"', Kind.NAME, 2),
]


@pytest.mark.parametrize(("typed", "text", "kind", "count"), FIRST)
def test_the_first_completion(completions: Completions, typed: str, text: str, kind: Kind, count: int) -> None:
    assert completions.complete(typed)[0] == Completion(text, kind, count)


NOTHING = [
    "",
    " ",
    "!!!",
    '"gempa bumi"',  # a phrase that is closed is finished
    '"',
    '"laut lepas b',  # in quotes it must go on from the first word
    "gempa)",
    "gempa -",
    "gempa*",
    "gempa^2",
    "sumber:gem",  # a filter has values, not words of texts
    "sumber:(antara gem",
    "judul:",
    "tsunami beras gem",  # no document holds them together
    "xyzzy",
    "x" * 501,
]


@pytest.mark.parametrize("typed", NOTHING)
def test_nothing_completes(completions: Completions, typed: str) -> None:
    assert completions.complete(typed) == ()


def test_a_sign_binds_one_word_so_one_word_takes_its_place(completions: Completions) -> None:
    assert "Harga Beras" in [one.text for one in completions.complete("har")]
    assert [one.text for one in completions.complete("judul:har")] == ["judul:harga"]


def test_what_is_typed_already_is_no_completion(completions: Completions) -> None:
    assert "tsunami" not in [one.text.lower() for one in completions.complete("tsunami")]


def test_longer_beginnings_come_first_then_more_documents(completions: Completions) -> None:
    found = [one.text for one in completions.complete("gempa b")]
    assert found[0] == "Gempa Bumi"
    assert found.index("Gempa Bumi Guncang Maluku") < found.index("gempa BMKG")


@pytest.mark.parametrize("limit", [-1, 0, 1, 3, 10_000])
def test_a_limit_is_kept(completions: Completions, limit: int) -> None:
    assert len(completions.complete("p", limit)) <= max(0, min(limit, MOST))


@pytest.mark.parametrize("typed", ["gempa ", "pa", "m"])
def test_a_shorter_list_is_the_beginning_of_the_usual_one(completions: Completions, typed: str) -> None:
    usual = completions.complete(typed)
    assert len(usual) > 1
    for limit in range(len(usual)):
        assert completions.complete(typed, limit) == usual[:limit]


def test_what_hangs_on_a_word_is_not_shown_with_it(tmp_path: Path) -> None:
    """Rusia-nya is Rusia: the analysis reads it so too."""
    new = document(92, "Sikap Rusia-nya Berubah", "Ia memuji peran Swedia-nya, dan juga sikap Swedia-lah yang dipuji.")
    build([*DOCUMENTS, new], tmp_path)
    found = Completions(tmp_path, engine_of([*DOCUMENTS, new]), ALIASES).complete("swed")
    assert [one.text for one in found] == ["Swedia"]


def test_the_count_is_of_documents_that_hold_the_words(completions: Completions, engine: Oracle) -> None:
    for one in completions.complete("j") + completions.complete("m"):
        bodies = [f"{d.title} {d.body}".lower() for d in DOCUMENTS]
        assert one.count == sum(all(word in body for word in one.text.lower().split()) for body in bodies)


def test_entries_whose_documents_are_gone_are_not_shown(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path)
    left = Completions(tmp_path, engine_of(DOCUMENTS[5:]), ALIASES)
    assert left.complete("raden") == ()
    assert left.complete("sukarn")[0].text == "Sukarno"


def test_words_that_no_file_has_come_from_the_vocabulary(tmp_path: Path) -> None:
    found = Completions(tmp_path, engine_of(DOCUMENTS), ALIASES).complete("pengunj")
    assert found == (Completion("pengunjung", Kind.WORD, 3),)


def test_forms_joined_by_a_hyphen_are_not_shown(tmp_path: Path) -> None:
    documents = (*DOCUMENTS, document(90, "Rute", "Rute Jakarta-Bandung dibuka."))
    completions = Completions(tmp_path, engine_of(documents), ALIASES)
    assert [one.text for one in completions.complete("jakar")] == ["jakarta"]


def test_new_files_are_noticed(tmp_path: Path) -> None:
    new = document(91, "Panen Raya", "Festival Danau Toba dibuka di Danau Toba, kata Dinas Pariwisata.")
    build(DOCUMENTS, tmp_path)
    completions = Completions(tmp_path, engine_of([*DOCUMENTS, new]), ALIASES)
    assert "Danau Toba" not in [one.text for one in completions.complete("danau")]
    gathered = Gathering()
    gathered.take(new)
    add(gathered, tmp_path)
    assert "Danau Toba" in [one.text for one in completions.complete("danau")]


@given(st.text(max_size=60))
def test_any_text_is_taken(completions: Completions, typed: str) -> None:
    completions.complete(typed)


@given(st.lists(st.sampled_from(['"', "gempa", "la", " ", "(", ")", "-", "judul:", "harga b", "DAN ", "sumber:", "*"])))
def test_a_completion_begins_as_what_was_typed_and_reads_without_notice(
    completions: Completions, parts: list[str]
) -> None:
    typed = "".join(parts)
    for one in completions.complete(typed):
        assert len(one.text) >= 2
        assert one.count > 0
        assert len(parsed(one.text).notices) <= len(parsed(typed).notices)


@pytest.mark.parametrize(
    "typed", ["(" * 10_000, '"' * 10_001, "a " * 200, "-" * 400, "\ud800", "judul:" * 80, "é" * 499]
)
def test_hostile_texts_are_taken(completions: Completions, typed: str) -> None:
    assert isinstance(completions.complete(typed), tuple)
