"""Where a token or a password is configured, nothing of the archive is shown without it, and neither is ever told."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.test_guard import ANSWERS
from web import WebConfig, create_app
from web.settings import Settings

TOKEN, PASSWORD = "rahasia-program", "rahasia-pembaca"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ALWAYS = ("/healthz", "/readyz", "/static/")


def site(path: Path, **settings: object) -> FlaskClient:
    return create_app(WebConfig(path, settings=Settings(**settings))).test_client()  # type: ignore[arg-type]


def basic(user: str = "", password: str = PASSWORD) -> tuple[str, str]:
    return user, password


@pytest.mark.parametrize("address", ANSWERS)
def test_with_a_password_every_address_asks_for_it(seed_index_path: Path, address: str) -> None:
    client = site(seed_index_path, password=PASSWORD)
    answer = client.get(address, buffered=True)
    if address.startswith(ALWAYS):
        assert answer.status_code == ANSWERS[address]
        return
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")
    assert client.get(address, auth=basic(), buffered=True).status_code == ANSWERS[address]


def test_a_token_closes_the_api_and_not_the_pages(seed_index_path: Path) -> None:
    client = site(seed_index_path, token=TOKEN)
    assert client.get("/?q=Rusia").status_code == 200
    for address in ("/api/v1/search?q=Rusia", "/api/v1/openapi.json", "/metrics"):
        answer = client.get(address)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert client.get(address, headers=BEARER).status_code == 200
    assert client.get("/api/v1/search").mimetype == "application/problem+json"


WRONG = [
    f"Bearer {TOKEN}x",
    f"Bearer {TOKEN[:-1]}",
    "Bearer",
    "Bearer ",
    f"Basic {TOKEN}",
    f"bearer x{TOKEN}",
    TOKEN,
    "Bearer é",
]


@pytest.mark.parametrize("given", WRONG)
def test_another_token_is_none(seed_index_path: Path, given: str) -> None:
    client = site(seed_index_path, token=TOKEN)
    assert client.get("/api/v1/search", headers={"Authorization": given}).status_code == 401


def test_a_name_counts_where_one_is_configured(seed_index_path: Path) -> None:
    client = site(seed_index_path, user="redaksi", password=PASSWORD)
    assert client.get("/", auth=basic("redaksi")).status_code == 200
    assert client.get("/", auth=basic("tamu")).status_code == 401
    assert client.get("/", auth=basic("redaksi", "salah")).status_code == 401
    assert client.get("/", auth=basic("redaksi", "")).status_code == 401


def test_readers_and_programs_may_both_be_asked(seed_index_path: Path) -> None:
    client = site(seed_index_path, token=TOKEN, password=PASSWORD)
    for address in ("/?q=Rusia", "/api/v1/suggest?q=rus", "/feed.atom?q=Rusia"):
        assert client.get(address).status_code == 401
        assert client.get(address, headers=BEARER).status_code == 200
        # A page asks the API for suggestions with what its reader typed.
        assert client.get(address, auth=basic()).status_code == 200


def test_nothing_of_a_secret_is_logged(seed_index_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = site(seed_index_path, token=TOKEN, password=PASSWORD)
    with caplog.at_level(logging.DEBUG):
        client.get("/?q=Rusia", auth=basic())
        client.get("/api/v1/search?q=Rusia", headers=BEARER)
        client.get("/api/v1/search?q=Rusia", headers={"Authorization": "Bearer salah-sekali"})
    lines = [record.getMessage() for record in caplog.records if record.name == "telusur.access"]
    assert len(lines) == 3
    assert [json.loads(line)["status"] for line in lines] == [200, 200, 401]
    assert not [line for line in lines if "rahasia" in line or "salah" in line or "Rusia" in line]
    assert TOKEN not in repr(Settings(token=TOKEN))


@pytest.mark.parametrize("is_told", [False, True])
def test_what_readers_look_for_is_logged_only_where_that_is_wanted(
    seed_index_path: Path, caplog: pytest.LogCaptureFixture, is_told: bool
) -> None:
    with caplog.at_level(logging.INFO, "telusur.access"):
        site(seed_index_path, log_queries=is_told).get("/api/v1/search?q=Rusia%0A")
    (line,) = [json.loads(record.getMessage()) for record in caplog.records]
    assert line.get("query") == ("q=Rusia%0A" if is_told else None)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/search", 200)


def test_scripts_of_other_sites_read_nothing_unless_that_is_configured(seed_index_path: Path) -> None:
    asked = {"Origin": "https://redaksi.example"}
    for settings, allowed in (
        (Settings(), None),
        (Settings(cors="https://redaksi.example https://b.example"), asked["Origin"]),
    ):
        client = create_app(WebConfig(seed_index_path, settings=settings)).test_client()
        answer = client.get("/api/v1/search?q=Rusia", headers=asked)
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Access-Control-Allow-Origin" not in client.get("/?q=Rusia", headers=asked).headers
        other = client.get("/api/v1/search?q=Rusia", headers={"Origin": "https://redaksi.example.org"})
        assert "Access-Control-Allow-Origin" not in other.headers


def test_a_browser_may_ask_before_it_sends_a_token(seed_index_path: Path) -> None:
    client = site(seed_index_path, token=TOKEN, cors="*")
    asked = {"Origin": "https://redaksi.example", "Access-Control-Request-Headers": "authorization"}
    answer = client.options("/api/v1/search", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_who_asks_too_often_is_told_when_to_come_back(seed_index_path: Path) -> None:
    pytest.importorskip("flask_limiter")
    client = site(seed_index_path, rate="3 per minute")
    statuses = [client.get("/api/v1/search?q=Rusia").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = client.get("/api/v1/search?q=Rusia")
    assert answer.mimetype == "application/problem+json"
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert client.get("/?q=Rusia").status_code == 429
    assert client.get("/healthz").status_code == 200


def test_who_is_answered_is_not_told_to_come_back(seed_index_path: Path) -> None:
    pytest.importorskip("flask_limiter")
    assert "Retry-After" not in site(seed_index_path, rate="3 per minute").get("/?q=Rusia").headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("berita.example", 200),
        ("BERITA.example:8000", 200),
        ("arsip.koran.example", 200),
        ("127.0.0.1:8000", 200),
        ("evil.example", 400),
        ("berita.example.evil.example", 400),
        ("berita.example@evil.example", 400),
        ("", 400),
    ],
)
def test_a_site_answers_to_its_own_names_only(seed_index_path: Path, host: str, status: int) -> None:
    client = site(seed_index_path, hosts="berita.example .koran.example 127.0.0.1")
    for address in ("/?q=Rusia", "/api/v1/search?q=Rusia", "/opensearch.xml", "/none"):
        answer = client.get(address, headers={"Host": host, "Accept-Language": "en"})
        assert answer.status_code == (404 if status == 200 and address == "/none" else status)
        assert ("does not answer to that name" in answer.text) == (status == 400)
        assert "evil" not in answer.text
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ['a"b<x>', "a/b", "a b", "a:99999"])
def test_a_name_that_is_none_is_refused_by_every_site(client: FlaskClient, host: str) -> None:
    assert client.get("/opensearch.xml", headers={"Host": host}).status_code == 400
