"""From records and texts to documents."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from search.ingest import Record, document
from search.model import Document, Json


def from_fields(fields: Mapping[str, Json]) -> Document:
    return document(Record("x", "d", "/a.jsonl", 1, fields))


def from_text(text: str, *, id: str = "a.txt") -> Document:
    return document(Record(id, "d", "/a.txt", text=text, id_from_file=True))


LEAD = "Pemerintah Provinsi Sulawesi Tengah memperpanjang masa tanggap darurat selama dua pekan."


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"headline": "Gempa"}, "title", "Gempa"),
        ({"title": " Gempa\n di Palu "}, "title", "Gempa di Palu"),
        ({"judul": "Gempa"}, "title", "Gempa"),
        ({"title": 2012}, "title", "2012"),
        ({"headline": "", "title": "Gempa"}, "title", "Gempa"),
        ({"articleBody": LEAD}, "body", LEAD),
        ({"text": LEAD}, "body", LEAD),
        ({"body": LEAD}, "body", LEAD),
        ({"content": LEAD}, "body", LEAD),
        ({"publisher": "Antara"}, "source", "Antara"),
        ({"publisher": {"@type": "Organization", "name": "Antara"}}, "source", "Antara"),
        ({"source": "kompas.com"}, "source", "kompas.com"),
        ({"outlet": ["Antara", "Tempo"]}, "source", "Antara, Tempo"),
        ({"url": "https://regional.kompas.com/read/1"}, "source", "kompas.com"),
        ({"author": "Tim A"}, "byline", "Tim A"),
        ({"author": {"name": "Tim A"}}, "byline", "Tim A"),
        ({"author": [{"name": "Tim A"}, "Tim B"]}, "byline", "Tim A, Tim B"),
        ({"byline": "Tim A"}, "byline", "Tim A"),
        ({"editor": {"name": "Tim A"}}, "editor", "Tim A"),
        ({"inLanguage": "id-ID"}, "language", "id"),
        ({"lang": "Bahasa Indonesia"}, "language", "id"),
        ({"language": {"name": "English"}}, "language", "en"),
        ({"articleSection": ["Nasional", "Politik"]}, "section", "Nasional, Politik"),
        ({"category": "News"}, "section", "News"),
        ({"contentLocation": {"name": "Palu"}}, "places", ("Palu",)),
        ({"url": "https://a.id/1"}, "url", "https://a.id/1"),
    ],
)
def test_a_record_may_use_schema_org_names_plain_names_and_indonesian_ones(
    fields: dict[str, Json], name: str, value: object
) -> None:
    made = from_fields(({} if name == "title" else {"title": "Gempa"}) | fields)
    assert getattr(made, name) == value
    assert not made.extra


@pytest.mark.parametrize(
    ("fields", "origin", "date"),
    [
        ({"datePublished": "2015-11-27T08:00+07:00"}, "record", "2015-11-27"),
        ({"date": "Jum'at, 27 Nov 2015"}, "record", "2015-11-27"),
        ({"date": "2015"}, "record", "2015"),
        ({"published": 20151127}, "record", "2015-11-27"),
        ({"date": "kemarin", "url": "https://a.id/read/2015/11/27/1"}, "url", "2015-11-27"),
        ({"date": "", "text": "Palu pulih, kata dia, Jumat (27/11/2015)."}, "body", "2015-11-27"),
        ({"date": None, "text": "Palu pulih, kata dia, Jumat (27/11)."}, "", ""),
    ],
)
def test_a_record_is_dated_by_what_it_says_then_by_its_url_then_by_its_text(
    fields: dict[str, Json], origin: str, date: str
) -> None:
    made = from_fields({"title": "Palu Pulih"} | fields)
    assert (str(made.published), made.published.origin, made.origins.get("published", "")) == (date, origin, origin)


@pytest.mark.parametrize(
    "extra",
    [
        {"views": 7, "tags": ["gempa", None], "@context": "https://schema.org"},
        {"headline2": "x", "date": "kemarin"},
        {"text": ["a", "list"]},
        {"author": {"name": "Tim A", "url": "https://a.id/tim"}},
        {"inLanguage": "?"},
        {"id": {"a": 1}},
        {"description": None, "": ""},
    ],
)
def test_what_no_field_takes_whole_is_kept_as_it_came(extra: dict[str, Json]) -> None:
    assert from_fields({"title": "Gempa"} | extra).extra == extra


def test_of_two_keys_for_one_field_the_second_is_kept_too() -> None:
    made = from_fields({"headline": "Gempa", "title": "Gempa - Antara", "id": "1", "@id": "x"})
    assert (made.title, dict(made.extra)) == ("Gempa", {"title": "Gempa - Antara", "@id": "x"})


def test_a_record_without_title_gets_the_first_sentence_behind_the_dateline() -> None:
    made = from_fields({"text": f"Palu, Kompas - {LEAD} Dana siap."})
    assert (made.title, made.title_derived) == (LEAD[:-1], True)
    assert (made.places, made.source) == (("Palu",), "Kompas")
    assert made.body.startswith("Palu, Kompas - ")


def test_a_record_keeps_every_sentence_of_its_text() -> None:
    text = "Palu Pulih\n\nBaca juga surat gubernur itu, kata Baca juga: lalu pergi."
    made = from_fields({"title": "Palu", "text": f"{LEAD}\n\n{text}"})
    assert "Palu Pulih" in made.body
    assert LEAD in made.body


def test_a_title_printed_again_in_the_text_is_taken_out() -> None:
    made = from_fields({"title": "Palu Pulih", "text": f"PALU PULIH\n\n{LEAD}"})
    assert (made.body, made.removed) == (LEAD, ("PALU PULIH",))


@pytest.mark.parametrize("text", [".", "Paris (CB) - ", "?", "Suara.com - \n"])
def test_every_text_has_a_title(text: str) -> None:
    assert from_text(text).title == text.strip()


def test_a_record_with_only_a_title_is_a_document() -> None:
    made = from_fields({"title": "Palu Pulih"})
    assert (made.title, made.body, made.title_derived) == ("Palu Pulih", "", False)


@pytest.mark.parametrize(
    ("text", "date", "origin"),
    [
        (f"Palu Pulih\nSenin, 5 Agustus 2024 | 14:03 WIB\n\n{LEAD}", "2024-08-05", "page header"),
        (f"Kompas.com - 10/09/2019, 21:48 WIB\nPalu Pulih\n{LEAD}", "2019-09-10", "page header"),
        (f"Palu Pulih\nDiterbitkan: 5 Agustus 2024\n{LEAD}", "2024-08-05", "page header"),
        (f"Palu Pulih\n\nPALU, 5 Agustus 2024 (ANTARA) - {LEAD}", "2024-08-05", "dateline"),
        (f"{LEAD} Ia tiba Senin (5/8/2024) dan pulang Selasa (6/8/2024).", "2024-08-06", "body"),
        (f"{LEAD} Ia lahir pada 5 Agustus 1970.", "", ""),
        (f"{LEAD} Pesta itu Minggu, 17 Agustus 2025, rapatnya Jumat (1/8/2025).", "2025-08-17", "body"),
        (f"{LEAD} Ia tiba Jumat (5/8/2024).", "2024-08-05", "body, the weekday is of another day"),
        (f"{LEAD} Ia tiba Jumat (6/8/2024), kata dia, Senin (5/8/2024).", "2024-08-05", "body"),
        (f"{LEAD}\n\nCopyright © ANTARA 2015", "2015", "copyright line"),
        (f"{LEAD} Ia tiba Senin (5/8).", "", ""),
    ],
)
def test_a_text_is_dated_by_header_dateline_body_or_copyright_line(text: str, date: str, origin: str) -> None:
    published = from_text(text).published
    assert (str(published), published.origin) == (date, origin)


def test_a_file_name_dates_a_text_that_gives_no_day() -> None:
    made = from_text(f"{LEAD}\n\nCopyright © ANTARA 2015", id="2015/11/27/palu.txt")
    assert (str(made.published), made.published.origin) == ("2015-11-27", "file")


def test_paragraphs_are_divided_by_a_blank_line_however_they_were_printed() -> None:
    for break_ in ("\n", "\n\n", "\r\n", " \r\n\u00a0\r\n", "\u2028", "\x0c"):
        assert from_text(f"Palu Pulih{break_}{LEAD}{break_}{LEAD[:-1]}!").body == f"{LEAD}\n\n{LEAD[:-1]}!"


def test_lines_that_are_cut_by_width_are_joined() -> None:
    words = [LEAD] * 4
    text = "\n\n".join(" ".join(words[:count]) for count in (2, 3, 4))
    wrapped = "\n\n".join(_wrapped(paragraph) for paragraph in text.split("\n\n"))
    assert wrapped.count("\n") > 10
    assert from_text(f"Palu Pulih\n\n{wrapped}\n\nEditor: Tim A\nCopyright © ANTARA 2015").body == text


def _wrapped(paragraph: str, width: int = 72) -> str:
    lines = [""]
    for word in paragraph.split():
        lines.append(word) if len(lines[-1]) + len(word) >= width else lines.append(f"{lines.pop()} {word}".strip())
    return "\n".join(lines)


def test_markdown_headings_lose_their_sign() -> None:
    assert from_text(f"# Palu Pulih\n\n{LEAD}", id="a.md").title == "Palu Pulih"


def test_letters_are_composed_and_invisible_signs_taken_out() -> None:
    made = from_text(f"Pero\u0301n\x00 Pulih\n\n{LEAD}\ufeff")
    assert (made.title, made.body) == ("Perón Pulih", LEAD)


def test_an_agency_is_the_credit_only_where_it_is_not_the_outlet() -> None:
    assert from_text(f"Palu (CB) - {LEAD}\n\nSumber: Antara").credit == "Antara"
    assert from_text(f"Palu (ANTARA) - {LEAD}\n\nSumber: ANTARA").credit is None


def test_a_text_of_nothing_but_furniture_is_kept_whole() -> None:
    made = from_text("Tinggalkan Balasan\nBagikan")
    assert (made.title, made.body, made.removed) == ("Tinggalkan Balasan", "Tinggalkan Balasan\n\nBagikan", ())


def test_a_language_that_the_record_gives_is_not_looked_for() -> None:
    made = from_fields({"title": "Gempa", "text": LEAD, "lang": "ms"})
    assert (made.language, made.language_confidence, made.origins["language"]) == ("ms", 0.0, "record")


def test_a_text_has_its_language_looked_for() -> None:
    made = from_text(f"Palu Pulih\n\n{LEAD}")
    assert (made.language, made.origins["language"]) == ("id", "text")
    assert made.language_confidence > 0.9
