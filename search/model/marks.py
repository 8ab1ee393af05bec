"""Where a text meets the query, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MatchKind(StrEnum):
    """How a word of the query was met in a text, from the closest to the widest."""

    EXACT = "exact"
    ROOT = "root"
    ALIAS = "alias"
    PATTERN = "pattern"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some words of a text match a word of the query.

    Attributes:
        word: The query's word or phrase as typed.
        kind: How they match.
        printed: The words of the text, as printed.
        via: What joins the two: the root for ROOT ("perang"), the class's name for ALIAS ("ISIS"), "" for the others.
        rule: For ALIAS, where the rule stands ("aliases.txt line 17").
        ambiguity: For ALIAS, what else the names may mean; "" where nothing is known.
    """

    word: str
    kind: MatchKind
    printed: str
    via: str = ""
    rule: str = ""
    ambiguity: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a text, and why it is marked."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to show and the spans to mark in it; spans are in order and do not overlap."""

    text: str
    spans: tuple[Span, ...] = ()
