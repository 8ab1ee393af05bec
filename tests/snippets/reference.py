"""The marks of a text the slow way: all its tokens, every concept at every place. The judge of the fast way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.aliases import AliasMatch, AliasTable, is_replaced
from search.analysis import Token, shown_root, tokens
from search.model import MatchKind, Reason, Span
from search.query.concepts import Concept
from search.snippets import Mark

ORDER = list(MatchKind)
Positions = list[dict[str, Token]]


def slow_marks(text: str, field: str, asked: Sequence[Concept], aliases: AliasTable, language: str) -> list[Mark]:
    """What `search.snippets.marks` gives."""
    analyzed = tokens(text, language)
    names = aliases.matches([token.piece for token in analyzed])
    positions = _positions(analyzed)
    found = [
        Mark(span.start, span.end, number, span.reason)
        for number, concept in enumerate(asked)
        if field in concept.fields
        for span in _spans(text, concept, analyzed, positions, names, aliases)
    ]
    return sorted(found, key=place)


def place(mark: Mark) -> tuple[int, int, int, int]:
    """The order of marks: by place, the longer first, the closer first, in the order of the query."""
    return mark.span.start, -mark.span.end, ORDER.index(mark.span.reason.kind), mark.concept


def _spans(
    text: str,
    concept: Concept,
    analyzed: Sequence[Token],
    positions: Positions,
    names: Sequence[AliasMatch],
    aliases: AliasTable,
) -> Iterator[Span]:
    for words in concept.sequences:
        rows = _in_a_row(words, positions) if concept.slop is None else _near(words, concept.slop, positions)
        yield from (_span(text, first.start, last.end, concept, MatchKind.EXACT) for first, last in rows)
    found = [token.piece for token in analyzed]
    folded = {match.first for match in names if is_replaced(found, match)}
    for number, token in enumerate(analyzed):
        is_exact = (token.piece.surface,) in concept.sequences
        if token.piece.surface in concept.expanded and not is_exact:
            yield _span(text, token.start, token.end, concept, concept.kind)
        if token.piece.root in concept.roots and number not in folded and not is_exact:
            yield _span(text, token.start, token.end, concept, MatchKind.ROOT, shown_root(token.piece.root))
    for outer in names:
        for match in (outer, *aliases.nested(found, outer)):
            alias = match.name.alias
            if {alias.term, *alias.widened}.intersection(concept.roots):
                yield _named(text, concept, analyzed[match.first : match.last], match)


def _named(text: str, concept: Concept, inside: Sequence[Token], match: AliasMatch) -> Span:
    start, end = inside[0].start, max(token.end for token in inside)
    printed = tuple(token.piece.surface for token in inside)
    alias = match.name.alias
    if concept.word.casefold() == text[start:end].casefold() or printed in concept.sequences:
        return _span(text, start, end, concept, MatchKind.EXACT)
    if len(printed) == 1 and (inside[0].piece.root,) in concept.sequences:
        return _span(text, start, end, concept, MatchKind.ROOT, inside[0].piece.root)
    reason = Reason(concept.word, MatchKind.ALIAS, text[start:end], alias.name, alias.rule, alias.ambiguity)
    return Span(start, end, reason)


def _positions(analyzed: Sequence[Token]) -> Positions:
    positions: Positions = []
    for token in analyzed:
        if token.piece.step or not positions:
            positions.append({})
        positions[-1].setdefault(token.piece.surface, token)
    return positions


def _in_a_row(words: Sequence[str | None], positions: Positions) -> Iterator[tuple[Token, Token]]:
    first, last = words[0], words[-1]
    assert first is not None
    assert last is not None
    for start in range(len(positions) - len(words) + 1):
        if all(word is None or word in positions[start + step] for step, word in enumerate(words)):
            yield positions[start][first], positions[start + len(words) - 1][last]


def _near(words: Sequence[str | None], slop: int, positions: Positions) -> Iterator[tuple[Token, Token]]:
    """From each place where a word stands, the next of each: marked where all of them are near enough."""
    needed = Counter(word for word in words if word is not None)
    marked: dict[tuple[int, str], Token] = {}
    for start in range(len(positions)):
        inside = range(start, min(start + len(words) + slop, len(positions)))
        if not any(word in positions[start] for word in needed):
            continue
        group = [(at, word) for word, n in needed.items() for at in [p for p in inside if word in positions[p]][:n]]
        if len(group) == needed.total():
            marked |= {(at, word): positions[at][word] for at, word in group}
    for token in marked.values():
        yield token, token


def _span(text: str, start: int, end: int, concept: Concept, kind: MatchKind, via: str = "") -> Span:
    return Span(start, end, Reason(concept.word, kind, text[start:end], via))


def is_in_order(found: Sequence[Mark]) -> bool:
    """Do the marks stand one behind the other, none over another?"""
    return all(one.span.end <= other.span.start for one, other in pairwise(found))
