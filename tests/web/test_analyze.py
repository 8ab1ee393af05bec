"""The page of `search analyze`."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_page_shows_roots_names_and_why(client: FlaskClient) -> None:
    page = client.get("/analyze?text=Prancis+memerangi+NIIS&lang=en").text
    assert "me- perang -i" in page
    assert "affixes taken off" in page
    assert "ISIS" in page


def test_an_empty_text_gives_the_form_only(client: FlaskClient) -> None:
    page = client.get("/analyze").text
    assert "<form" in page
    assert "<table" not in page


def test_the_text_is_escaped(client: FlaskClient) -> None:
    page = client.get("/analyze?text=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
