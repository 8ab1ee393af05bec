"""`search export`: articles out of the index, to be read elsewhere or added again without loss."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from search.cli.choosing import Chosen, filter_options
from search.cli.reader import index_option, index_path, say
from search.cli.routing import WordsCommand
from search.index import open_index
from search.model import Document


@click.command("export", cls=WordsCommand)
@index_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
@click.option(
    "--format", "kind", type=click.Choice(["jsonl", "csv"]), help="By default jsonl, or as the output's name says."
)
@filter_options
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.pass_context
def export_command(
    ctx: click.Context, words: tuple[str, ...], output: Path | None, kind: str | None, chosen: Chosen
) -> None:
    """Write all articles, or those of a query, with every field.

    \b
    search export -o arsip.jsonl
    search export korupsi --sejak 2015 --sumber antara -o korupsi.csv
    search export | gzip > arsip.jsonl.gz

    As JSON Lines or CSV, copies too, as many as there are: what is on screen with the same filters. What was exported
    can be added again, here or to another index, and is the same. Exit code 1: there was nothing to write.
    """
    as_table = (kind or (output.suffix.lower().lstrip(".") if output else "")) == "csv"
    with open_index(index_path()) as index, _opened(output) as out:
        documents = index.documents(chosen.query(words), exact=chosen.exact, aliases=chosen.aliases)
        count = (_write_table if as_table else _write_lines)(documents, out)
    say("export-done", count=count)
    ctx.exit(0 if count else 1)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        yield file


def _write_lines(documents: Iterable[Document], out: TextIO) -> int:
    from search.ingest.exported import exported  # here, because a search does not load the readers

    count = 0
    for document in documents:
        count += 1
        out.write(json.dumps(exported(document), ensure_ascii=False) + "\n")
    return count


def _write_table(documents: Iterable[Document], out: TextIO) -> int:
    from search.ingest.exported import COLUMNS, exported_row

    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    count = 0
    for document in documents:
        count += 1
        table.writerow(exported_row(document))
    return count
