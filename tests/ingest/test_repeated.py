"""What is learned of an outlet's template, and what is never taken for one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.ingest import Record, document
from search.ingest.furniture import folded
from search.ingest.removal import without
from search.ingest.repeated import SAMPLE, Repeated, changes, lines_of, outlet_of
from search.model import Document

WHO = ["Bupati", "Wali kota", "Kepala dinas", "Juru bicara", "Ketua panitia", "Camat", "Rektor", "Kepala desa"]
DID = ["meresmikan", "meninjau", "menutup", "memperbaiki", "menunda", "membuka", "menolak", "menghitung"]
WHAT = ["jembatan baru", "pasar ikan", "pos kesehatan", "lomba perahu", "saluran air", "panen raya", "rapat warga"]
LABELS = ["Ikuti Saluran Kami", "Tentang Kami", "Kabar Pilihan", "Beranda | Daerah | Opini"]
NOTICES = ["Isi komentar menjadi tanggung jawab penulisnya.", "Dapatkan kabar pilihan setiap pagi di kotak surat Anda."]


def article(number: int, *lines: str, source: str | None = "contoh.id") -> Document:
    """An article like no other, with lines of a template below it."""
    random = Random(number)
    body = [f"{random.choice(WHO)} {random.choice(DID)} {random.choice(WHAT)}, laporan ke-{number}." for _ in range(4)]
    return Document(f"a{number}", f"Berita {number}", "\n\n".join([*body, *lines]), source=source)


def learned(documents: Iterable[Document], outlet: str = "contoh.id") -> frozenset[str]:
    repeated = Repeated()
    for one in documents:
        repeated.take(one)
    return repeated.furniture(outlet)


def archive(size: int, holding: int, line: str) -> list[Document]:
    """Articles of which some hold a line."""
    return [article(number, *([line] if number < holding else [])) for number in range(size)]


@pytest.mark.parametrize(
    ("line", "holding", "size", "is_learned", "why"),
    [
        ("Ikuti Saluran Kami", 5, 5, True, "a label, five times"),
        ("Ikuti Saluran Kami", 4, 4, False, "four may be chance"),
        ("Ikuti Saluran Kami", 10, 50, True, "a fifth of the outlet"),
        ("Ikuti Saluran Kami", 9, 50, False, "less than a fifth"),
        ("Semoga bermanfaat.", 29, 29, False, "a sentence needs thirty"),
        ("Semoga bermanfaat.", 30, 30, True, "thirty, and all"),
        ("Semoga bermanfaat.", 39, 80, False, "less than half"),
        ("Gempa itu menewaskan 4.340 orang di empat kabupaten dan merusak ribuan rumah", 29, 40, False, "long as one"),
        ("12.500", 50, 50, False, "a number of a table"),
        ("kata " * 61, 50, 50, False, "longer than any notice"),
    ],
)
def test_a_line_is_furniture_by_how_many_documents_print_it(
    line: str, holding: int, size: int, is_learned: bool, why: str
) -> None:
    assert (folded(line) in learned(archive(size, holding, line))) == is_learned, why


def test_lines_that_differ_in_a_number_are_different_lines() -> None:
    """Prices, scores and temperatures are what a table of the day says."""
    assert not learned(article(number, f"Cabai rawit: Rp {number}00 per kilogram") for number in range(50))


def test_a_planted_template_is_found_whole_and_nothing_else() -> None:
    random = Random(7)
    template = [*LABELS, *NOTICES]
    documents = [article(number, *random.sample(template, 5)) for number in range(300)]
    assert learned(documents) == frozenset(map(folded, template))


def test_an_outlet_is_learned_by_itself_and_the_unknown_are_one() -> None:
    repeated = Repeated()
    for number in range(20):
        repeated.take(article(number, "Kabar Pilihan", source="Contoh.id"))
        repeated.take(article(100 + number, source="lain.id"))
        repeated.take(article(200 + number, "Tentang Kami", source=None))
    assert repeated.learned() == {"": {"tentang kami"}, "contoh.id": {"kabar pilihan"}}


def test_a_headline_that_is_printed_may_be_the_template_s() -> None:
    """Pages saved as text open with the menu."""
    texts = [f"Beranda Daerah Opini\n\nJembatan {number} Dibuka\n\nWarga {number} lewat." for number in range(9)]
    made = [document(Record(f"{number}.txt", "", "", text=text)) for number, text in enumerate(texts)]
    assert {one.title for one in made} == {"Beranda Daerah Opini"}
    lines = learned(made, "")
    assert [without(one, lines).title for one in made] == [f"Jembatan {number} Dibuka" for number in range(9)]


def test_what_a_batch_teaches_is_told_by_outlet() -> None:
    repeated = Repeated()
    for one in archive(10, 5, "Tentang Kami"):
        repeated.take(one)
    before = repeated.learned()
    for number in range(10, 40):
        repeated.take(article(number, "Kabar Pilihan"))
    change = changes(before, repeated.learned())["contoh.id"]
    assert (set(change.new), set(change.gone)) == ({"kabar pilihan"}, {"tentang kami"})
    assert changes(before, before) == {}


def test_a_document_that_is_dropped_counts_no_more() -> None:
    repeated = Repeated()
    documents = archive(5, 5, "Tentang Kami")
    for one in documents:
        repeated.take(one)
    repeated.drop(documents[0])
    repeated.drop(article(99))
    assert not repeated.learned()


def test_counts_of_another_format_are_none() -> None:
    assert Repeated.of_text('{"format": 0, "outlets": {"a": 1}}').as_text() == Repeated().as_text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "7", '{"format": 1, "outlets": 5}', '{"format": 1, "outlets": {"a": {}}}']
)
def test_what_are_no_counts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expecting"):
        Repeated.of_text(text)


def test_what_is_kept_of_an_outlet_does_not_grow_with_its_documents() -> None:
    sizes = []
    for count in (SAMPLE, 10 * SAMPLE):
        repeated = Repeated()
        for number in range(count):
            repeated.take(article(number, *LABELS))
        sizes.append(len(repeated.as_text()))
    assert sizes[1] < 1.05 * sizes[0]


LINES = some.lists(some.sampled_from([*LABELS, *NOTICES, "Rp 5.000"]), unique=True)
ARCHIVES = some.lists(LINES, max_size=3 * SAMPLE // 2).map(
    lambda printed: [article(number, *lines, source=f"s{number % 2}") for number, lines in enumerate(printed)]
)


@given(ARCHIVES, some.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_what_is_learned(documents: list[Document], random: Random) -> None:
    one, other = Repeated(), Repeated()
    for made in documents:
        one.take(made)
    for made in random.sample(documents * 2, 2 * len(documents)):
        other.take(made)
    assert one.as_text() == other.as_text()
    assert one.learned() == other.learned()


@given(ARCHIVES)
def test_counts_are_written_and_read_without_loss(documents: list[Document]) -> None:
    repeated = Repeated()
    for made in documents:
        repeated.take(made)
    again = Repeated.of_text(repeated.as_text())
    assert json.loads(again.as_text())
    assert (again.as_text(), again.learned()) == (repeated.as_text(), repeated.learned())


@given(some.lists(LINES, min_size=5, max_size=40))
def test_a_document_counts_the_same_after_its_furniture_is_removed(printed: list[list[str]]) -> None:
    documents = [article(number, *lines) for number, lines in enumerate(printed)]
    lines = learned(documents)
    clean = [without(one, lines) for one in documents]
    assert [lines_of(one) for one in clean] == [lines_of(one) for one in documents]
    assert learned(clean) == lines


def test_the_name_of_an_outlet_is_folded() -> None:
    assert outlet_of(replace(article(1), source="WWW.Contoh.ID")) == "contoh.id"
