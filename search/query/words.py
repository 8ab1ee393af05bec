"""Typed words that stand side by side -> concepts: analyzed together, so that a name of several words is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from search.aliases import AliasMatch, AliasTable
from search.analysis import Token, is_indonesian, query_tokens, root_of
from search.model import Notice
from search.query.concepts import Concept
from search.query.tree import Word
from search.query.units import roots, sequences, units

# Words that a query of names asks for in every language of the archive: 3 MB at most.
_foreign_root = lru_cache(1 << 14)(root_of)


class Words:
    """Knows the aliases and the languages of the archive, and collects notices."""

    def __init__(self, aliases: AliasTable, languages: Sequence[str], notices: list[Notice], *, is_exact: bool) -> None:
        self._aliases, self._languages, self._notices, self._is_exact = aliases, languages, notices, is_exact

    def concepts(self, words: Sequence[Word], fields: tuple[str, ...]) -> list[Concept]:
        """A concept for each word and each name, looked for in these fields."""
        text = " ".join(word.text for word in words)
        tokens = query_tokens(text)
        found = [token.piece for token in tokens]
        names = {match.first: match for match in self._aliases.matches(found)}
        return [
            replace(self._concept(text, tokens[first:last], names.get(first)), fields=fields)
            for first, last in units(found, names)
        ]

    def _concept(self, text: str, tokens: Sequence[Token], match: AliasMatch | None) -> Concept:
        found = [token.piece for token in tokens]
        word = text[min(token.start for token in tokens) : max(token.end for token in tokens)]
        rooted = () if self._is_exact else roots(found)
        literal = Concept(word, (*rooted, *self._foreign_roots(found[0].surface)), sequences(found))
        if match is None:
            return literal
        alias = match.name.alias
        if match.certain:
            needs_capitals = any(match.name.cases)
            # In the surface view AS and the word "as" are one: only the class term tells them apart.
            printed = () if needs_capitals or len(match.name.words) > 1 else literal.sequences
            return Concept(word, (alias.term,), printed)
        self._notices.append(Notice("read-as-acronym", values={"typed": word, "acronym": alias.name}))
        return replace(literal, roots=(*literal.roots, alias.term))

    def _foreign_roots(self, surface: str) -> tuple[str, ...]:
        # A query is too short to tell its language. A word that Indonesian knows is Indonesian: "banding" must not
        # find bands; in an English article it is still met as printed.
        if not self._languages or is_indonesian(surface):
            return ()
        foreign = [_foreign_root(surface, language) for language in self._languages]
        # A number is its own root in every language: named again, it would count as often as there are languages.
        return tuple(root for root in foreign if root != surface)
