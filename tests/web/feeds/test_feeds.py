"""Feeds and tables show the hits of the API's search, because they are asked by the same code."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from search.saved import Saved, keep
from tests.web.reading import Read
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
ASKED = ["q=Rusia", "q=Rusia&sort=oldest&limit=3", "q=Rusia&year=2015&offset=1", "q=kopi", "", "source=ANTARA+News"]


@pytest.mark.parametrize("asked", ASKED)
def test_a_feed_holds_the_hits_of_the_search_in_their_order(client: FlaskClient, asked: str) -> None:
    hits = client.get(f"/api/v1/search?{asked}").get_json()["hits"]
    pages = [f"http://localhost/document/{hit['id']}" for hit in hits]
    root = ElementTree.fromstring(client.get(f"/feed.atom?{asked}").data)
    assert [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")] == pages
    feed = json.loads(client.get(f"/feed.json?{asked}").data)
    assert [item["url"] for item in feed["items"]] == pages
    rows = list(csv.DictReader(io.StringIO(client.get(f"/results.csv?{asked}").text)))
    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    assert [row["title"] for row in rows] == [hit["title"] for hit in hits]


def test_an_atom_feed_has_what_the_format_demands(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/feed.atom?q=Rusia&limit=2").data)
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
        datetime.fromisoformat(str(element.findtext(f"{ATOM}updated")))
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/feed.atom?q=Rusia&limit=2"
    assert links["alternate"] == "http://localhost/?q=Rusia"
    assert client.get(links["alternate"].removeprefix("http://localhost")).status_code == 200


def test_an_entry_is_the_same_in_feeds_of_both_languages(client: FlaskClient) -> None:
    ids = [
        [item["id"] for item in json.loads(client.get(f"/feed.json?q=Rusia&lang={language}").data)["items"]]
        for language in ("id", "en")
    ]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_a_feed_goes_on_behind_its_last_entry(client: FlaskClient, kind: str) -> None:
    seen: list[str] = []
    address = f"/feed.{kind}?q=Rusia&limit=2&lang=en"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        if kind == "json":
            feed = json.loads(answer.data)
            seen += [item["id"] for item in feed["items"]]
            address = feed.get("next_url", "").removeprefix("http://localhost")
        else:
            root = ElementTree.fromstring(answer.data)
            seen += [str(entry.findtext(f"{ATOM}id")) for entry in root.iter(f"{ATOM}entry")]
            links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
            address = links.get("next", "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("address", ["/feed.atom", "/feed.json", "/results.csv"])
def test_a_feed_that_a_client_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    tag = client.get(f"{address}?q=Rusia").headers["ETag"]
    assert client.get(f"{address}?q=Rusia", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{address}?q=Turki", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/feed.atom?sorce=x", "/feed.json?limit=x", "/results.csv?after=x"])
def test_a_mistake_in_the_address_of_a_feed_is_told(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("asked", ["q=Rusia", "q=Rusia&sort=oldest", "q=Rusia&sort=newest&copies=all"])
def test_a_page_of_results_leads_to_its_feed_and_the_feed_back_to_it(client: FlaskClient, asked: str) -> None:
    links = Read(client.get(f"/?{asked}").text).all("link")
    (address,) = [link["href"] for link in links if link.get("type") == "application/atom+xml"]
    root = ElementTree.fromstring(client.get(address).data)
    homes = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert homes["alternate"] == f"http://localhost/?{asked}"


@pytest.fixture
def followed(seed_index_path: Path, tmp_path: Path) -> FlaskClient:
    """A site with a saved search."""
    shutil.copytree(seed_index_path, tmp_path / "index")
    keep(Saved("perang", "Rusia tanggal:2015", met=frozenset({"rahasia"}), since="2015-11-27"), tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "id"
    return client


def test_a_saved_search_has_feeds_of_its_latest_articles(followed: FlaskClient) -> None:
    asked = {"q": "Rusia tanggal:2015", "sort": "newest"}
    expected = [hit["id"] for hit in followed.get("/api/v1/search", query_string=asked).get_json()["hits"]]
    assert expected
    root = ElementTree.fromstring(followed.get("/saved/perang.atom").data)
    pages = [str(entry.findtext(f"{ATOM}id")) for entry in root.iter(f"{ATOM}entry")]
    feed = followed.get("/saved/perang.json").get_json(force=True)
    assert [item["url"] for item in feed["items"]] == pages == [f"http://localhost/document/{one}" for one in expected]
    assert feed["title"] == "Pencarian tersimpan: perang"
    assert feed["home_page_url"].startswith("http://localhost/?q=Rusia+tanggal:2015&sort=newest")


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_the_feed_of_a_saved_search_tells_nothing_of_who_has_met_what(followed: FlaskClient, kind: str) -> None:
    answer = followed.get(f"/saved/perang.{kind}")
    assert b"rahasia" not in answer.data
    tag = answer.headers["ETag"]
    assert followed.get(f"/saved/perang.{kind}", headers={"If-None-Match": tag}).status_code == 304


def test_another_query_under_the_name_is_another_feed(followed: FlaskClient, tmp_path: Path) -> None:
    tag = followed.get("/saved/perang.atom").headers["ETag"]
    keep(Saved("perang", "kopi"), tmp_path / "index")
    assert followed.get("/saved/perang.atom", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["tidak-ada.atom", "..%2Fperang.json", "perang", "%2e%2e.atom", "perang.csv"])
def test_a_name_that_nothing_is_saved_under_has_no_feed(followed: FlaskClient, name: str) -> None:
    assert followed.get(f"/saved/{name}").status_code == 404


def test_a_browser_can_add_the_archive(client: FlaskClient) -> None:
    pages = [link for link in Read(client.get("/").text).all("link") if link.get("rel") == "search"]
    assert [(link["href"], link["type"]) for link in pages] == [
        ("/opensearch.xml", "application/opensearchdescription+xml")
    ]
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(answer.data)
    assert 0 < len(str(root.findtext(f"{name}ShortName"))) <= 16
    for url in root.findall(f"{name}Url"):
        address = url.attrib["template"].replace("{searchTerms}", "Rusia").removeprefix("http://localhost")
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, url.attrib["type"])


def test_suggestions_are_as_browsers_read_them(client: FlaskClient) -> None:
    typed, texts, about, addresses = json.loads(client.get("/suggestions?q=koalisi+ru").data)
    assert typed == "koalisi ru"
    assert texts
    assert texts[0].startswith("koalisi Ru")
    assert len(texts) == len(about) == len(addresses)
    assert addresses[0].startswith("http://localhost/?q=koalisi+Ru")
