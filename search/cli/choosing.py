"""The options that narrow a search, the same for every command that takes a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from search.query.shapes import QUOTES

_FILTERS = ("since", "until", "source", "author", "place", "section", "lang")
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
        """The whole query. Filters go first: a quotation mark that somebody forgot to close is none of theirs."""
        return " ".join([self.filters, *words] if self.filters else words)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and call it with a `Chosen` in their place."""

    @wraps(command)
    def chosen(*args: object, exact: bool, no_alias: bool, **kwargs: object) -> object:
        filters = " ".join(_filter(name, _listed(kwargs.pop(name))) for name in _FILTERS if kwargs.get(name))
        rest = {name: value for name, value in kwargs.items() if name not in _FILTERS}
        return command(*args, chosen=Chosen(filters, exact, not no_alias), **rest)

    options = (
        click.option("--since", "--sejak", "since", metavar="DATE", help="From this day on: 2015-11-13, kemarin."),
        click.option("--until", "--sampai", "until", metavar="DATE", help="Up to this day, it included."),
        click.option("--source", "--sumber", "source", multiple=True, metavar="NAME", help="Only this outlet."),
        click.option("--author", "--penulis", "author", multiple=True, metavar="NAME", help="Only by this author."),
        click.option("--place", "--tempat", "place", multiple=True, metavar="NAME", help="Only from this place."),
        click.option("--section", "--rubrik", "section", multiple=True, metavar="NAME", help="Only of this section."),
        click.option("--lang", "--bahasa", "lang", multiple=True, metavar="CODE", help="Only in this language: id."),
        click.option("--exact", is_flag=True, help="Every word exactly as typed: no roots, no other names."),
        click.option("--no-alias", is_flag=True, help="No other names: Prancis does not find Perancis."),
    )
    for option in reversed(options):
        chosen = option(chosen)
    return chosen


def _filter(name: str, values: Sequence[str]) -> str:
    """The values of one field in the query language; one of them is enough.

    >>> _filter("source", ["Antara", "suara merdeka"])
    'source:("Antara" OR "suara merdeka")'
    """
    quoted = [f'"{" ".join(value.translate(_NOT_IN_QUOTES).split())}"' for value in values]
    return f"{name}:{quoted[0]}" if len(quoted) == 1 else f"{name}:({' OR '.join(quoted)})"


def _listed(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
