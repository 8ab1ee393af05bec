"""The site over the seeds: in this process for most tests, behind waitress for browsers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search import open_index
from tests.web import newsroom
from tests.web.child import served
from web import create_app


@pytest.fixture(scope="session")
def app(seed_index_path: Path) -> Flask:
    """The application; asked by many tests, changed by none."""
    return create_app(seed_index_path)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies that reads Indonesian."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "id"
    return client


@pytest.fixture(scope="session")
def newsroom_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of invented reports over four years; read it, never write to it."""
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom.write(folder / "berita.jsonl")
    with open_index(folder / "index", create_missing=True) as index:
        assert index.add([folder / "berita.jsonl"]).added == len(newsroom.articles())
    return folder / "index"


@pytest.fixture
def newsroom_client(newsroom_path: Path) -> FlaskClient:
    """A browser that reads Indonesian, on the archive of invented reports."""
    client = create_app(newsroom_path).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "id"
    return client


@pytest.fixture(scope="session")
def newsroom_site(newsroom_path: Path) -> Iterator[str]:
    """The address of that archive's site in a process of its own."""
    with served(newsroom_path) as (_, address):
        yield address.rstrip("/")


@pytest.fixture(scope="session")
def site(seed_index_path: Path) -> Iterator[str]:
    """The address of the site in a process of its own, as `search serve` runs it."""
    with served(seed_index_path) as (_, address):
        yield address.rstrip("/")
