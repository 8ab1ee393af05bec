"""What analysis makes of a text, word by word: the terms an index would hold, and why."""

from __future__ import annotations

from collections.abc import Iterator

from search.aliases import AliasTable
from search.analysis import Token, explained_root, tokens
from search.model import AnalyzedWord


def analyzed_words(text: str, aliases: AliasTable, language: str) -> Iterator[AnalyzedWord]:
    """Each token of a document's text, in order, with its root and the names it is part of."""
    analyzed = tokens(text, language)
    found = [token.piece for token in analyzed]
    names: dict[int, list[str]] = {}
    rules: dict[int, list[str]] = {}
    for outer in aliases.matches(found):
        for match in (outer, *aliases.nested(found, outer)):
            for place in range(match.first, match.last):
                names.setdefault(place, []).append(match.name.alias.name)
                rules.setdefault(place, []).append(match.name.alias.rule)
    position = -1
    for place, token in enumerate(analyzed):
        position += token.piece.step
        yield _word(text, token, position, names.get(place, []), rules.get(place, []), language)


def _word(text: str, token: Token, position: int, names: list[str], rules: list[str], language: str) -> AnalyzedWord:
    why, analysis = explained_root(token.piece.surface, language)
    return AnalyzedWord(
        text[token.start : token.end],
        token.start,
        token.end,
        position,
        token.piece.surface,
        token.piece.root,
        why,
        analysis,
        tuple(names),
        tuple(rules),
    )
