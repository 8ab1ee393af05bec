"""The options that say in which form results come, the same for every command that gives them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from search.cli.printing import has_colour, printed_page
from search.cli.reader import language
from search.cli.shaping import KEYS, shaped
from search.model import Page
from search.wording import noticed


@dataclass(frozen=True, slots=True)
class Form:
    """How results are shown.

    Attributes:
        shape: "json", "jsonl", "csv", "" for a list to read.
        fields: Keys of a hit, in order; () for all, or for the usual columns of a table.
        pager: Long output is paged; None: on a terminal.
    """

    shape: str = ""
    fields: tuple[str, ...] = ()
    pager: bool | None = None


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and call it with a `Form` in their place."""

    @wraps(command)
    def formed(*args: object, shape: str | None, fields: tuple[str, ...], pager: bool | None, **rest: object) -> object:
        if fields and shape not in ("jsonl", "csv"):
            raise click.UsageError("--fields goes with --jsonl or --csv")
        return command(*args, form=Form(shape or "", fields, pager), **rest)

    options = (
        click.option("--json", "shape", flag_value="json", help="One JSON object instead of a list."),
        click.option("--jsonl", "shape", flag_value="jsonl", help="One JSON object for each hit."),
        click.option("--csv", "shape", flag_value="csv", help="A table with one row for each hit."),
        fields_option("Only these keys, for --jsonl and --csv."),
        click.option("--pager/--no-pager", default=None, help="Page long output; by default on a terminal."),
    )
    for option in reversed(options):
        formed = option(formed)
    return formed


def fields_option(about: str) -> Callable[..., Any]:
    """The option that chooses keys of a hit."""
    return click.option("--fields", default="", metavar="A,B", callback=_fields, help=about)


def _fields(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in KEYS]
    if unknown:
        raise click.BadParameter(f'a hit has no "{unknown[0]}". It has: {", ".join(KEYS)}.')
    return names


def show(page: Page, form: Form, *, why_not: Iterable[str] = (), more: Iterable[str] = ()) -> None:
    """Write a page to stdout and what is to be known of it to stderr.

    Args:
        why_not: Lines that tell a reader why nothing was found.
        more: Paragraphs behind a list that is read.
    """
    if form.shape != "json":  # which holds them
        for told in dict.fromkeys(noticed(notice, page.query, language()) for notice in page.notices):
            click.echo(told, err=True)  # without its place two brackets left open are one thing
    if form.shape:
        show_text(shaped(page, form.shape, form.fields, language()), form)
    else:
        show_text("\n\n".join([printed_page(page, language(), why_not), *more]), form)


def show_text(text: str, form: Form) -> None:
    """Write a text to stdout; on a terminal a long one is paged."""
    has_pager = sys.stdout.isatty() if form.pager is None else form.pager
    if has_pager and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(f"{text}\n", color=has_colour())
    elif text:
        click.echo(text)
