"""Learned furniture out of a document: what remains, what the title becomes, and that nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from search.ingest import Record, document
from search.ingest.furniture import folded
from search.ingest.removal import restored, without
from search.model import Document

MENU, NOTICE = "Beranda Daerah Opini", "Isi komentar menjadi tanggung jawab penulisnya."
LINES = frozenset({folded(MENU), folded(NOTICE)})
REPORT = "Kupang (ANTARA) - Jembatan gantung di Desa Oesena dibuka. Warga tidak lagi memutar."


def made(text: str, **fields: str) -> Document:
    if fields:
        return document(Record("a", "", "", fields={"text": text, **fields}))
    return document(Record("a.txt", "", "", text=text, id_from_file=True))


def printed(one: Document) -> Counter[str]:
    """All lines of a document, wherever they are."""
    title = [one.title] if one.origins.get("title") == "headline" else []
    return Counter([*title, *filter(None, one.body.split("\n\n")), *one.removed])


def test_lines_go_from_the_body_to_what_was_removed_in_their_order() -> None:
    one = made(f"Jembatan Dibuka\n\n{REPORT}\n\n{NOTICE}\n\n{MENU}\n\nBaca juga: Gempa")
    clean = without(one, LINES)
    assert clean.title == "Jembatan Dibuka"
    assert clean.body == REPORT
    assert clean.removed == ("Baca juga: Gempa", NOTICE, MENU)


def test_a_document_without_such_lines_is_the_same_object() -> None:
    one = made(REPORT)
    assert without(one, LINES) is one
    assert restored(one, LINES) is one


def test_a_title_that_was_furniture_gives_way_to_the_headline_below() -> None:
    clean = without(made(f"{MENU}\n\nJembatan Dibuka\n\n{REPORT}"), LINES)
    assert (clean.title, clean.title_derived, clean.body) == ("Jembatan Dibuka", False, REPORT)
    assert clean.removed == (MENU,)


def test_a_title_that_was_furniture_gives_way_to_the_first_sentence() -> None:
    clean = without(made(f"{MENU}\n\n{REPORT}"), LINES)
    assert clean.title == "Jembatan gantung di Desa Oesena dibuka"
    assert (clean.title_derived, clean.origins["title"]) == (True, "first sentence")


def test_a_first_sentence_that_was_furniture_gives_way_to_the_next() -> None:
    one = made(f"{NOTICE}\n\n{REPORT}")
    assert one.title_derived
    assert without(one, LINES).title == "Jembatan gantung di Desa Oesena dibuka"


def test_a_title_that_a_record_gives_stays() -> None:
    clean = without(made(f"{MENU}\n\n{REPORT}", title=MENU), LINES)
    assert (clean.title, clean.body) == (MENU, REPORT)


def test_a_document_of_nothing_but_furniture_keeps_something() -> None:
    for lines in ((MENU,), (MENU, "Kabar Pilihan")):
        one = made("\n\n".join(lines), title="Gempa")
        assert without(one, frozenset(map(folded, lines))) is one
    assert without(made(f"{MENU}\n\n{NOTICE}", title="Gempa"), LINES).body == NOTICE


def test_of_many_copies_of_one_article_the_sentences_stay() -> None:
    """Where an archive holds an article forty times, its sentences are repeated, but no template's."""
    sentences = [f"Warga kampung ke-{number} melewati jembatan itu setiap pagi." for number in range(4)]
    one = made("\n\n".join([*sentences, MENU]), title="Jembatan")
    clean = without(one, frozenset(map(folded, sentences[:3])) | LINES)
    assert clean.body.split("\n\n") == sentences
    assert clean.removed == (MENU,)


def test_what_was_removed_by_the_shipped_list_is_not_put_back() -> None:
    one = made(f"{REPORT}\n\n{MENU}\n\nTinggalkan Balasan", title="Jembatan Dibuka")
    back = restored(without(one, LINES), LINES)
    assert (back.body, back.removed) == (f"{REPORT}\n\n{MENU}", ("Tinggalkan Balasan",))


PARTS = [MENU, NOTICE, "Jembatan Dibuka", REPORT, "Warga lewat.", "Editor: Contoh Satu", "Kamis, 5 Agustus 2021", "ya"]
texts = some.lists(some.sampled_from(PARTS) | some.text(max_size=9), min_size=1).map("\n\n".join)


@given(texts, some.sets(some.sampled_from(PARTS)), some.booleans())
def test_no_line_is_lost_and_a_second_time_changes_nothing(text: str, chosen: set[str], is_record: bool) -> None:
    one = made(text, title="Gempa") if is_record else made(text)
    lines = frozenset(map(folded, chosen))
    clean = without(one, lines)
    assert printed(clean) == printed(one)
    assert clean.title or not one.title
    assert without(clean, lines) == clean
    back = restored(clean, lines)
    assert printed(back) == printed(one)
    assert not [line for line in back.removed if folded(line) in lines]
