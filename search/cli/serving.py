"""`search serve`: the search box in the browser."""

from __future__ import annotations

import importlib
from dataclasses import replace

import click

from search.cli.reader import index_option, index_or_demo, say


@click.command()
@index_option
@click.option("--host", metavar="NAME", default=None, help="The address to listen on; 127.0.0.1, or as configured.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="The port; 8000, or as configured. 0: any.")
@click.option("--threads", type=click.IntRange(1, 64), metavar="N", help="Requests answered at the same time.")
@click.option("--proxies", type=click.IntRange(0, 8), metavar="N", help="Proxies in front that are believed.")
@click.option("--access-log/--no-access-log", default=None, help="A line of JSON for each request on stderr.")
@click.option("--log-queries/--no-log-queries", default=None, help="What is searched for stands in these lines.")
def serve_command(**options: str | int | bool | None) -> None:
    """Serve the search box and the JSON API, until Ctrl+C.

    \b
    search serve --port 8080

    On http://127.0.0.1:8000, unless told. It notices what other processes add to the index. Settings stand in [web]
    of telusur.toml, those of access and of rates too; docs/deploy has a service for it.
    """
    with index_or_demo() as index:
        path = index.path
    # Flask and waitress take a tenth of a second to load, which every search would pay for at the top.
    web, serving = importlib.import_module("web"), importlib.import_module("web.serving")
    config = web.WebConfig.of(path)
    given = {name: value for name, value in options.items() if value is not None}
    config = replace(config, settings=replace(config.settings, **given))
    serving.serve(config, on_ready=lambda url: say("serving", url=url))
