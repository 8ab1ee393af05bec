"""Mistakes in an alias file: all of them, each with its line and its fix.

A mistake is what makes a rule do nothing, or something else than it says. Rules of different files are not compared:
see `loading`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from search.aliases.rules import Rule, parsed_rules
from search.aliases.spelling import Words, spellings
from search.analysis.chunks import Case
from search.errors import AliasError


def mistakes(text: str, file: Path | str) -> tuple[AliasError, ...]:
    """Everything that is wrong with an alias file's text, line by line.

    >>> [error.problem for error in mistakes("ISIS, IS\\nIS, Islam", "aliases.txt")]
    ['"IS" is in the class of line 1 already.']
    """
    items = list(parsed_rules(text, file))
    rules = [item for item in items if isinstance(item, Rule)]
    found = [item for item in items if isinstance(item, AliasError)]
    for rule in rules:
        found += [*_nameless(rule), *_repeated(rule), *_idle_marks(rule)]
    found += [*_clashes(rules), *_same_again(rules), *_circles(rules)]
    return tuple(sorted(found, key=lambda error: error.line))


def _error(rule: Rule, problem: str, fix: str) -> AliasError:
    return AliasError(rule.file, rule.line, problem, fix)


def _nameless(rule: Rule) -> Iterator[AliasError]:
    for name in rule.names:
        if not spellings(name):
            yield _error(rule, f'"{name}" holds no letter or digit.', "Take it out.")


def _repeated(rule: Rule) -> Iterator[AliasError]:
    seen: dict[Words, str] = {}
    for name in rule.names:
        for words in spellings(name)[:1]:
            if words in seen:
                yield _error(rule, f'"{name}" is the same name as "{seen[words]}" once folded.', "Take one out.")
            seen.setdefault(words, name)


def _idle_marks(rule: Rule) -> Iterator[AliasError]:
    words = {word for name in rule.names for spelled in spellings(name) for word in spelled}
    for printed in sorted(rule.case_sensitive):
        marked = {word for spelled in spellings(printed) for word in spelled}
        if not marked or not marked <= words:
            yield _error(rule, f'the mark "#cs: {printed}" names no word of this rule.', "Correct it or take it out.")
        elif Case.of(printed) is Case.LOWER:
            yield _error(
                rule, f'the mark "#cs: {printed}" is in lower case, so every case counts.', "Write it as printed."
            )


def _clashes(rules: Sequence[Rule]) -> Iterator[AliasError]:
    owners: dict[Words, Rule] = {}
    for rule in rules:
        for name in () if rule.left else rule.members:
            for words in spellings(name)[:1]:
                other = owners.setdefault(words, rule)
                if other is not rule:
                    fix = "Keep it in one of them, or join the two lines."
                    yield _error(rule, f'"{name}" is in the class of line {other.line} already.', fix)


def _same_again(rules: Sequence[Rule]) -> Iterator[AliasError]:
    """One-way rules that say what a class or another one-way rule says already."""
    owner = _owners(rules)
    seen: dict[tuple[object, object], Rule] = {}
    for rule in (rule for rule in rules if rule.left):
        for left, member, edge in _edges(rule, owner):
            if edge[0] is edge[1]:
                yield _error(rule, f'"{left}" and "{member}" find each other by their class already.', "Take it out.")
            elif (other := seen.setdefault(edge, rule)) is not rule:
                yield _error(rule, f'"{left} => {member}" is said in line {other.line} already.', "Take one out.")


def _circles(rules: Sequence[Rule]) -> Iterator[AliasError]:
    owner = _owners(rules)
    following: dict[object, set[object]] = {}
    for rule in (rule for rule in rules if rule.left):
        for left, member, (start, end) in _edges(rule, owner):
            if start is not end and _leads(following, end, start):
                fix = f'If they name one thing, write a class: "{left}, {member}"; if not, take one rule out.'
                yield _error(rule, f'"{left} => {member}" closes a circle of one-way rules.', fix)
            following.setdefault(start, set()).add(end)


def _owners(rules: Sequence[Rule]) -> dict[Words, object]:
    """For each name what stands for its class; a name in no class stands for itself."""
    return {
        words: rule
        for rule in reversed(rules)
        for name in (() if rule.left else rule.members)
        for words in spellings(name)
    }


def _edges(rule: Rule, owner: dict[Words, object]) -> Iterator[tuple[str, str, tuple[object, object]]]:
    """Left name, right name, and the classes they stand for, for each pair that a one-way rule ties."""
    left = spellings(rule.left)[:1]
    for member in rule.members:
        right = spellings(member)[:1]
        if left and right and left != right:
            yield rule.left, member, (owner.get(left[0], left[0]), owner.get(right[0], right[0]))


def _leads(following: dict[object, set[object]], start: object, goal: object) -> bool:
    waiting, seen = [start], set[object]()
    while waiting:
        place = waiting.pop()
        if place == goal:
            return True
        if place not in seen:
            seen.add(place)
            waiting += following.get(place, ())
    return False
