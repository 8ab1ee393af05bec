"""An answer that takes too long is refused with 503 and what to narrow, on pages and in the API."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.deadline import look
from search.errors import TooMuch
from web import WebConfig, blueprint, create_app
from web.settings import Settings

AT_ONCE_S = 1e-9  # over before anything was looked up


@pytest.fixture
def hurried(newsroom_path: Path) -> FlaskClient:
    """A browser on a site where no answer may take any time."""
    return create_app(WebConfig(newsroom_path, settings=Settings(timeout_s=AT_ONCE_S))).test_client()


@pytest.mark.parametrize(
    ("address", "narrow"),
    [
        ("/?q=banjir+Jakarta", "Ask for fewer words"),
        ("/?q=ban*ir", "Give the pattern “ban*ir” more letters"),
        ("/api/v1/search?q=banjir", "Ask for fewer words"),
        ("/api/v1/search?q=ban*", "Give the pattern “ban*” more letters"),
        ("/api/v1/facets?q=banjir", "Ask for fewer words"),
        ("/api/v1/related?q=banjir", "Ask for fewer words"),
        ("/feed.json?q=banjir", "Ask for fewer words"),
    ],
)
def test_what_took_too_long_says_what_to_narrow(hurried: FlaskClient, address: str, narrow: str) -> None:
    answer = hurried.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    detail = answer.get_json()["detail"] if address.startswith("/api") else answer.text
    assert "no longer than 1e-09 s here" in detail
    assert narrow in detail
    assert "Retry-After" not in answer.headers, "the same again would take as long again"


def test_the_query_stays_in_the_box_to_be_narrowed(hurried: FlaskClient) -> None:
    page = hurried.get("/?q=banjir+ba*ir").text
    assert 'value="banjir ba*ir"' in page


def test_of_a_batch_each_search_is_refused_by_itself(newsroom_path: Path, hurried: FlaskClient) -> None:
    requests = {"requests": [{"q": "banjir"}, {"q": "ban*ir"}, {"q": "banjir", "limit": "x"}]}
    answers = hurried.post("/api/v1/batch?lang=en", json=requests).get_json()["answers"]
    assert [answer["status"] for answer in answers] == [503, 503, 400]
    assert "ban*ir" in answers[1]["detail"]


def test_supervisors_and_static_files_are_answered_in_any_case(hurried: FlaskClient) -> None:
    for address in ("/healthz", "/readyz", "/metrics", "/static/telusur.css", "/help"):
        with hurried.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_log_tells_of_it_without_what_was_searched_for(
    hurried: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        hurried.get("/?q=rahasia*")
    assert [record.getMessage() for record in caplog.records] == ["no answer within 1e-09 s: too many patterns"]


def test_no_limit_is_a_limit_of_nought(newsroom_path: Path) -> None:
    client = create_app(WebConfig(newsroom_path, settings=Settings(timeout_s=0))).test_client()
    assert client.get("/?q=banjir").status_code == 200


def test_a_deadline_ends_with_its_request(hurried: FlaskClient) -> None:
    for address in ("/?q=banjir", "/none", "/help"):
        hurried.get(address)
        look(TooMuch.WORDS)  # raises where the deadline of that request still stood


def test_a_mounted_archive_has_the_limit_of_its_own_settings(newsroom_path: Path) -> None:
    app = Flask("newspaper")
    for name, seconds in (("cepat", AT_ONCE_S), ("lambat", 60.0)):
        site = blueprint(WebConfig(newsroom_path, settings=Settings(timeout_s=seconds)), name)
        app.register_blueprint(site, url_prefix=f"/{name}")
    client = app.test_client()
    assert [client.get(f"/{name}/?q=banjir").status_code for name in ("cepat", "lambat", "cepat")] == [503, 200, 503]
