"""Who reads: their language, their index, whether they see colours."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from search.engines.registry import NAMES
from search.errors import IndexMissingError
from search.index import Index, default_index, open_index, seeds
from search.wording import reader_language, sentence


def index_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option -i/--index, on every command: the innermost one given counts."""
    return click.option(
        "-i",
        "--index",
        "index_path",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_keep,
        help="The index folder; default TELUSUR_INDEX, else index/whoosh in a checkout, else your data folder.",
    )(command)


def engine_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --engine, on commands that may make an index."""
    return click.option(
        "--engine",
        type=click.Choice(NAMES),
        callback=lambda ctx, option, chosen: chosen or "",
        help="The engine of a new index: whoosh unless told; tantivy needs the extra of its name.",
    )(command)


def _keep(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().meta["index_path"] = value


def index_path(engine: str = "") -> Path:
    """The index folder that was chosen, or the default; see `default_index`."""
    return _named() or default_index(engine)


def _named() -> Path | None:
    """The folder behind -i."""
    chosen: Path | None = click.get_current_context().find_root().meta.get("index_path")
    return chosen


def language() -> str:
    """The reader's language, from the locale as POSIX orders its variables."""
    tags = os.environ.get("LANGUAGE", "").split(":")
    return reader_language([*tags, *(os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))])


def say(code: str, **values: str | int) -> None:
    """Write one sentence to stderr."""
    click.echo(sentence(code, language(), values), err=True)


def index_or_demo() -> Index:
    """The chosen index; where none was named and there is none, one of the built-in articles, and a word about it."""
    try:
        return open_index(index_path())
    except IndexMissingError:
        if _named() is not None:  # perhaps misspelt: a folder that nobody wanted would answer from now on
            raise
        index = open_index(index_path(), create_missing=True)
    articles = seeds()
    say("building-seeds", path=str(index.path), count=sum(file.is_file() for file in articles.iterdir()))
    index.add([articles])
    return index
