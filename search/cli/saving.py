"""`search save`, `search saved`: searches under a name, and what is new for them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from search.cli.choosing import Chosen, filter_options
from search.cli.completing import complete_query, complete_saved
from search.cli.presenting import Form, form_options, show, show_text
from search.cli.querying import ORDERS, page_options
from search.cli.reader import index_option, index_path, say
from search.cli.routing import UNNAMED, UnnamedCommand, UnnamedGroup, WordsCommand
from search.cli.shaping import table
from search.errors import SavedSearchError
from search.index import open_index
from search.index.opening import index_folder
from search.saved import Saved, answer, find, keep, met, names, remove, saved_searches

_LISTED = ("name", "query", "exact", "aliases", "sort", "collapse", "since", "met")


@click.command("save", cls=WordsCommand)
@index_option
@click.option("--replace", is_flag=True, help="Change a search that is saved already; all it finds now counts as met.")
@click.option("--sort", type=ORDERS, help="By relevance, or by date with the undated last.")
@filter_options
@click.option("--collapse/--no-collapse", default=None, help="Are copies of an article one result? Yes, unless told.")
@click.argument("name")
@click.argument("words", nargs=-1, metavar="QUERY...", shell_complete=complete_query)
def save_command(
    name: str, words: tuple[str, ...], chosen: Chosen, replace: bool, sort: str | None, collapse: bool | None
) -> None:
    """Keep a search under a name, with its filters.

    \b
    search save kpk-jabar korupsi KPK --tempat Bandung --sejak 2015
    search saved kpk-jabar --new

    It stands in the index folder. All that it finds now counts as met: --new of "search saved" shows what comes later.
    A name has letters, digits, "-" and "_". Words such as kemarin are reckoned on the day the search runs.
    """
    query = chosen.query(words)
    if not query.strip():
        raise click.UsageError("type what to search for after the name, or a filter such as --source")
    if name in saved_group.commands:
        raise click.UsageError(f'"{name}" is a command of "search saved"; choose another name')
    with open_index(index_path()) as index:
        configured = index.config.section("search")
        if not replace and name in names(index.path):
            raise SavedSearchError(name, "there is one of this name already. Change it with --replace.")
        order = str(sort or configured["sort"])
        is_collapsed = bool(configured["collapse"] if collapse is None else collapse)
        now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        saved = met(index, Saved(name, query, chosen.exact, chosen.aliases, order, is_collapsed, now))
        keep(saved, index.path)
    say("saved-kept", name=name, count=len(saved.met))


@click.command(cls=UnnamedCommand)
@index_option
@click.option("--new", "is_new", is_flag=True, help="Only articles that were never shown, and came after it was saved.")
@page_options
@click.option("--sort", type=ORDERS, help="Another order than the saved one.")
@form_options
@click.argument("name", required=False, shell_complete=complete_saved)
@click.pass_context
def run_command(
    ctx: click.Context,
    name: str | None,
    is_new: bool,
    limit: int | None,
    offset: int,
    facets: Sequence[str],
    explain: bool,
    sort: str | None,
    form: Form,
) -> None:
    """List the saved searches, or run the one of that name.

    \b
    search saved                       the names and their queries
    search saved kpk-jabar --new       what came since last time
    search saved kpk-jabar --new --csv the same as a table
    search saved remove kpk-jabar      forget it

    What was shown counts as met, and --new never shows it again; what did not fit on the page stays new. Exit code 1:
    nothing, or nothing new.
    """
    if name is None:
        ctx.exit(0 if _list(form) else 1)
    with open_index(index_path()) as index:
        saved = find(name, index.path)
        shown = int(index.config["search.limit"] if limit is None else limit)
        options = {"limit": shown, "offset": offset, "facets": facets, "explain": explain, "sort": sort or ""}
        page = answer(index, saved, is_new=is_new, **options)  # type: ignore[arg-type]  # one type for each
        if is_new and not page.total and not form.shape:
            say("saved-nothing-new", name=name)
        else:
            show(page, form)
        if page.hits:
            keep(met(index, saved, page.hits), index.path)  # after it was written: what got lost on the way stays new
    ctx.exit(0 if page.total else 1)


@click.group("saved", cls=UnnamedGroup, subcommand_metavar="[NAME] | COMMAND ...", help=run_command.help)
@index_option
def saved_group() -> None:
    """What it does without a command is what `run_command` does."""


saved_group.answers_alone = True
saved_group.add_command(run_command, UNNAMED)


@saved_group.command("remove")
@index_option
@click.argument("name", shell_complete=complete_saved)
def remove_saved_command(name: str) -> None:
    """Forget a saved search; its articles stay."""
    remove(name, index_folder(index_path()))
    say("saved-removed", name=name)


def _list(form: Form) -> int:
    """Write the saved searches; gives how many there are."""
    found = saved_searches(index_folder(index_path()))
    listed = [_plain(one) for one in found]
    if form.shape == "json":
        click.echo(json.dumps(listed, ensure_ascii=False))
    elif form.shape == "csv":
        click.echo(table([_LISTED, *([str(value) for value in one.values()] for one in listed)]))
    elif form.shape == "jsonl":
        show_text("\n".join(json.dumps(one, ensure_ascii=False) for one in listed), form)
    elif not found:
        say("saved-none")
    else:
        width = max(len(one.name) for one in found)
        show_text("\n".join(f"{one.name:<{width}}  {one.query}" for one in found), form)
    return len(found)


def _plain(saved: Saved) -> dict[str, object]:
    return {name: getattr(saved, name) for name in _LISTED[:-1]} | {"met": len(saved.met)}
