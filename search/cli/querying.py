"""`search QUERY`: a ranked list, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from search.cli.choosing import Chosen, filter_options
from search.cli.completing import complete_query
from search.cli.presenting import Form, form_options, show, show_text
from search.cli.printing import printed_miss, printed_view
from search.cli.reader import index_option, index_or_demo, language
from search.cli.routing import WordsCommand
from search.engines.base import FACETS, Order
from search.errors import SearchError
from search.index import Index
from search.model import Page
from search.wording import sentence

MOST = 10_000  # hits on one page
ORDERS = click.Choice([order.value for order in Order])  # the values: click would take the names of an enum


def page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which part of a result it shows, and what is counted and explained."""
    options = (
        click.option(
            "-n", "--limit", type=click.IntRange(0, MOST), metavar="N", help="Hits to show; 10, or as configured."
        ),
        click.option(
            "--offset", type=click.IntRange(0), metavar="N", default=0, show_default=True, help="Hits to pass over."
        ),
        click.option("--facet", "facets", multiple=True, type=click.Choice(FACETS), help="Count the results by this."),
        click.option("--explain", is_flag=True, help="Show how each score came about."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(cls=WordsCommand, options_metavar="[OPTIONS]")
@index_option
@page_options
@click.option("--sort", type=ORDERS, help="By relevance, or by date with the undated last.")
@filter_options
@click.option("--collapse/--no-collapse", default=None, help="Are copies of an article one result? Yes, unless told.")
@click.option("--related", "has_related", is_flag=True, help="Also names and words that the best of them share.")
@click.option("--open", "opened", type=click.IntRange(1), metavar="N", help="Show the whole of the Nth article.")
@form_options
@click.argument("words", nargs=-1, required=False, metavar="QUERY...", shell_complete=complete_query)
@click.pass_context
def query_command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    chosen: Chosen,
    opened: int | None,
    has_related: bool,
    form: Form,
    **options: Any,  # noqa: ANN401  the other options, as `Index.search` calls them
) -> None:
    """Rank the articles that a query finds, each with the passage that shows why.

    \b
    search koalisi Rusia -Turki             words, and a word that must not be there
    search '"anak buah kapal"' --sejak 2015 a phrase, since a day
    search judul:gempa ATAU tsunami         in the headline; one or the other
    search "KPK tanggal:2015-11" --json     for programs
    search korupsi --open 2                 the whole of the second article

    Words side by side are ranked together: of up to four, articles with all of them come first. What begins with one
    dash and is no option is part of the query; a query that is a command's name, or an option, works after "--".
    docs/query-language.md has the whole language.
    """
    if has_related and (form.shape or opened is not None):
        raise click.UsageError("--related goes with a list that is read")
    if not words and not chosen.filters:
        raise click.UsageError("type one or more words to search for, or a filter such as --source")
    with index_or_demo() as index:
        page = _asked(index, chosen, words, opened, **options)
        if opened is not None:
            show_text(_opened(index, page, opened, form), form)
        else:
            why_not = () if page.total or form.shape else _why_not(index, page, chosen)
            show(page, form, why_not=why_not, more=_related(index, page) if has_related else ())
    ctx.exit(0 if page.total else 1)


def _asked(
    index: Index,
    chosen: Chosen,
    words: Sequence[str],
    opened: int | None,
    *,
    limit: int | None,
    sort: str | None,
    collapse: bool | None,
    offset: int,
    **options: Any,  # noqa: ANN401  the same
) -> Page:
    """The page of results that the options ask for; what they leave open is as configured."""
    configured = index.config.section("search")
    if opened is not None:
        limit, offset = 1, offset + opened - 1
    return index.search(
        chosen.query(words),
        exact=chosen.exact,
        aliases=chosen.aliases,
        limit=int(configured["limit"] if limit is None else limit),
        offset=offset,
        sort=str(sort or configured["sort"]),
        collapse=bool(configured["collapse"] if collapse is None else collapse),
        **options,
    )


def _why_not(index: Index, page: Page, chosen: Chosen) -> Iterable[str]:
    from search.index.misses import missed  # here, because most searches find something

    return printed_miss(missed(index, page.query, exact=chosen.exact, aliases=chosen.aliases), language())


def _related(index: Index, page: Page) -> Iterable[str]:
    found = index.related(page.query) if page.total else ()
    if found:
        yield f"{sentence('related-heading', language())}: {', '.join(one.text for one in found)}"


def _opened(index: Index, page: Page, number: int, form: Form) -> str:
    """The whole article on a page of one, to read, or as `search export` writes it."""
    if not page.hits:
        raise SearchError(f"there is no hit {number}: {page.total} found.")
    document = page.hits[0].document
    if not form.shape:
        return printed_view(index.view(document.id, page.query), language())
    if form.shape != "json":
        raise click.UsageError("--open shows one article: as text, or with --json")
    from search.ingest.exported import exported  # here, because a search does not load the readers

    return json.dumps(exported(document), ensure_ascii=False)
