"""`search suggest`, `search like`: what else could be asked, and what else could be read."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from search.answers import hit_as_json
from search.cli.printing import printed_hit
from search.cli.reader import index_option, index_or_demo, index_path, language, say
from search.cli.routing import WordsCommand
from search.index import open_index
from search.wording import sentence

MOST = 20  # that `Index.suggest` gives


@click.command("suggest", cls=WordsCommand)
@index_option
@click.option("-n", "--limit", type=click.IntRange(1, MOST), default=8, metavar="N", help="Queries; 8, unless told.")
@click.option("--json", "is_json", is_flag=True, help="A JSON list instead of lines.")
@click.argument("words", nargs=-1, required=True, metavar="PREFIX...")
@click.pass_context
def suggest_command(ctx: click.Context, words: tuple[str, ...], limit: int, is_json: bool) -> None:
    """Show queries that go on as PREFIX begins.

    They are spelt as in the archive, and each says what it is and in how many articles.

    \b
    search suggest koalisi rus
    search suggest "gempa di l" -n 3 --json

    Exit code 1: nothing goes on like that.
    """
    with index_or_demo() as index:
        found = index.suggest(" ".join(words), limit=limit)
    if is_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    for one in () if is_json else found:
        kind = sentence(f"completion-{one.kind.value}", language())
        count = sentence("completion-count", language(), {"count": one.count})
        click.echo(f"{one.text}  ({kind}, {count})")
    ctx.exit(0 if found else 1)


@click.command("like")
@index_option
@click.option("-n", "--limit", type=click.IntRange(1, 100), default=5, metavar="N", help="Articles; 5, unless told.")
@click.option("--json", "is_json", is_flag=True, help="A JSON list of hits instead of a list to read.")
@click.argument("document_id", metavar="ID")
@click.pass_context
def like_command(ctx: click.Context, document_id: str, limit: int, is_json: bool) -> None:
    """Show the articles most like one, without its copies. Ids stand in the results.

    \b
    search like 003_35e67127c36b5ce3.txt -n 3

    Exit code 1: there is none.
    """
    with open_index(index_path()) as index:
        found = index.like(document_id, limit=limit)
    if is_json:
        click.echo(json.dumps([hit_as_json(hit, language()) for hit in found], ensure_ascii=False))
    elif found:
        click.echo("\n\n".join(printed_hit(hit, language()) for hit in found))
    else:
        say("nothing-alike")
    ctx.exit(0 if found else 1)
