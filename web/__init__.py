"""The search box in a browser, and the JSON API: `create_app(config)` gives a WSGI application."""

from web.app import create_app
from web.config import WebConfig

__all__ = ["WebConfig", "create_app"]
