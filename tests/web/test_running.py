"""What supervisors ask: alive, ready, how busy; and an index that changes under a site that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.proxy_fix import ProxyFix

from search import open_index
from web import create_app
from web.guard import BUSY
from web.metrics import BUCKETS, Metrics

SAMPLE = re.compile(r'[a-z_]+(?:\{(?:[a-z]+="[^"\n]*",?)+\})? [0-9.e+-]+')


@pytest.fixture
def own(tmp_path: Path, seeds: Path) -> Path:
    """An index that a test may change."""
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([seeds])
    return tmp_path / "index"


def test_a_site_is_ready_when_its_index_answers(own: Path) -> None:
    client = create_app(own).test_client()
    assert client.get("/readyz").get_json() == {"status": "ok"}


def test_a_site_without_an_index_is_alive_and_not_ready(tmp_path: Path) -> None:
    client = create_app(tmp_path / "none").test_client()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"status": "no index"})
    assert answer.headers["Retry-After"]
    assert client.get("/healthz").status_code == 200
    assert "telusur_index_ready 0" in client.get("/metrics").text


def test_a_site_with_newer_alias_rules_than_its_index_is_not_ready(own: Path) -> None:
    client = create_app(own).test_client()
    assert client.get("/readyz").status_code == 200
    (own / "aliases.txt").write_text("KTT, konferensi tingkat tinggi\n", encoding="utf-8")
    assert client.get("/readyz").get_json() == {"status": "stale"}
    with open_index(own) as index:
        index.sync()
    assert client.get("/readyz").status_code == 200, "synced by another process, and noticed without a restart"


def test_mistaken_alias_rules_leave_a_running_site_as_it_was(own: Path) -> None:
    client = create_app(own).test_client()
    assert client.get("/api/v1/search?q=Daesh").get_json()["total"]
    (own / "aliases.txt").write_text("sendirian\n", encoding="utf-8")
    assert client.get("/api/v1/search?q=Daesh").get_json()["total"]


def test_a_commit_is_noticed_without_a_restart(own: Path) -> None:
    client = create_app(own).test_client()
    first = client.get("/api/v1/search?q=Rusia")
    with open_index(own) as index:
        index.remove([first.get_json()["hits"][0]["id"]])
    again = client.get("/api/v1/search?q=Rusia", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_json()["total"]) == (200, 4)


def test_metrics_are_as_prometheus_reads_them(own: Path) -> None:
    client = create_app(own).test_client()
    client.get("/api/v1/search?q=Rusia")
    client.get("/api/v1/search?q=Rusia&limit=x")
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    samples = [line for line in answer.text.splitlines() if not line.startswith("# ")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    assert 'telusur_requests_total{endpoint="api.search",method="GET",status="200"} 1' in samples
    assert 'telusur_requests_total{endpoint="api.search",method="GET",status="400"} 1' in samples
    assert 'telusur_request_seconds_count{endpoint="api.search"} 2' in samples
    assert "telusur_index_documents 5" in samples
    (age_s,) = [float(line.split()[1]) for line in samples if line.startswith("telusur_index_age_seconds")]
    assert 0 <= age_s < 600


def test_a_histogram_counts_all_that_took_no_longer() -> None:
    metrics = Metrics()
    for took_s in (0.001, 0.005, 0.3, 99):
        metrics.count("pages.search", "GET", 200, took_s)
    lines = [line for line in metrics.lines() if "_bucket" in line]
    assert [int(line.rsplit(" ", 1)[1]) for line in lines] == [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]
    assert len(lines) == len(BUCKETS) + 1


def test_an_address_that_nobody_serves_makes_no_metric_of_its_own(client: FlaskClient) -> None:
    client.get("/rahasia-1")
    client.open("/rahasia-2", method="BREW")
    text = client.get("/metrics").text
    assert "rahasia" not in text
    assert 'endpoint="none",method="OTHER"' in text


@pytest.mark.parametrize("address", ["/?q=Rusia", "/api/v1/search?q=Rusia"])
def test_where_too_many_wait_the_answer_says_what_to_narrow(client: FlaskClient, address: str) -> None:
    answer = client.get(address, environ_overrides={BUSY: True}, headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "fewer words" in answer.text
    assert client.get("/healthz", environ_overrides={BUSY: True}).status_code == 200


def test_behind_a_proxy_addresses_begin_with_its_prefix(app: Flask) -> None:
    headers = {"X-Forwarded-Prefix": "/arsip", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "berita.example"}
    behind = Flask("behind")
    behind.wsgi_app = ProxyFix(app, x_proto=1, x_host=1, x_prefix=1)  # type: ignore[method-assign,assignment]
    client = behind.test_client()
    assert client.get("/api/v1/openapi.json", headers=headers).get_json()["servers"] == [{"url": "/arsip/api/v1"}]
    feed = client.get("/feed.json?q=Rusia", headers=headers).get_json(force=True)
    assert feed["feed_url"] == "https://berita.example/arsip/feed.json?q=Rusia"
    assert feed["items"][0]["url"].startswith("https://berita.example/arsip/document/")
    page = client.get("/?q=Rusia", headers=headers).text
    assert 'href="/arsip/static/telusur.css' in page
    # A header of a client that stands behind no proxy counts for nothing.
    assert app.test_client().get("/api/v1/openapi.json", headers=headers).get_json()["servers"] == [{"url": "/api/v1"}]
