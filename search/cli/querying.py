"""`search QUERY`: a ranked list, or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import takewhile

import click

from search.answers import as_json
from search.cli.printing import printed_page
from search.cli.reader import index_option, index_or_demo, language
from search.wording import noticed

MOST = 10_000  # hits on one page


class WordsCommand(click.Command):
    """A command whose words may begin with "-": -Turki leaves a word out, and is no option.

    A word with two dashes that is no option stays a mistake: --limt must not become a search for "limt".
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the words behind a "--", so that click takes only the options it knows."""
        known: dict[str, click.Option | None] = dict.fromkeys(self.get_help_option_names(ctx))
        known |= {name: option for option in self.params if isinstance(option, click.Option) for name in option.opts}
        words: list[str] = []
        options: list[str] = []
        waiting = list(takewhile(lambda arg: arg != "--", args))
        rest = args[len(waiting) + 1 :]
        while waiting:
            arg = waiting.pop(0)
            is_option = arg.partition("=")[0] in known or arg.startswith("--") or _has_number(arg, known)
            if not is_option:
                words.append(arg)
                continue
            options.append(arg)
            option = known.get(arg)
            if option is not None and not option.is_flag and waiting:
                options.append(waiting.pop(0))
        return super().parse_args(ctx, [*options, "--", *words, *rest])


def _has_number(arg: str, known: Mapping[str, click.Option | None]) -> bool:
    """Is it an option with its number behind it, -n5?"""
    option = known.get(arg[:2])
    return option is not None and not option.is_flag and arg[2:].isdecimal()


@click.command(cls=WordsCommand, options_metavar="[OPTIONS]")
@index_option
@click.option("-n", "--limit", type=click.IntRange(0, MOST), default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits to pass over.")
@click.option("--exact", is_flag=True, help="Every word exactly as typed: no roots, no other names.")
@click.option("--no-alias", is_flag=True, help="No other names: Prancis does not find Perancis.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of a list.")
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.pass_context
def query_command(
    ctx: click.Context, words: tuple[str, ...], limit: int, offset: int, exact: bool, no_alias: bool, is_json: bool
) -> None:
    """Search: words, "phrases", +must -without, AND OR NOT (DAN ATAU TANPA), judul:word."""
    with index_or_demo() as index:
        page = index.search(" ".join(words), limit=limit, offset=offset, exact=exact, aliases=not no_alias)
    if is_json:
        click.echo(json.dumps(as_json(page, language()), ensure_ascii=False))
    else:
        for notice in page.notices:
            click.echo(noticed(notice, page.query, language()), err=True)
        click.echo(printed_page(page, language()))
    ctx.exit(0 if page.total else 1)
