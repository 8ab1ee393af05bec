"""Failures are told in the reader's language, without paths, traces or the words of exceptions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web import create_app


@pytest.fixture
def broken(seed_index_path: Path) -> FlaskClient:
    """A site with a mistake in it."""

    def fail() -> str:
        raise RuntimeError(f"secret in {seed_index_path}")

    app = create_app(seed_index_path)
    app.add_url_rule("/broken", view_func=fail)
    app.add_url_rule("/api/broken", "api_broken", view_func=fail)
    return app.test_client()


def test_a_missing_page_and_a_missing_article_say_so_in_both_languages(client: FlaskClient) -> None:
    for address in ("/none", "/document/none"):
        assert "Halaman tidak ditemukan" in client.get(address).text
        assert "Page not found" in client.get(f"{address}?lang=en").text


def test_a_wrong_number_names_the_parameter(client: FlaskClient) -> None:
    assert "“page” bukan bilangan bulat" in client.get("/?q=Rusia&page=dua").text


def test_our_mistake_shows_nothing_of_itself(broken: FlaskClient) -> None:
    for address in ("/broken", "/api/broken"):
        answer = broken.get(address, headers={"Accept-Language": "id"})
        assert answer.status_code == 500
        assert "Pencarian gagal karena kesalahan di pihak kami" in answer.text
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("is_taken", [False, True])
def test_without_an_index_a_page_says_how_to_make_one(tmp_path: Path, is_taken: bool) -> None:
    if is_taken:
        (tmp_path / "index").write_text("a file where the index should be")
    client = create_app(tmp_path / "index").test_client()
    for address in ("/", "/?q=Rusia", "/document/a", "/api/v1/search?q=Rusia"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "search index add FOLDER" in answer.text
        assert str(tmp_path) not in answer.text
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "title", "detail"),
    [
        ("/api/v1/none", 404, "Page not found", "There is no such page"),
        ("/api/v1/search?q=a&limit=x", 400, "Request not understood", "“limit” is not a whole number."),
    ],
)
def test_programs_get_a_problem_document(app: Flask, address: str, status: int, title: str, detail: str) -> None:
    answer = app.test_client().get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert (problem["title"], problem["status"]) == (title, status)
    assert detail in problem["detail"]


@pytest.mark.parametrize("damage", ["lost", "cut", "changed"])
def test_of_a_damaged_index_there_is_a_page_that_says_to_come_back(
    seed_index_path: Path, tmp_path: Path, damage: str
) -> None:
    index = Path(shutil.copytree(seed_index_path, tmp_path / "index"))
    for file in index.glob("*.documents"):
        data = file.read_bytes()
        file.unlink()
        if damage != "lost":
            file.write_bytes(data[:50] + (bytes(50) + data[100:] if damage == "changed" else b""))
    client = create_app(index).test_client()
    for address in ("/?q=Rusia", "/api/v1/search?q=Rusia", "/feed.atom?q=Rusia"):
        answer = client.get(address, headers={"Accept-Language": "id"})
        assert answer.status_code == 503, address
        assert not any(word in answer.text for word in (str(tmp_path), "documents", "Traceback", "Error")), address
