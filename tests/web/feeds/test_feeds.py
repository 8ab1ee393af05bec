"""Feeds and tables show the hits of the API's search, because they are asked by the same code."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.web.reading import Read

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
