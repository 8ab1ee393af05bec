"""Each route gives what the library gives, by the same names and defaults."""

from __future__ import annotations

import inspect
from datetime import date

import pytest
from flask.testing import FlaskClient

from search import Index, as_json
from search.answers import document_as_json, view_as_json
from search.engines.base import FACETS, Order
from web.api import searches
from web.api.batch import MOST_REQUESTS
from web.api.routes import ROUTES

ID = "003_35e67127c36b5ce3.txt"
# Names of `Index.search` that stand in an address under another name, or as one parameter for each field.
ELSEWHERE = {"query": "q", "filters": "source"}


def timeless(answer: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in answer.items() if name != "took_ms"}


def test_the_names_and_defaults_are_those_of_the_library() -> None:
    given = {one.name: one for one in searches.SEARCH}
    signature = inspect.signature(Index.search).parameters
    for name, parameter in signature.items():
        if name == "self":
            continue
        own = given[ELSEWHERE.get(name, name)]
        if name not in ELSEWHERE and not own.is_many:
            assert own.default == parameter.default, name
    assert given["facets"].choices == FACETS
    assert given["sort"].choices == tuple(Order)


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ({"source": "ANTARA News"}, {"filters": {"source": ["ANTARA News"]}}),
        ({"year": ["2015", "2016"]}, {"filters": {"year": ["2015", "2016"]}}),
        ({"facets": ["source", "year"]}, {"facets": ["source", "year"]}),
        ({"sort": "oldest", "collapse": "false"}, {"sort": "oldest", "collapse": False}),
        ({"exact": "1", "aliases": "0"}, {"exact": True, "aliases": False}),
        ({"half_life_days": "30", "explain": "true"}, {"half_life_days": 30.0, "explain": True}),
        ({"related": "3", "limit": "1"}, {"related": 3, "limit": 1}),
        ({"today": "2015-11-28"}, {"today": date(2015, 11, 28)}),
    ],
)
def test_a_parameter_does_what_the_option_does(
    client: FlaskClient, seed_index: Index, asked: dict[str, object], options: dict[str, object]
) -> None:
    query = "Rusia tanggal:kemarin" if "today" in asked else "Rusia"
    answer = client.get("/api/v1/search", query_string={"q": query, "lang": "en", **asked}).get_json()
    assert timeless(answer) == timeless(as_json(seed_index.search(query, **options), "en"))


def test_a_cursor_goes_on_where_the_answer_ended(client: FlaskClient) -> None:
    first = client.get("/api/v1/search?q=Rusia&limit=2").get_json()
    second = client.get("/api/v1/search", query_string={"q": "Rusia", "after": first["cursor"]}).get_json()
    assert len({hit["id"] for hit in first["hits"] + second["hits"]}) == 5


