"""The language of pages: the switch, the address, the browser."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.reading import Read


def language_of(client: FlaskClient, address: str = "/", **headers: str) -> str:
    return str(next(Read(client.get(address, headers=headers).text).all("html"))["lang"])


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("en-US,en;q=0.9,id;q=0.8", "en"),
        ("id;q=0.5,en;q=0.9", "en"),
        ("fr,jv;q=0.5,en;q=0.3", "id"),
        ("id;q=0,en;q=0.1", "en"),
        ("", "en"),
        ("*", "en"),
        ("%%%;;;q=q", "en"),
    ],
)
def test_the_browser_decides(app: Flask, accepted: str, language: str) -> None:
    assert language_of(app.test_client(), **{"Accept-Language": accepted}) == language


def test_the_switch_is_remembered_and_comes_back(client: FlaskClient) -> None:
    page = Read(client.get("/?q=koalisi+Rusia&page=1").text)
    switch = next(link for link in page.links() if link.startswith("/language/"))
    answer = client.get(switch)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/?q=koalisi+Rusia&page=1"
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert language_of(client) == "en"


def test_the_address_wins_and_stays(client: FlaskClient) -> None:
    client.get("/language/id")
    page = Read(client.get("/?q=Rusia&lang=en").text)
    assert "found" in page.text
    assert all("lang=en" in link for link in page.links() if link.startswith("/document/"))
    assert {"type": "hidden", "name": "lang", "value": "en"} in list(page.all("input"))
    assert language_of(client) == "id"


def test_an_unknown_language_is_none(client: FlaskClient) -> None:
    assert client.get("/language/xx").status_code == 404
    assert language_of(client, "/?lang=xx") == "id"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "evil",
        "javascript:alert(1)",
        "/\n",
        "",
    ],
)
def test_the_switch_leads_nowhere_else(client: FlaskClient, elsewhere: str) -> None:
    answer = client.get("/language/en", query_string={"next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_switching_in_a_page_with_lang_in_its_address_works(client: FlaskClient) -> None:
    page = Read(client.get("/document/003_35e67127c36b5ce3.txt?q=Rusia&lang=en").text)
    switch = next(link for link in page.links() if link.startswith("/language/id"))
    answer = client.get(switch, follow_redirects=True)
    assert "Tentang artikel ini" in answer.text
    assert "/?q=Rusia" in Read(answer.text).links()
