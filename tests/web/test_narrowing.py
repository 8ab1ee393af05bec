"""Facets, the chart over time, chips, order and copies: each is a link, and each link keeps its word."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.reading import Read

COUNTED = re.compile(r'<li><a href="([^"]+)"[^>]*>([^<]+)</a> <small>([\d.]+)</small></li>')
BARS = re.compile(r'<a href="([^"]+)" tabindex="-1"[^>]*><title>([^<]+): ([\d.]+)</title>')
TOTAL = re.compile(r"(\d+) hasil")


def ask(client: FlaskClient, address: str) -> str:
    return client.get(address.replace("&amp;", "&")).text


def total(html: str) -> int:
    match = TOTAL.search(html)
    return int(match[1]) if match else 0


@pytest.mark.parametrize("query", ["banjir", "warga", "*", "harga beras", "judul:gempa ATAU banjir"])
def test_every_value_leads_to_as_many_results_as_it_says(newsroom_client: FlaskClient, query: str) -> None:
    html = newsroom_client.get("/", query_string={"q": query}).text
    choices = COUNTED.findall(html)
    assert len(choices) >= 4
    assert {total(ask(newsroom_client, url)) - int(count) for url, _, count in choices} == {0}


def test_every_bar_leads_to_as_many_results_as_it_says(newsroom_client: FlaskClient) -> None:
    years = BARS.findall(newsroom_client.get("/?q=warga").text)
    assert [label for _, label, _ in years] == ["2013", "2014", "2015", "2016"]
    assert {total(ask(newsroom_client, url)) - int(count) for url, _, count in years} == {0}
    months = BARS.findall(ask(newsroom_client, years[0][0]))
    assert len(months) >= 4
    assert all(label.endswith(" 2013") for _, label, _ in months)
    assert {total(ask(newsroom_client, url)) - int(count) for url, _, count in months} == {0}


def test_the_chart_has_its_numbers_as_a_table(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=warga").text
    rows = re.findall(r'<tr><th scope="row"><a href="([^"]+)"[^>]*>([^<]+)</a></th><td>([\d.]+)</td></tr>', html)
    assert rows == BARS.findall(html)


def test_a_chosen_value_is_a_chip_that_lets_it_go(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/", query_string={"q": 'warga sumber:="Kabar Utara" tanggal:2014'}).text
    assert total(html)
    chips = re.findall(r'<li><a href="([^"]+)"[^>]*>(sumber|tanggal): <b>([^<]+)</b></a></li>', html)
    assert [label for _, _, label in chips] == ["Kabar Utara", "2014"]
    assert "tanggal" not in chips[1][0]
    assert total(ask(newsroom_client, chips[0][0])) > total(html) > 0


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("warga sumber:kabar", "sumber: <b>kabar</b>"),
        ('warga -sumber:="Kabar Utara"', "sumber: <b>bukan Kabar Utara</b>"),
        ("warga -tanggal:2014", "tanggal: <b>bukan 2014</b>"),
        ("sumber:(kabar OR bukit) +warga", "sumber: <b>kabar OR bukit</b>"),
    ],
)
def test_a_filter_in_part_or_left_out_is_a_chip_too(newsroom_client: FlaskClient, typed: str, label: str) -> None:
    html = newsroom_client.get("/", query_string={"q": typed}).text
    ((url, shown),) = re.findall(r'<li><a href="([^"]+)" aria-label="Lepas[^>]*>(.*?)</a></li>', html)
    assert shown == label
    assert total(ask(newsroom_client, url)) == total(ask(newsroom_client, "/?q=warga")) > total(html) > 0


def test_what_is_typed_stays_as_it_was_typed(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=warga+Palu").text
    url = next(url for url, label, _ in COUNTED.findall(html) if label == "Kabar Utara")
    inputs = list(Read(ask(newsroom_client, url)).all("input"))
    assert inputs[0]["value"] == 'warga Palu sumber:="Kabar Utara"'


def test_filters_are_typed_in_the_readers_language(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=warga&lang=en").text
    assert any("source:%3D%22Kabar+Utara%22" in url for url, _, _ in COUNTED.findall(html))


def test_results_stand_in_the_order_asked_for_and_keep_it(newsroom_client: FlaskClient) -> None:
    dates = {
        order: re.findall(r'datetime="([\d-]+)"', newsroom_client.get(f"/?q=warga&sort={order}").text)
        for order in ("newest", "oldest")
    }
    assert dates["newest"] == sorted(dates["newest"], reverse=True)
    assert dates["oldest"] == sorted(dates["oldest"])
    assert 'name="sort" value="newest"' in newsroom_client.get("/?q=warga&sort=newest").text
    assert newsroom_client.get("/?q=warga&sort=best").status_code == 400


def test_copies_stand_below_their_article_until_they_are_asked_for(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=judul:Palu").text
    assert "dimuat 2 media" in html
    assert "/compare?id=" in html
    apart = newsroom_client.get("/?q=judul:Palu&copies=all").text
    assert total(apart) > total(html)
    assert "dimuat 2 media" not in apart
    assert "Satukan salinan" in apart


def test_more_gives_all_values_of_one_facet(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=warga").text
    more = next(url for url in re.findall(r'class="more" href="([^"]+)"', html))
    assert len(COUNTED.findall(ask(newsroom_client, more))) == len(COUNTED.findall(html)) + 1
    assert newsroom_client.get("/?q=warga&more=none").status_code == 200


def test_an_empty_archive_is_not_an_empty_result(tmp_path_factory: pytest.TempPathFactory) -> None:
    from search import open_index
    from web import create_app

    folder = tmp_path_factory.mktemp("empty") / "index"
    open_index(folder, create_missing=True).close()
    client = create_app(folder).test_client()
    for address in ("/", "/?q=banjir&lang=id", "/archive?lang=id"):
        assert "masih kosong" in client.get(address, headers={"Accept-Language": "id"}).text
    assert "Tidak satu pun" not in client.get("/?q=banjir&lang=id").text


def test_advice_says_how_much_it_finds(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/", query_string={"q": '"banjir pasar induk"'}).text
    offers = re.findall(r'<a href="([^"]+)">[^<]+</a> <small>(\d+) hasil</small>', html)
    assert offers
    assert {total(ask(newsroom_client, url)) - int(count) for url, count in offers} == {0}


def test_a_misspelt_word_is_put_right_by_a_link(newsroom_client: FlaskClient) -> None:
    assert "/?q=banjir" in Read(newsroom_client.get("/?q=banjri").text).links()
