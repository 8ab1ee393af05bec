"""The options that narrow a search, the same for every command that takes a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

import click

from search.query.dates import days
from search.query.shapes import QUOTES

_FILTERS = ("since", "until", "source", "author", "place", "section", "lang")
_NO_TEXT = re.compile("[\ud800-\udfff]")  # as which Python hands over such bytes (PEP 383)
_NOT_IN_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen beside the words of a query.

    Attributes:
        filters: The same in the query language, "" for none.
        exact: Every word as typed.
        aliases: Other names count.
    """

    filters: str
    exact: bool
    aliases: bool

    def query(self, words: Sequence[str]) -> str:
        """The whole query. Filters go first: a quotation mark that somebody forgot to close is none of theirs.

        Bytes that are no text where the command was typed are no part of it.

        >>> Chosen('source:"Antara"', False, True).query(["banjir", "Palu\\udcff"])
        'source:"Antara" banjir Palu\ufffd'
        """
        return _NO_TEXT.sub("\ufffd", " ".join([self.filters, *words] if self.filters else words))


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and call it with a `Chosen` in their place."""

    @wraps(command)
    def chosen(*args: object, exact: bool, no_alias: bool, **kwargs: object) -> object:
        values = {name: _listed(kwargs.pop(name, None)) for name in _FILTERS}
        _check_turned("".join(values["since"]), "".join(values["until"]))
        filters = " ".join(_filter(name, some) for name, some in values.items() if some)
        return command(*args, chosen=Chosen(filters, exact, not no_alias), **kwargs)

    options = (
        click.option(
            "--since", "--sejak", metavar="DATE", callback=_date, help="From this day on: 2015-11-13, 2015, kemarin."
        ),
        click.option("--until", "--sampai", metavar="DATE", callback=_date, help="Up to this day, it included."),
        _named("--source", "--sumber", "Only this outlet, or any of several; a part of the name will do."),
        _named("--author", "--penulis", "Only by this author, in the same way."),
        _named("--place", "--tempat", "Only from this place, in the same way."),
        _named("--section", "--rubrik", "Only of this section, in the same way."),
        _named("--lang", "--bahasa", "Only in this language: id, en. May be given again.", metavar="CODE"),
        click.option("--exact", is_flag=True, help="Every word exactly as typed: no roots, no other names."),
        click.option("--no-alias", is_flag=True, help="No other names: Prancis does not find Perancis."),
    )
    for option in reversed(options):
        chosen = option(chosen)
    return chosen


def _named(name: str, indonesian: str, about: str, *, metavar: str = "NAME") -> Callable[..., Any]:
    name_in_python = name.removeprefix("--")
    return click.option(
        name, indonesian, name_in_python, multiple=True, metavar=metavar, callback=_names, help=about
    )


def _date(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The date as typed. Raises click.BadParameter for what is none: an option is no query, and is never let pass."""
    if value is not None and not ctx.resilient_parsing and days(str(option.name), value, date.today()) is None:
        raise click.BadParameter(f'"{value}" is no date. Write 2015, 2015-11, 27/11/2015, kemarin or "pekan lalu".')
    return value


def _names(ctx: click.Context, _: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = tuple(" ".join(value.translate(_NOT_IN_QUOTES).split()) for value in values)
    if not all(cleaned) and not ctx.resilient_parsing:
        raise click.BadParameter("it needs a name.")
    return cleaned


def _check_turned(since: str, until: str) -> None:
    """Raise click.UsageError where no day lies between the two."""
    if not (since and until):
        return
    first, last = (days(name, typed, date.today()) for name, typed in (("since", since), ("until", until)))
    if first and last and first.first > last.last:
        raise click.UsageError(f"--since {since} is later than --until {until}; no day lies between.")


def _filter(name: str, values: Sequence[str]) -> str:
    """The values of one field in the query language; one of them is enough.

    >>> _filter("source", ["Antara", "suara merdeka"])
    'source:("Antara" OR "suara merdeka")'
    """
    quoted = [f'"{" ".join(value.translate(_NOT_IN_QUOTES).split())}"' for value in values]
    return f"{name}:{quoted[0]}" if len(quoted) == 1 else f"{name}:({' OR '.join(quoted)})"


def _listed(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