def test_scores_are_explained_of_few_hits_only(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=Rusia&limit=100&explain=true").get_json()
    assert answer["limit"] == searches.MOST_EXPLAINED
    assert all("numbers" in hit for hit in answer["hits"])


def test_a_document_is_whole_and_marked_where_a_query_is_given(client: FlaskClient, seed_index: Index) -> None:
    plain = client.get(f"/api/v1/documents/{ID}").get_json()
    assert plain == document_as_json(seed_index.document(ID))
    marked = client.get(f"/api/v1/documents/{ID}?q=koalisi+Rusia&lang=en").get_json()
    assert marked == view_as_json(seed_index.view(ID, "koalisi Rusia"), "en")
    for mark in marked["body_marks"]:
        assert marked["body"][mark["start"] : mark["end"]]


def test_facets_are_those_of_the_search_and_all_unless_named(client: FlaskClient, seed_index: Index) -> None:
    answer = client.get("/api/v1/facets?q=Rusia").get_json()
    assert set(answer["facets"]) == set(FACETS)
    assert answer["total"] == seed_index.search("Rusia").total
    assert set(client.get("/api/v1/facets?q=Rusia&facets=year").get_json()["facets"]) == {"year"}


def test_suggestions_are_those_of_the_library(client: FlaskClient, seed_index: Index) -> None:
    found = client.get("/api/v1/suggest?q=koalisi+rus&limit=3").get_json()["completions"]
    expected = seed_index.suggest("koalisi rus", limit=3)
    assert [one["text"] for one in found] == [one.text for one in expected]
    assert found


def test_like_and_related_are_those_of_the_library(client: FlaskClient, seed_index: Index) -> None:
    hits = client.get("/api/v1/like", query_string={"id": ID}).get_json()["hits"]
    assert [hit["id"] for hit in hits] == [hit.document.id for hit in seed_index.like(ID)]
    found = client.get("/api/v1/related?q=Rusia").get_json()["related"]
    assert [one["text"] for one in found] == [one.text for one in seed_index.related("Rusia")]
    assert found == client.get("/api/v1/search?q=Rusia&related=8").get_json()["related"]


def test_aliases_are_found_by_any_of_their_names(client: FlaskClient, seed_index: Index) -> None:
    everything = client.get("/api/v1/aliases").get_json()
    assert everything["total"] == len(seed_index.aliases.classes)
    (one,) = client.get("/api/v1/aliases?name=daesh").get_json()["classes"]
    assert {"ISIS", "Daesh"} <= set(one["names"])


def test_a_text_is_analyzed_word_by_word(client: FlaskClient) -> None:
    (word,) = client.get("/api/v1/analyze?text=memerangi").get_json()["words"]
    assert (word["root"], word["analysis"], word["names"]) == ("perang", "me- perang -i", [])


def test_statistics_name_no_folder_of_the_server(client: FlaskClient, seeds: object) -> None:
    answer = client.get("/api/v1/stats")
    assert answer.get_json()["documents"] == 5
    assert answer.get_json()["runs"][0]["added"] == 5
    assert str(seeds) not in answer.text


def test_a_batch_answers_each_search_as_by_itself(client: FlaskClient) -> None:
    asked = [{"q": "Rusia", "limit": 1}, {"q": "Rusia", "limit": "banyak"}, {"sorce": "x"}, 7, {"facets": ["year"]}]
    answers = client.post("/api/v1/batch?lang=en", json={"requests": asked}).get_json()["answers"]
    alone = client.get("/api/v1/search?q=Rusia&limit=1&lang=en").get_json()
    assert timeless(answers[0]) == timeless(alone)
    assert [one.get("status") for one in answers] == [None, 400, 400, 400, None]
    assert "“limit” is not a whole number" in answers[1]["detail"]


@pytest.mark.parametrize(
    "body", [[], {}, {"requests": 1}, {"requests": [{}] * (MOST_REQUESTS + 1)}, {"requests": [], "x": 1}]
)
def test_another_body_is_refused(client: FlaskClient, body: object) -> None:
    answer = client.post("/api/v1/batch", json=body)
    assert answer.status_code == 400
    assert '{"requests": [...]}' in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"requests": [' + b"9" * 5_000 + b"]}", b'{"requests": ' * 5_000]
)
def test_a_body_that_is_no_json_is_told_what_it_must_be(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/v1/batch", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert '{"requests": [...]}' in answer.get_json()["detail"]


def test_odd_values_in_a_batch_are_answered_or_refused_one_by_one(client: FlaskClient) -> None:
    asked = (
        r'{"q": "\ud800"}, {"\ud800": 1}, {"q": NaN}, {"q": ["Rusia", "Turki"]}, {"q": null}, {"q": {"a": 1}}, '
        + f'{{"q": {"[" * 300}{"]" * 300}}}, {{"limit": {"9" * 4_000}}}, {{"limit": 1e999}}, {{"limit": true}}'
    )
    answer = client.post("/api/v1/batch", data=f'{{"requests": [{asked}]}}', content_type="application/json")
    found = [one.get("status", 200) for one in answer.get_json()["answers"]]
    assert found == [200, 400, 200, 200, 200, 400, 400, 200, 400, 400]


MISTAKES = [
    ("search?sorce=x", "There is no parameter “sorce”. There are: q, exact"),
    ("search?sort=terbaru", "“sort” can be: relevance, newest, oldest."),
    ("search?facets=tahun", "“facets” can be: source, author"),
    ("search?exact=ya", "“exact” is neither true nor false."),
    ("search?today=kemarin", "“today” is not a day"),
    ("search?today=2015-02-30", "“today” is not a day"),
    ("search?half_life_days=-1", "“half_life_days” is not a number."),
    ("search?after=xyz", "“after” is no cursor"),
    ("like", "“id” is missing."),
    ("stats?x=1", "There is no parameter “x”. There are: lang."),
    (f"documents/{ID}?id=x", "There is no parameter “id”. There are: q, exact, aliases, lang."),
]


@pytest.mark.parametrize(("address", "said"), MISTAKES)
def test_a_mistake_in_an_address_is_told_with_its_parameter(client: FlaskClient, address: str, said: str) -> None:
    answer = client.get(f"/api/v1/{address}", headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]


def test_an_answer_that_a_client_has_is_not_sent_again(client: FlaskClient) -> None:
    for route in ROUTES:
        address = f"/api/v1{route.path.replace('<id:id>', ID)}?{'id=' + ID if route.name == 'like' else 'lang=id'}"
        answer = client.get(address)
        tag = answer.headers.get("ETag")
        assert bool(tag) == route.is_tagged, route.name
        if tag:
            again = client.get(address, headers={"If-None-Match": tag})
            assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
            other = client.get(address, headers={"If-None-Match": tag, "Accept-Language": "en"})
            assert other.status_code == (304 if "lang=id" in address else 200)


def test_the_description_names_every_route(client: FlaskClient) -> None:
    found = client.get("/api/v1/openapi.json").get_json()
    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "/api/v1"}]
    assert len(found["paths"]) == len(ROUTES) + 1
