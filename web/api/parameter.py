"""A parameter of the API: what it is called, how it is read, and how it is described. Each is written down once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask import abort

from web.speaking import say

Value = Any  # of a parameter, as its kind says
Values = Mapping[str, Value]

_WHOLE = re.compile(r"-?[0-9]{1,4000}")  # int() reads 4,300 digits and no more
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Kind(StrEnum):
    """What a value is; the names are those of JSON Schema."""

    TEXT = "string"
    WHOLE = "integer"
    DECIMAL = "number"
    FLAG = "boolean"
    DAY = "date"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter.

    Attributes:
        default: Where nothing or only blanks are given.
        low, high: Whole numbers are brought within them.
        choices: The only values there are; () for any.
        is_many: It may be given several times; its value is a tuple.
        is_needed: Without it there is no answer.
        in_path: It is the rest of the address.
    """

    name: str
    about: str
    kind: Kind = Kind.TEXT
    default: Value = ""
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()
    is_many: bool = False
    is_needed: bool = False
    in_path: bool = False

    def read(self, typed: Sequence[str]) -> Value:
        """The value of what was given; answers 400 for what it cannot have."""
        given = [text for text in typed if text.strip() or (self.kind is Kind.TEXT and not self.choices)]
        if self.is_many:
            return tuple(self._value(text) for text in given if text.strip())
        if self.is_needed and not "".join(given).strip():
            abort(400, say("no-value", name=self.name))
        return self._value(given[0]) if given else self.default

    def _value(self, text: str) -> Value:
        if self.choices and text not in self.choices:
            abort(400, say("no-choice", name=self.name, choices=", ".join(self.choices)))
        if self.kind is Kind.TEXT:
            return text
        found = _READ[self.kind](text.strip())
        if found is None:
            abort(400, say(_REFUSED[self.kind], name=self.name))
        return min(max(found, self.low), self.high) if self.kind is Kind.WHOLE else found

    @property
    def schema(self) -> dict[str, Value]:
        """Its values in JSON Schema."""
        kind = {"type": "string", "format": "date"} if self.kind is Kind.DAY else {"type": self.kind.value}
        one: dict[str, Value] = kind | ({"enum": list(self.choices)} if self.choices else {})
        if self.kind is Kind.DECIMAL:
            one |= {"minimum": 0, "maximum": 999_999_999}
        if self.kind is Kind.WHOLE:
            one |= {"format": "int32"}
        if self.is_many:
            return {"type": "array", "items": one}
        return one if self.default in ("", None) else {**one, "default": self.default}

    @property
    def described(self) -> dict[str, Value]:
        """Itself as OpenAPI describes it."""
        bounds = f" Brought within {self.low} and {self.high}." if self.kind is Kind.WHOLE else ""
        return {
            "name": self.name,
            "in": "path" if self.in_path else "query",
            "description": self.about + bounds,
            "required": self.is_needed or self.in_path,
            "schema": self.schema,
        }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2015-11-27") else None
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _decimal(text: str) -> float | None:
    return float(text) if _DECIMAL.fullmatch(text) else None


_READ = {Kind.WHOLE: _whole, Kind.DECIMAL: _decimal, Kind.FLAG: lambda text: _FLAGS.get(text.lower()), Kind.DAY: _day}
_REFUSED = {
    Kind.WHOLE: "no-whole-number",
    Kind.DECIMAL: "no-number",
    Kind.FLAG: "no-flag",
    Kind.DAY: "no-day",
}


def read(parameters: Sequence[Parameter], given: Mapping[str, Sequence[str]]) -> Values:
    """The value of each parameter by its name.

    Answers 400 for a name that none has: a filter that was misspelt must not become a wider search in silence.
    """
    asked = [one for one in parameters if not one.in_path]
    names = [*(one.name for one in asked), "lang"]
    unknown = [name for name in given if name not in ("", *names)]
    if unknown:
        abort(400, say("no-parameter", name=unknown[0][:40], names=", ".join(names)))
    return {one.name: one.read(given.get(one.name, ())) for one in asked}
