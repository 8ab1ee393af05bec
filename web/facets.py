"""Facets and chosen filters as links: what narrows a result, and what widens it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import Page, QueryText
from search.wording import sentence_or
from web.asking import FACETS, Asked
from web.charts import Bar, bars, over_time
from web.languages import language
from web.speaking import dated, say

SHOWN = 6  # values of a facet before "more"
MOST = 200  # with "more": who needs the others types a part of the name


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and where choosing it leads; where it is chosen, letting it go."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one property; `hidden` counts those behind "more", whose address is `more_url`."""

    name: str
    choices: tuple[Choice, ...]
    hidden: int
    more_url: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the result without it."""

    field: str
    label: str
    url: str


def facets(page: Page, asked: Asked) -> list[Facet]:
    """The facets of a result that can narrow it: those with two values, or one that is chosen."""
    found = (_facet(name, page, asked) for name in FACETS)
    return [one for one in found if len(one.choices) > 1 or any(choice.is_chosen for choice in one.choices)]


def _facet(name: str, page: Page, asked: Asked) -> Facet:
    values = page.facets.get(name, ())
    most = MOST if asked.more == name else SHOWN
    shown = [one for at, one in enumerate(values) if at < most or one.is_chosen]
    choices = tuple(
        Choice(
            named(name, one.value),
            one.count,
            (asked.without_value if one.is_chosen else asked.with_value)(name, one.value),
            one.is_chosen,
        )
        for one in shown
    )
    return Facet(name, choices, len(values) - len(shown), asked.url(more=name))


def chips(asked: Asked) -> list[Chip]:
    """The filters in the query, each to be let go."""
    query = QueryText(asked.query)
    chosen = [
        Chip(field, named(field, value), asked.without_value(field, value))
        for field, values in query.filters.items()
        for value in values
    ]
    for one in query.others:
        value = named(one.name, one.value)
        label = say("without-value", value=value) if one.is_excluded else value
        chosen.append(Chip(one.name, label, asked.url(query=one.without.text)))
    return chosen


def histogram(page: Page, asked: Asked) -> tuple[Bar, ...]:
    """The results over time; each bar leads to its own."""
    counts = {name: {one.value: one.count for one in page.facets.get(name, ())} for name in ("year", "month")}
    chosen: Sequence[str] = QueryText(asked.query).filters.get("date", ())
    stretches = over_time(counts["year"], counts["month"], chosen)
    return bars(stretches, lambda value: asked.with_value("month", value), chosen)


def named(field: str, value: str) -> str:
    """A value in the reader's words: languages, dates, copies; others as they are printed."""
    if field in ("language", "copies"):
        return sentence_or(f"{field}-{value}", language(), value)
    return dated(value) if field in ("date", "year", "month", "since", "until", "before", "after") else value
