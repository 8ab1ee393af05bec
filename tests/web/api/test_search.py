"""The JSON API gives the page that the library gives."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search import Index, as_json
from search.model import Json
from web.api.searches import MOST


def timeless(answer: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in answer.items() if name != "took_ms"}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("query", ["koalisi Rusia", "Daesh -Turki", '"kerja sama', "serang ((", "kopi", ""])
def test_the_answer_is_the_page_of_the_library(
    client: FlaskClient, seed_index: Index, query: str, language: str
) -> None:
    answer = client.get("/api/v1/search", query_string={"q": query, "limit": 3, "offset": 1, "lang": language})
    assert timeless(answer.get_json()) == timeless(as_json(seed_index.search(query, limit=3, offset=1), language))


def test_the_defaults_are_those_of_the_library(client: FlaskClient, seed_index: Index) -> None:
    answer = client.get("/api/v1/search?q=Rusia").get_json()
    assert timeless(answer) == timeless(as_json(seed_index.search("Rusia"), "id"))


def test_letters_are_printed_as_letters(client: FlaskClient) -> None:
    assert '"query": "François"' in client.get("/api/v1/search", query_string={"q": "François"}).text


@pytest.mark.parametrize(
    ("asked", "limit", "offset"),
    [
        ("limit=0", 0, 0),
        ("limit=99999&offset=-3", MOST, 0),
        ("limit=-1", 0, 0),
        ("limit=&offset=&sort=", 10, 0),
        (f"limit={'9' * 30}", MOST, 0),
    ],
)
def test_numbers_are_brought_within_bounds(client: FlaskClient, asked: str, limit: int, offset: int) -> None:
    answer = client.get(f"/api/v1/search?q=Rusia&{asked}").get_json()
    assert (answer["limit"], answer["offset"]) == (limit, offset)
    assert len(answer["hits"]) == min(5, limit)


@pytest.mark.parametrize("typed", ["x", "1.5", "1e3", "0x10", "１", "9" * 5_000, "NaN"])
def test_other_numbers_are_refused(client: FlaskClient, typed: str) -> None:
    assert client.get("/api/v1/search", query_string={"q": "Rusia", "offset": typed}).status_code == 400


def test_health_is_one_word(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
