"""Lines and sentences that a rule must know: furniture, imprint, sign-off, first sentence."""

from __future__ import annotations

import pytest

from search.ingest.furniture import is_furniture
from search.ingest.imprint import Imprint, imprint, merged, sign_off
from search.ingest.sentence import TITLE_LIMIT, first_sentence
from search.ingest.shipped import shipped
from tests.conftest import cases


@pytest.mark.parametrize(("line", "kind", "why"), cases("furniture.tsv", columns=3))
def test_furniture_is_told_from_text(line: str, kind: str, why: str) -> None:
    assert is_furniture(line) == (kind == "furniture"), why


def test_every_line_of_the_furniture_list_gives_its_reason() -> None:
    assert all(len(line.split("\t")) == 2 for line in shipped("furniture.txt"))


@pytest.mark.parametrize(
    ("line", "editor", "byline", "credit", "owner", "year", "why"), cases("imprints.tsv", columns=7)
)
def test_an_imprint_line_names_the_makers(
    line: str, editor: str, byline: str, credit: str, owner: str, year: str, why: str
) -> None:
    said = Imprint(editor or None, byline or None, credit or None, owner or None, int(year) if year else None)
    assert imprint(line) == (None if said == Imprint() else said), why


def test_of_two_imprint_lines_the_first_is_right() -> None:
    assert merged([Imprint(editor="A"), Imprint(editor="B", year=2015)]) == Imprint(editor="A", year=2015)


@pytest.mark.parametrize(("paragraph", "names", "why"), cases("sign-offs.tsv", columns=3))
def test_a_sign_off_closes_the_last_paragraph(paragraph: str, names: str, why: str) -> None:
    assert (sign_off(paragraph) or "") == names, why


@pytest.mark.parametrize(("text", "sentence", "why"), cases("first-sentences.tsv", columns=3))
def test_the_first_sentence_stands_in_for_a_title(text: str, sentence: str, why: str) -> None:
    assert first_sentence(text) == sentence, why


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = first_sentence("berita " * 200)
    assert title.endswith("berita…")
    assert len(title) <= TITLE_LIMIT


def test_a_line_end_ends_the_sentence() -> None:
    assert first_sentence("Putin Siap\n\nMoskow siap bergabung.") == "Putin Siap"
