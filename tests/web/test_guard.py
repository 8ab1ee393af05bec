"""Headers on every answer, and limits on every request."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.guard import BODY_LIMIT_BYTES, HEADERS, URL_LIMIT_BYTES

ANSWERS = {
    "/": 200,
    "/?q=koalisi+Rusia": 200,
    "/?q=kopi": 200,
    "/?q=Rusia&page=x": 400,
    "/document/003_35e67127c36b5ce3.txt?q=Rusia": 200,
    "/document/none": 404,
    "/document/": 404,
    "/analyze?text=memerangi": 200,
    "/compare?id=003_35e67127c36b5ce3.txt&other=004_634d3ccc2c3c908c.txt": 200,
    "/compare?id=none": 404,
    "/archive": 200,
    "/aliases?filter=ISIS": 200,
    "/help": 200,
    "/language/id": 303,
    "/keys/on": 303,
    "/api/v1/search?q=koalisi": 200,
    "/api/v1/facets?q=koalisi": 200,
    "/api/v1/documents/003_35e67127c36b5ce3.txt": 200,
    "/api/v1/like?id=003_35e67127c36b5ce3.txt": 200,
    "/api/v1/like?id=none": 404,
    "/api/v1/related?q=Rusia": 200,
    "/api/v1/suggest?q=rus": 200,
    "/api/v1/aliases": 200,
    "/api/v1/analyze?text=memerangi": 200,
    "/api/v1/stats": 200,
    "/api/v1/openapi.json": 200,
    "/api/v1/batch": 405,
    "/feed.atom?q=Rusia": 200,
    "/feed.json?q=Rusia": 200,
    "/results.csv?q=Rusia": 200,
    "/saved/none.atom": 404,
    "/saved/none.json": 404,
    "/opensearch.xml": 200,
    "/suggestions?q=rus": 200,
    "/readyz": 200,
    "/metrics": 200,
    "/api/v1/search?q=koalisi&limit=x": 400,
    "/api/v1/suggest?q=koal": 200,
    "/api/v1/none": 404,
    "/healthz": 200,
    "/static/telusur.css": 200,
    "/static/none": 404,
    "/static/../app.py": 404,
    "/none": 404,
}


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    answer = client.get(address, buffered=True)
    assert answer.status_code == ANSWERS[address]
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("address", [one for one, status in ANSWERS.items() if status != 303])
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST"])
def test_other_methods_are_answered_with_the_headers_too(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method, buffered=True)
    assert answer.status_code in {ANSWERS[address], 200, 400, 404, 405, 415}
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("address", ["/api/v1/search?q=Rusia", "/feed.atom?q=Rusia", "/static/telusur.css"])
def test_what_a_client_has_is_confirmed_with_the_headers(client: FlaskClient, address: str) -> None:
    tag = client.get(address, buffered=True).headers["ETag"]
    answer = client.get(address, headers={"If-None-Match": tag}, buffered=True)
    assert (answer.status_code, answer.data) == (304, b"")
    assert HEADERS.items() <= dict(answer.headers).items()


def test_every_route_is_among_the_answers(app: Flask) -> None:
    matcher = app.url_map.bind("localhost")
    # Nothing is saved in this index; tests/web/feeds has an index where something is.
    answered = [one for one, status in ANSWERS.items() if status in {200, 303} or one.startswith("/saved/")]
    tried = {matcher.match(address.partition("?")[0])[0] for address in answered}
    assert tried == {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


def test_the_answer_to_a_batch_carries_the_headers(client: FlaskClient) -> None:
    for body in ({"requests": []}, {}):
        assert HEADERS.items() <= dict(client.post("/api/v1/batch", json=body).headers).items()


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_pages_are_never_shared_by_caches_but_styles_are(client: FlaskClient) -> None:
    page, style = client.get("/?q=Rusia"), client.get("/static/telusur.css", buffered=True)
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(page.vary)
    assert style.cache_control.max_age
    assert style.cache_control.max_age > 86_400


@pytest.mark.parametrize("address", ["/", "/api/v1/search"])
def test_a_url_beyond_the_limit_is_refused_in_words(client: FlaskClient, address: str) -> None:
    answer = client.get(address, query_string={"q": "a" * URL_LIMIT_BYTES})
    assert answer.status_code == 414
    assert "Kueri ini terlalu panjang" in answer.text


def test_a_long_query_below_the_limit_is_answered(client: FlaskClient) -> None:
    answer = client.get("/", query_string={"q": "koalisi " * 1_000})
    assert answer.status_code == 200
    assert "Perlu diketahui" in answer.text


def test_a_body_beyond_the_limit_is_refused(client: FlaskClient) -> None:
    answer = client.post("/", data=b"x" * (BODY_LIMIT_BYTES + 1))
    assert answer.status_code == 413
    assert "terlalu banyak data" in answer.text


@pytest.mark.parametrize("address", ["/", "/api/v1/search", "/healthz", "/document/a"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_can_only_be_read(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize(
    "query", ["%00", "%ff%fe", "%ed%a0%80", "%E2%80%AE", "\xff", "%", "&&&==", "%F0%9F%98%80", "q&q=b", "%0D%0AX:1"]
)
def test_odd_bytes_are_a_query_like_any_other(client: FlaskClient, query: str) -> None:
    for address in ("/", "/api/v1/search"):
        # As WSGI gives it: bytes as latin-1, nothing decoded.
        answer = client.get(address, environ_overrides={"QUERY_STRING": f"q={query}"})
        assert answer.status_code == 200
