"""Whatever readers type and articles hold, a page has only the elements we wrote.

A payload is harmless when a browser reads the page as our elements with our attributes and finds the payload as text.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from search import QueryText, open_index
from tests.web.elements import read
from web import WebConfig, create_app

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose articles hold a payload in every place."""
    folder = tmp_path_factory.mktemp("payloads")
    records = [
        {
            "id": f"{number}/{payload}",
            "title": f"Koalisi {payload}",
            "text": f"Koalisi pertama.\n\n{payload} koalisi {payload}",
            "source": payload,
            "author": payload,
            "url": payload,
            "section": payload,
            "place": payload,
            payload: payload,
            "keywords": [payload, {payload: payload}],
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    lines = (json.dumps(record) + "\n" for record in records)
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    with open_index(folder / "index", create_missing=True) as index:
        assert index.add([folder / "articles.jsonl"]).added == len(PAYLOADS)
    return create_app(WebConfig(folder / "index", page_size=len(PAYLOADS))).test_client()


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 50


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_typed_payload_is_text(client: FlaskClient, payload: str, language: str) -> None:
    page = read(client.get("/", query_string={"q": payload, "lang": language}).text)
    assert payload in page.text
    assert next(attributes["value"] for attributes in page.all("input") if attributes["name"] == "q") == payload


def test_payloads_in_hits_are_text(client: FlaskClient) -> None:
    page = read(client.get("/?q=koalisi").text)
    assert len(list(page.all("article"))) == len(PAYLOADS)
    assert len(list(page.all("mark"))) > len(PAYLOADS)
    assert {section["aria-labelledby"] for section in page.all("section")} >= {"facet-source", "facet-author"}


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_payloads_in_an_article_are_text(client: FlaskClient, number: int) -> None:
    payload = PAYLOADS[number]
    # As a browser sends it: the id's own slashes stay, all else is quoted.
    answer = client.get(f"/document/{quote(f'{number}/{payload}')}", query_string={"q": payload + " koalisi"})
    assert answer.status_code == 200
    page = read(answer.text)
    assert page.text.count(payload) >= 3
    assert all(not link.lower().strip().startswith(("javascript:", "data:")) for link in page.links())


@pytest.mark.parametrize("number", range(0, len(PAYLOADS), 9))
def test_payloads_in_two_articles_side_by_side_are_text(client: FlaskClient, number: int) -> None:
    one, other = (f"{at}/{PAYLOADS[at]}" for at in (number, (number + 1) % len(PAYLOADS)))
    page = read(client.get("/compare", query_string={"id": one, "other": other, "q": PAYLOADS[number]}).text)
    assert PAYLOADS[number] in page.text
    assert "differs" in {mark["class"] for mark in page.all("mark")}


def test_payloads_in_the_archive_are_text(client: FlaskClient) -> None:
    page = read(client.get("/archive").text)
    assert sum(payload in page.text for payload in PAYLOADS) >= 20  # as many values as a table has


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_as_values_of_facets_lead_to_their_articles(client: FlaskClient, payload: str) -> None:
    for name in ("source", "author", "section", "place"):
        page = read(client.get("/", query_string={"q": QueryText("koalisi").narrowed(name, payload).text}).text)
        assert "1 hasil" in page.text or "1 found" in page.text, name


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("address", ["/aliases?filter=", "/analyze?text=", "/help?lang=", "/?q=koalisi&more="])
def test_payloads_in_other_parameters_are_text(client: FlaskClient, address: str, payload: str) -> None:
    answer = client.get(address + quote(payload))
    assert answer.status_code == 200
    read(answer.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_as_an_address_is_text(client: FlaskClient, payload: str) -> None:
    for address in (f"/document/{quote(payload)}", f"/{quote(payload)}", f"/?q=x&page={quote(payload)}"):
        answer = client.get(address)
        assert answer.status_code in {400, 404}
        read(answer.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_api_gives_payloads_as_json_only(client: FlaskClient, payload: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": payload})
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.get_json()["query"] == payload
