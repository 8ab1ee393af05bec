"""The application factory: everything a site is made of comes together here, and nothing is global."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from web import api, failures, guard, links, speaking, views
from web.archive import Archive
from web.config import WebConfig
from web.marks import marked, paragraphs, words_marked

YEAR_S = 31_536_000  # the addresses of style and script carry their digest, so they may be kept for good


def create_app(config: WebConfig | str | os.PathLike[str]) -> Flask:
    """Build the WSGI application.

    Args:
        config: The settings, or only the path of the index folder.

    A missing index is no error here: pages answer 503 until it is there.
    """
    settings = config if isinstance(config, WebConfig) else WebConfig(Path(config))
    app = Flask(__name__)
    app.config.update(SEND_FILE_MAX_AGE_DEFAULT=YEAR_S, MAX_CONTENT_LENGTH=guard.BODY_LIMIT_BYTES)
    # A record's id may hold "//"; to merge them would lead to another document.
    app.url_map.merge_slashes = False
    app.url_map.converters["id"] = links.DocumentIdConverter
    app.extensions["telusur"] = views.Site(settings, Archive(settings.index_path))
    app.register_blueprint(views.pages)
    app.register_blueprint(api.api)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters.update(marked=marked, paragraphs=paragraphs, words_marked=words_marked)
    app.context_processor(speaking.words)
    app.context_processor(links.addresses)
    guard.stand(app)
    failures.catch(app)
    return app
