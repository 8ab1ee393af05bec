"""Where a text meets the query, and why: every mark has a reason.

The text is analyzed again, with the same analysis and aliases as when it was indexed, so what is marked is
what matched. Invariant: `text[span.start:span.end] == span.reason.printed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.aliases import AliasMatch, AliasTable, is_replaced
from search.analysis import Token, shown_root, tokens
from search.model import MatchKind, Reason, Span
from search.query.concepts import Concept

CLOSENESS = {MatchKind.EXACT: 0, MatchKind.ROOT: 1, MatchKind.ALIAS: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and the concept it meets; `concept` is its index in the query."""

    span: Span
    concept: int


def marks(text: str, field: str, asked: Sequence[Concept], aliases: AliasTable, language: str) -> list[Mark]:
    """All marks of a text, in order; at one place the longer comes first, then the closer.

    Args:
        field: "title", "body" or "about"; concepts of other fields mark nothing.
        language: The document's, as it was indexed.
    """
    analyzed = tokens(text, language)
    names = aliases.matches([token.piece for token in analyzed])
    found = [
        Mark(span, number)
        for number, concept in enumerate(asked)
        if field in concept.fields
        for span in _spans(text, concept, analyzed, names, aliases)
    ]
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end, CLOSENESS[mark.span.reason.kind]))
    return found


def apart(found: Sequence[Mark]) -> list[Mark]:
    """The marks to show: of those that overlap, the first."""
    shown: list[Mark] = []
    for mark in found:
        if not shown or mark.span.start >= shown[-1].span.end:
            shown.append(mark)
    return shown


def _spans(
    text: str, concept: Concept, analyzed: Sequence[Token], names: Sequence[AliasMatch], aliases: AliasTable
) -> Iterator[Span]:
    yield from _exact(text, concept, analyzed)
    if not concept.roots:
        return
    roots = set(concept.roots)
    found = [token.piece for token in analyzed]
    # A name whose root gave way to its class term in the index is not met by its root.
    folded = {match.first for match in names if is_replaced(found, match)}
    for place, token in enumerate(analyzed):
        if token.piece.root in roots and place not in folded and not _is_exact(token, concept):
            yield _span(text, token.start, token.end, concept, MatchKind.ROOT, shown_root(token.piece.root))
    for outer in names:
        for match in (outer, *aliases.nested(found, outer)):
            alias = match.name.alias
            if alias.term in roots or roots.intersection(alias.widened):
                yield _named(text, concept, analyzed, match)


def _named(text: str, concept: Concept, analyzed: Sequence[Token], match: AliasMatch) -> Span:
    start, end = analyzed[match.first].start, max(token.end for token in analyzed[match.first : match.last])
    printed = [token.piece.surface for token in analyzed[match.first : match.last]]
    alias = match.name.alias
    if concept.word.casefold() == text[start:end].casefold() or tuple(printed) in concept.sequences:
        return _span(text, start, end, concept, MatchKind.EXACT)
    if len(printed) == 1 and (analyzed[match.first].piece.root,) in concept.sequences:
        return _span(text, start, end, concept, MatchKind.ROOT, analyzed[match.first].piece.root)
    reason = Reason(concept.word, MatchKind.ALIAS, text[start:end], alias.name, alias.rule, alias.ambiguity)
    return Span(start, end, reason)


def _is_exact(token: Token, concept: Concept) -> bool:
    return (token.piece.surface,) in concept.sequences


def _exact(text: str, concept: Concept, analyzed: Sequence[Token]) -> Iterator[Span]:
    """Where one of the concept's sequences stands, position by position."""
    positions: list[dict[str, Token]] = []
    for token in analyzed:
        if token.piece.step or not positions:
            positions.append({})
        positions[-1].setdefault(token.piece.surface, token)
    for words in concept.sequences:
        for place in range(len(positions) - len(words) + 1):
            if all(word in positions[place + step] for step, word in enumerate(words)):
                first, last = positions[place][words[0]], positions[place + len(words) - 1][words[-1]]
                yield _span(text, first.start, last.end, concept, MatchKind.EXACT)


def _span(text: str, start: int, end: int, concept: Concept, kind: MatchKind, via: str = "") -> Span:
    return Span(start, end, Reason(concept.word, kind, text[start:end], via))
