"""`search QUERY`: a ranked list, or JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

import click

from search.cli.choosing import Chosen, filter_options
from search.cli.printing import has_colour, printed_page, printed_view
from search.cli.reader import index_option, index_or_demo, language
from search.cli.shaping import shaped
from search.engines.base import FACETS, Order
from search.errors import SearchError
from search.index import Index
from search.model import Page
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
@click.option("-n", "--limit", type=click.IntRange(0, MOST), default=None, help="Hits to show; 10, or as configured.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits to pass over.")
@click.option("--sort", type=click.Choice(list(Order)), default=None, help="By relevance, or by date.")
@filter_options
@click.option("--collapse/--no-collapse", default=None, help="Are copies of an article one result?")
@click.option("--facet", "facets", multiple=True, type=click.Choice(FACETS), help="Count the results by this.")
@click.option("--explain", is_flag=True, help="Show how each score came about.")
@click.option("--open", "opened", type=click.IntRange(1), metavar="N", help="Show the whole of the Nth article.")
@click.option("--json", "shape", flag_value="json", help="One JSON object instead of a list.")
@click.option("--jsonl", "shape", flag_value="jsonl", help="One JSON object for each hit.")
@click.option("--csv", "shape", flag_value="csv", help="A table with one row for each hit.")
@click.option("--fields", default="", metavar="A,B", help="Only these keys, for --jsonl and --csv.")
@click.option("--pager/--no-pager", default=None, help="Page long output; by default on a terminal.")
@click.argument("words", nargs=-1, required=False, metavar="QUERY...")
@click.pass_context
def query_command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    chosen: Chosen,
    opened: int | None,
    shape: str | None,
    fields: str,
    pager: bool | None,
    **options: Any,  # noqa: ANN401  the other options, as `Index.search` calls them
) -> None:
    """Search: words, "phrases", +must -without, AND OR NOT (DAN ATAU TANPA), judul:word, tanggal:2015-11, koalis*."""
    if not words and not chosen.filters:
        raise click.UsageError("type one or more words to search for, or a filter such as --source")
    with index_or_demo() as index:
        page = _asked(index, chosen, words, opened, **options)
        if opened is not None:
            shown = _opened(index, page, opened)
        elif shape:
            shown = shaped(page, shape, [name.strip() for name in fields.split(",") if name.strip()], language())
        else:
            shown = printed_page(page, language())
    if not shape:
        for notice in page.notices:
            click.echo(noticed(notice, page.query, language()), err=True)
    _show(shown, has_pager=sys.stdout.isatty() if pager is None else pager)
    ctx.exit(0 if page.total else 1)


def _asked(
    index: Index,
    chosen: Chosen,
    words: Sequence[str],
    opened: int | None,
    **options: Any,  # noqa: ANN401  the same
) -> Page:
    """The page of results that the options ask for; what they leave open is as configured."""
    configured = index.config.section("search")
    limit, sort, collapse = (options.pop(name) for name in ("limit", "sort", "collapse"))
    if opened is not None:
        limit, options["offset"] = 1, options["offset"] + opened - 1
    return index.search(
        chosen.query(words),
        exact=chosen.exact,
        aliases=chosen.aliases,
        limit=int(configured["limit"] if limit is None else limit),
        sort=str(sort or configured["sort"]),
        collapse=bool(configured["collapse"] if collapse is None else collapse),
        **options,
    )


def _opened(index: Index, page: Page, number: int) -> str:
    if not page.hits:
        raise SearchError(f"there is no hit {number}: {page.total} found.")
    return printed_view(index.view(page.hits[0].document.id, page.query), language())


def _show(text: str, *, has_pager: bool) -> None:
    lines = shutil.get_terminal_size().lines
    if has_pager and text.count("\n") >= lines:
        click.echo_via_pager(f"{text}\n", color=has_colour())
    else:
        click.echo(text)
