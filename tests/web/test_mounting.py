"""Archives in the applications of others: under any prefix, several in one, each with its own index and words."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.reading import Read
from web import WebConfig, blueprint, create_app
from web.settings import Settings

PAGES = ("/", "/?q=warga", "/document/berita/00?q=warga", "/archive", "/aliases", "/help", "/analyze?text=banjir")


@pytest.fixture(scope="module")
def client(seed_index_path: Path, newsroom_path: Path) -> FlaskClient:
    """An application with a page and templates of its own, and two archives."""
    app = Flask("host")
    app.add_url_rule("/", "home", lambda: "home")
    app.register_blueprint(blueprint(newsroom_path), url_prefix="/arsip/berita")
    app.register_blueprint(blueprint(WebConfig(seed_index_path), name="seeds"), url_prefix="/seeds")
    return app.test_client()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_stays_below_its_prefix(client: FlaskClient, page: str) -> None:
    answer = client.get(f"/arsip/berita{page}", headers={"Accept-Language": "id"})
    assert answer.status_code == 200
    read = Read(answer.text)
    links = [link for link in read.links() if link.startswith("/")]
    links += [str(one["href"]) for one in read.all("link")] + [str(one["src"]) for one in read.all("script")]
    assert len(links) >= 6
    assert all(link.startswith("/arsip/berita/") for link in links)
    assert {client.get(link, buffered=True).status_code for link in links} <= {200, 303}


def test_each_archive_gives_its_own_articles(client: FlaskClient) -> None:
    assert "34 artikel" in client.get("/arsip/berita/?lang=id").text
    assert "5 artikel" in client.get("/seeds/?lang=id").text
    assert client.get("/seeds/api/v1/search?q=koalisi").get_json()["total"] > 0
    assert client.get("/arsip/berita/api/v1/search?q=koalisi").get_json()["total"] == 0
    assert client.get("/seeds/document/berita/00").status_code == 404


def test_what_is_remembered_goes_no_further_than_the_prefix(client: FlaskClient) -> None:
    answer = client.get("/seeds/language/id?next=/seeds/help")
    assert "Path=/seeds/;" in answer.headers["Set-Cookie"]
    assert 'lang="id"' in client.get("/seeds/").text
    assert 'lang="en"' in client.get("/arsip/berita/").text


def test_failures_and_headers_are_those_of_the_archive_below_its_prefix_only(client: FlaskClient) -> None:
    answer = client.get("/seeds/document/none?lang=id")
    assert "Halaman tidak ditemukan" in answer.text
    assert answer.headers["Content-Security-Policy"]
    home = client.get("/")
    assert home.text == "home"
    assert "Content-Security-Policy" not in home.headers
    assert "Halaman tidak ditemukan" not in client.get("/none").text


def test_a_rate_that_nobody_counts_is_told(seed_index_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    limited = WebConfig(seed_index_path, settings=Settings(rate="5 per minute"))
    app = Flask("host")
    app.register_blueprint(blueprint(limited), url_prefix="/arsip")
    assert "rate in [web] is not counted for the blueprint telusur" in caplog.text
    caplog.clear()
    create_app(limited)
    assert not caplog.text


def test_ids_of_any_form_are_found_below_a_prefix(client: FlaskClient) -> None:
    assert client.get("/arsip/berita/document/berita/00").status_code == 200
    assert client.get("/arsip/berita/document/berita//00").status_code == 404


def test_style_and_script_may_be_kept_for_good(client: FlaskClient) -> None:
    answer = client.get("/seeds/static/telusur.css", buffered=True)
    assert answer.cache_control.max_age
    assert answer.cache_control.max_age > 86_400
