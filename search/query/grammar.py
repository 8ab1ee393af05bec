"""Repaired tokens -> query tree: one method for each rule of the grammar in docs/query-language.md.

Takes what `repair.repaired` gives, and nothing else: there every operator has its operands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from search.model import Notice
from search.query.lexer import Kind, Token
from search.query.tree import (
    Clause,
    Fielded,
    Group,
    Occur,
    Or,
    Phrase,
    Query,
    Word,
    either,
    grouped,
    is_only_excluded,
    on_field,
)

MAX_DEPTH = 16  # brackets within brackets; Python's own stack ends near 1,000 calls


def tree(tokens: Sequence[Token]) -> tuple[Query | None, list[Notice]]:
    """Give the query and notices of operators that mean nothing; None for a query deeper than `MAX_DEPTH`."""
    nesting = deepest = 0
    for token in tokens:
        nesting += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        deepest = max(deepest, nesting)
    if deepest > MAX_DEPTH:
        return None, []
    grammar = _Grammar(tokens)
    query = grammar.side_by_side()
    return (query if depth(query) <= MAX_DEPTH else None), grammar.notices


def depth(query: Query) -> int:
    """How many brackets stand within each other where the query is printed."""
    match query:
        case Word() | Phrase():
            return 0
        case Fielded(_, inner):
            return depth(inner)
        case Group(clauses):
            return 1 + max((depth(clause.query) for clause in clauses), default=0)
        case Or(parts):
            return 1 + max(map(depth, parts), default=0)
        case _:
            assert_never(query)


class _Grammar:
    """Reads the tokens from left to right, `at` the next one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.notices: list[Notice] = []

    def side_by_side(self) -> Query:
        """Units without an operator between them, up to a closing bracket or the end."""
        clauses = []
        while self.at < len(self.tokens) and self.tokens[self.at].kind is not Kind.CLOSE:
            clauses.append(self._alternatives())
        return grouped(clauses)

    def _alternatives(self) -> Clause:
        clauses, operator = [self._conjunction()], None
        while self._next_is(Kind.OR):
            operator = self._taken()
            clauses.append(self._conjunction())
        if operator is None:
            return clauses[0]
        parts = [Group((clause,)) if clause.occur is Occur.EXCLUDED else clause.query for clause in clauses]
        if any(map(is_only_excluded, parts)):
            self.notices.append(Notice("ignored-operator", operator.start, operator.end))
        is_required = any(clause.occur is Occur.REQUIRED for clause in clauses)
        return Clause(Occur.REQUIRED if is_required else Occur.WANTED, either(parts))

    def _conjunction(self) -> Clause:
        clauses = [self._unit()]
        while self._next_is(Kind.AND):
            self._taken()
            clauses.append(self._unit())
        if len(clauses) == 1:
            return clauses[0]
        signs = (Occur.EXCLUDED if clause.occur is Occur.EXCLUDED else Occur.REQUIRED for clause in clauses)
        return Clause(Occur.WANTED, grouped(Clause(sign, c.query) for sign, c in zip(signs, clauses, strict=True)))

    def _unit(self) -> Clause:
        occur, field, loose = Occur.WANTED, "", list[Word]()
        sign = self.tokens[self.at]
        while (token := self._taken()).kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            if token.kind is Kind.FIELD:
                field = token.text
            elif token.kind is Kind.LOOSE:
                loose.append(Word(token.text, token.start, token.end))
            else:
                sign, occur = token, Occur.REQUIRED if token.kind is Kind.PLUS else Occur.EXCLUDED
        query = self._operand(token)
        if loose:  # foo:bar without a field foo: both words, and excluded only where both are
            inner = Occur.WANTED if occur is Occur.WANTED else Occur.REQUIRED
            query = grouped(Clause(inner, part) for part in (*loose, query))
        query = on_field(field, query) if field else query
        if occur is Occur.EXCLUDED and is_only_excluded(query):
            self.notices.append(Notice("ignored-operator", sign.start, sign.end))
        return Clause(occur, query)

    def _operand(self, token: Token) -> Query:
        if token.kind is Kind.WORD:
            return Word(token.text, token.start, token.end)
        if token.kind is Kind.PHRASE:
            return Phrase(token.text, token.start, token.end)
        query = self.side_by_side()
        self._taken()
        return query

    def _next_is(self, kind: Kind) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind is kind

    def _taken(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]
