"""The addresses of pages are those that Flask gives, which templates write without asking it each time."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from web import blueprint, create_app
from web.links import document_url, page_url, search_url

ANY = st.text(st.characters(codec="utf-8"), max_size=20)
ALONE = create_app("none")
MOUNTED = Flask(__name__)
MOUNTED.register_blueprint(blueprint("none"), url_prefix="/arsip berita")
MOUNTED.register_blueprint(blueprint("none", name="lain"), url_prefix="/lain")


@given(ANY, st.integers(1, 3))
def test_a_page_of_results_has_the_address_of_its_view(query: str, page: int) -> None:
    for app, address in ((ALONE, "/"), (MOUNTED, "/arsip%20berita/"), (MOUNTED, "/lain/")):
        with app.test_request_context(address):
            name = "lain" if "lain" in address else "telusur"
            expected = url_for(f"{name}.pages.search", q=query or None, page=page if page > 1 else None)
            assert search_url(query, page) == expected


@given(ANY, ANY)
def test_a_document_has_the_address_of_its_view(document_id: str, query: str) -> None:
    with ALONE.test_request_context("/?lang=en"):
        is_path = not {".", ".."} & set(document_id.split("/"))
        place: dict[str, Any] = {"document_id" if is_path else "id": document_id}
        expected = url_for("telusur.pages.document", **place, q=query or None, lang="en")
        assert document_url(document_id, query) == expected


@pytest.mark.parametrize("root", ["", "/berita"])
def test_addresses_begin_where_the_application_is_mounted(root: str) -> None:
    with ALONE.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        assert page_url("help") == f"{root}/help"
        assert page_url("compare", id="a/b", other="c d", q="") == f"{root}/compare?id=a/b&other=c+d"
