"""The other pages: two printings side by side, the archive, names, help, the keys."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from search import Index
from search.query.fields import READER_NAMES
from search.query.parser import parsed
from search.query.shapes import OPERATORS as WORDS
from search.wording import sentence
from tests.web.reading import Read
from web.operators import IN_LARGER_ARCHIVES, OPERATORS

EXAMPLES = [(code, example) for rows in OPERATORS.values() for code, some in rows.items() for example in some]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_every_example_of_the_help_page_is_read_as_it_is_typed(seed_index: Index, code: str, example: str) -> None:
    assert not parsed(example).notices
    if code not in IN_LARGER_ARCHIVES:
        assert seed_index.search(example).total


def test_the_help_page_links_every_example(client: FlaskClient) -> None:
    page = Read(client.get("/help").text)
    for code, example in EXAMPLES:
        assert example in page.text, code
        assert client.get("/", query_string={"q": example}).status_code == 200
    assert sum("?q=" in link for link in page.links()) == len(EXAMPLES)


def test_the_help_page_leaves_out_no_field_and_no_operator() -> None:
    typed = " ".join(example for _, example in EXAMPLES)
    assert len(READER_NAMES) >= 14
    assert not [name for name in READER_NAMES if not re.search(rf"\b{name}:", typed) and name not in {"id"}]
    assert not [others for others in READER_NAMES.values() if others and f"{others[0]}:" not in typed]
    assert not [word for word in WORDS if word not in typed]


def test_two_printings_stand_side_by_side(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/compare?id=berita/00&other=salinan/00").text
    assert "Berbeda di 1 tempat" in html
    assert html.count('<mark class="differs">Perbaikan dimulai pekan depan</mark>') == 1
    assert html.count('<span class="lacks">[…]</span>') == 1
    assert html.count("<article") == 2


def test_an_article_names_its_other_printings_and_what_is_like_it(newsroom_client: FlaskClient) -> None:
    page = Read(newsroom_client.get("/document/berita/00").text)
    links = page.links()
    assert "/document/salinan/00" in links
    assert "/compare?id=berita/00&other=salinan/00" in links
    others = [link for link in links if link.startswith("/document/berita/")]
    assert len(others) >= 3
    assert "/document/berita/00" not in others


def test_an_article_can_be_cited(newsroom_client: FlaskClient) -> None:
    text = " ".join(Read(newsroom_client.get("/document/berita/00?q=pasar&lang=id").text).text.split())
    cited = "“Banjir Rendam Pasar Palu”. Warta Pesisir, 1 Januari 2013. https://contoh.example/berita/00. "
    assert f"{cited}Arsip: http://localhost/document/berita/00" in text


def test_marks_lead_from_one_to_the_next(newsroom_client: FlaskClient) -> None:
    page = Read(newsroom_client.get("/document/berita/00?q=pasar+banjir").text)
    ids = [mark["id"] for mark in page.all("mark")]
    assert ids == [f"m{number}" for number in range(1, len(ids) + 1)]
    assert {link for link in page.links() if link.startswith("#m")} == {f"#{one}" for one in ids}


def test_the_archive_says_what_it_holds_and_what_was_left_out(newsroom_client: FlaskClient) -> None:
    page = Read(newsroom_client.get("/archive").text)
    text = " ".join(page.text.split())
    assert "Artikel 34" in text
    assert "Tanpa tanggal 0 0%" in text
    assert "Warta Pesisir" in text
    assert "34 ditambahkan" in text
    assert all(newsroom_client.get(link).status_code == 200 for link in page.links() if link.startswith("/?q="))


def test_no_page_shows_a_path_of_the_server(newsroom_client: FlaskClient, newsroom_path: object) -> None:
    for address in ("/archive", "/aliases", "/help", "/document/berita/00"):
        assert str(newsroom_path).rsplit("/", 1)[0] not in newsroom_client.get(address).text


def test_the_table_of_names_says_where_each_rule_stands(client: FlaskClient) -> None:
    page = Read(client.get("/aliases?filter=daesh").text)
    assert "ISIS" in page.text
    assert re.search(r"aliases\.txt baris \d+", page.text)
    assert "/?q=Daesh" in page.links()
    assert "1 dari" in page.text


def test_the_whole_table_of_names_is_there_page_by_page(client: FlaskClient, seed_index: Index) -> None:
    shown, address = 0, "/aliases"
    while address:
        html = client.get(address).text
        shown += html.count('<th scope="row">')
        address = next((str(link["href"]) for link in Read(html).all("a") if link.get("rel") == "next"), "")
    assert shown == len(seed_index.aliases.rules) > 100


def test_single_keys_can_be_turned_off_and_on(client: FlaskClient) -> None:
    assert "data-keys" in client.get("/help").text
    switch = next(link for link in Read(client.get("/help").text).links() if link.startswith("/keys/"))
    assert client.get(switch).headers["Location"] == "/help"
    assert "data-keys" not in client.get("/?q=Rusia").text
    assert "aria-keyshortcuts" not in client.get("/?q=Rusia").text
    client.get("/keys/on")
    assert "data-keys" in client.get("/?q=Rusia").text


@pytest.mark.parametrize("status", [400, 404, 405, 413, 414, 429, 500, 503])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_failure_has_words(client: FlaskClient, status: int, language: str) -> None:
    assert sentence(f"error-{status}-heading", language)
    assert sentence(f"error-{status}", language, {"reason": ""})
