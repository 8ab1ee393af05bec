"""The application factory, and the blueprint for applications of others: nothing here is global."""

from __future__ import annotations

import os

from flask import Flask
from flask.blueprints import BlueprintSetupState

from web import access, api, failures, feeds, guard, limits, observing, opensearch, running, timing
from web.config import WebConfig
from web.links import DocumentIdConverter
from web.site import Site
from web.views import pages

NAME = "telusur"
PARTS = (pages, api.api, feeds.feeds, opensearch.opensearch, running.running)


def create_app(config: WebConfig | str | os.PathLike[str]) -> Flask:
    """Build the WSGI application of one site.

    Args:
        config: The settings, or only the path of the index folder: then they are read from files and environment.

    A missing index is no error here: pages answer 503 until it is there.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=guard.BODY_LIMIT_BYTES)
    site = blueprint(config)
    app.extensions[NAME] = site
    app.register_blueprint(site)
    # Addresses that no view answers are of no blueprint: the application itself answers those.
    guard.stand(app)
    timing.limit(app)
    limits.count(app, site.config.settings.rate)  # before access is asked for, so that guesses count
    access.ask(app)
    failures.catch(app)
    observing.observe(app)
    return app


def blueprint(config: WebConfig | str | os.PathLike[str], name: str = NAME) -> Site:
    """Build a site to be registered on an application, under any prefix.

    Args:
        config: As for `create_app`.
        name: Of the blueprint, for applications with several.
    """
    site = Site(config if isinstance(config, WebConfig) else WebConfig.of(config), name)
    site.record(_prepared)
    for part in PARTS:
        site.register_blueprint(part)
    guard.stand(site)
    timing.limit(site)
    access.ask(site)
    failures.catch(site)
    observing.observe(site)
    return site


def _prepared(state: BlueprintSetupState) -> None:
    """What the addresses of a site need of the application, and what it cannot give them there."""
    site = state.blueprint
    if isinstance(site, Site) and site.config.settings.rate and state.app.extensions.get(NAME) is not site:
        state.app.logger.warning(
            "rate in [web] is not counted for the blueprint %s: limit it with the Flask-Limiter of this application.",
            site.name,
        )
    # A record's id may hold "//"; to merge them would lead to another document.
    state.app.url_map.merge_slashes = False
    state.app.url_map.converters["id"] = DocumentIdConverter
