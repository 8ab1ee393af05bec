"""`search serve`: the search box in the browser."""

from __future__ import annotations

import importlib

import click

from search.cli.reader import index_option, index_or_demo, say


@click.command()
@index_option
@click.option("--port", type=click.IntRange(1, 65_535), metavar="N", default=8000, show_default=True, help="The port.")
def serve_command(port: int) -> None:
    """Serve the search box and the JSON API, until Ctrl+C.

    \b
    search serve --port 8080

    On http://127.0.0.1:8000, unless told. It notices what other processes add to the index.
    """
    with index_or_demo() as index:
        path = index.path
    # Flask and waitress take a tenth of a second to load, which every search would pay for at the top.
    serving = importlib.import_module("web.serving")
    serving.serve(path, port=port, on_ready=lambda url: say("serving", url=url))
