"""The search box in a browser, and the JSON API: `create_app(config)` gives a WSGI application.

`blueprint(config, name)` gives the same for an application of yours.
"""

from web.app import blueprint, create_app
from web.config import WebConfig

__all__ = ["WebConfig", "blueprint", "create_app"]
