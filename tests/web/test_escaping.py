"""Whatever readers type and articles hold, a page has only the elements we wrote.

A payload is harmless when a browser reads the page as our elements with our attributes and finds the payload as text.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from search import open_index
from tests.web.reading import Read
from web import WebConfig, create_app

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
# What our templates are made of, element by element; a payload that became part of a page is not among them.
ELEMENTS = {
    "a": "aria-current aria-label class href hreflang lang rel",
    "article": "class lang",
    "aside": "aria-label class",
    "body": "class",
    "dl": "class",
    "form": "action class role",
    "h1": "class id",
    "h2": "class id",
    "header": "class",
    "html": "lang",
    "input": "aria-keyshortcuts autocapitalize autocomplete autofocus enterkeyhint id name spellcheck type value",
    "label": "for",
    "link": "href rel type",
    "main": "id tabindex",
    "mark": "class id title",
    "meta": "charset content name",
    "ol": "class start",
    "p": "aria-hidden class lang",
    "script": "defer src",
    "section": "aria-labelledby class",
    "span": "class",
    "time": "datetime",
    "ul": "class",
    "li": "class",
}
PLAIN = {
    "b",
    "button",
    "code",
    "dd",
    "details",
    "div",
    "dt",
    "head",
    "s",
    "search",
    "small",
    "strong",
    "summary",
    "title",
}
NAMES = {"viewport", "color-scheme", "robots", "q", "lang"}


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


def read(html: str) -> Read:
    """The page, once nothing in it is foreign."""
    page = Read(html)
    assert {tag for tag, _ in page.elements} <= ELEMENTS.keys() | PLAIN
    for tag, attributes in page.elements:
        assert set(attributes) <= set(ELEMENTS.get(tag, "class").split()), tag
        assert attributes.get("name", "q") in NAMES
        for address in (attributes.get(name) for name in ("href", "src", "action")):
            assert urlsplit(address or "").scheme in {"", "http", "https"}, address
    assert {attributes["class"] for attributes in page.all("mark")} <= {"exact", "root", "alias"}
    assert all(str(attributes["src"]).startswith("/static/") for attributes in page.all("script"))
    assert len(list(page.all("form"))) == 1
    return page


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 20


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


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_payloads_in_an_article_are_text(client: FlaskClient, number: int) -> None:
    payload = PAYLOADS[number]
    # As a browser sends it: the id's own slashes stay, all else is quoted.
    answer = client.get(f"/document/{quote(f'{number}/{payload}')}", query_string={"q": payload + " koalisi"})
    assert answer.status_code == 200
    page = read(answer.text)
    assert page.text.count(payload) >= 3
    assert all(not link.lower().strip().startswith(("javascript:", "data:")) for link in page.links())


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
