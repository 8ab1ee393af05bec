"""One archive as pages and an API: a blueprint that carries its own settings and its own open index.

So an application may hold several of them, each under a prefix and a name of its own.
"""

from __future__ import annotations

from flask import Blueprint, current_app, request

from search import Index
from web.archive import Archive
from web.config import WebConfig
from web.examples import Found
from web.metrics import Metrics

YEAR_S = 31_536_000  # the addresses of style and script carry their digest, so they may be kept for good


class Site(Blueprint):
    """What a mounted archive has made once and every view may use.

    Attributes:
        config: The settings.
        archive: The index, opened at the first request.
        examples: Those of the first page.
        metrics: What was answered.
    """

    def __init__(self, config: WebConfig, name: str) -> None:
        super().__init__(name, __name__, static_folder="static")
        self.config = config
        self.archive = Archive(config.index_path)
        self.examples = Found(config.examples)
        self.metrics = Metrics()

    def get_send_file_max_age(self, filename: str | None) -> int:
        """Seconds that style and script may be kept, whatever the application says of its own files."""
        return YEAR_S


def site() -> Site:
    """The site this request is for."""
    found = current_app.blueprints[site_name()]
    assert isinstance(found, Site)
    return found


def site_name() -> str:
    """The name it is registered under, which all of its endpoints begin with.

    An address that no view answers belongs to no blueprint: in an application of one site, that site says so.
    """
    names = (*request.blueprints, *current_app.blueprints)
    return next(name for name in names if isinstance(current_app.blueprints[name], Site))


def index() -> Index:
    """The open index; SearchError, which answers 503, where there is none."""
    return site().archive.index
