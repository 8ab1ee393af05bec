"""`search index remove`, `stats`, `watch`: an archive that lives."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from search.cli.indexing import index_group, summarize
from search.cli.reader import engine_option, index_option, index_path, language, say
from search.cli.tables import statistics_table
from search.index import open_index
from search.wording import sentence


@index_group.command("remove")
@index_option
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--query", metavar="QUERY", default="", help="All that this query finds, copies too; asks first.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove_command(ctx: click.Context, ids: tuple[str, ...], query: str, yes: bool) -> None:
    """Take articles out of the index; their files stay.

    \b
    search index remove 003_35e67127c36b5ce3.txt
    search index remove --query "sumber:contoh sebelum:2010" --yes

    Ids stand in the results. Exit code 1: there was none of these.
    """
    if not ids and not query.strip():
        raise click.UsageError("name the articles by their ids, or by --query")
    with open_index(index_path()) as index:
        found = [*ids, *(document.id for document in index.documents(query))] if query.strip() else list(ids)
        if query.strip() and not yes:
            click.confirm(sentence("remove-asked", language(), {"count": len(found)}), abort=True, err=True)
        count = index.remove(found)
    say("remove-done", count=count)
    ctx.exit(0 if count else 1)


@index_group.command("stats")
@index_option
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of tables.")
def stats_command(is_json: bool) -> None:
    """Show what the index holds, and what the last runs left out.

    \b
    search index stats
    search index stats --json

    Articles, copies, the undated, counts by outlet, month, language and so on: so that "0 results" is never mistaken
    for "no data".
    """
    with open_index(index_path()) as index:
        found = index.statistics()
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if is_json else statistics_table(found, language()))


@index_group.command("watch")
@index_option
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--keep-furniture", is_flag=True, help="Lines of page templates stay in the text.")
@engine_option
def watch_command(folder: Path, keep_furniture: bool, engine: str) -> None:
    """Keep the index in step with FOLDER, until Ctrl+C.

    \b
    search index watch arsip/

    New, changed and deleted files are so in the index within seconds. What was deleted while nobody watched goes with
    "search index add --prune FOLDER". It needs the extra "watch".
    """
    with open_index(index_path(engine), create_missing=True, engine=engine) as index:
        try:
            for count, report in enumerate(index.watch(folder, keep_furniture=keep_furniture)):
                summarize(report)
                if count == 0:
                    say("watching", folder=str(folder))
        except KeyboardInterrupt:
            say("watching-ended")
            sys.exit(0)
