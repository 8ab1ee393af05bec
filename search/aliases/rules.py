"""Alias rules as people write them: Solr's synonyms.txt with two marks of ours.

ISIS, IS, NIIS          a class: each member finds all the others
UK => Inggris           one way: a query for the left side also finds the right side, not the reverse
#cs: IS Solo            the next rule's words that count only as printed here, in capitals or capitalized
#amb: Surabaya          what else the next rule's short form may mean; a result matched by it says so
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.errors import AliasError

# "# CS: IS" is a mark too: read as a comment it would fold every "is" of the archive in silence.
_MARK = re.compile(r"#\s*(?P<kind>cs|amb)\s*:(?P<text>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of an alias file.

    Attributes:
        members: Of a class, all; of a one-way rule, the right side without the left.
        left: The left side of a one-way rule; "" for a class.
        case_sensitive: Words that count only as printed here.
        ambiguity: What else the words may mean; "" where nothing is known.
        file, line: Where it stands; `line` is 1-based.
    """

    members: tuple[str, ...]
    left: str = ""
    case_sensitive: frozenset[str] = frozenset()
    ambiguity: str = ""
    file: str = ""
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Both sides."""
        return (self.left, *self.members) if self.left else self.members

    @property
    def place(self) -> str:
        """Where it stands, in words for a reader: the last folder tells a reader's own file from the shipped one.

        >>> Rule(("ISIS", "IS"), file="index/whoosh/aliases.txt", line=2).place
        'whoosh/aliases.txt line 2'
        """
        return f"{'/'.join(self.file.replace(os.sep, '/').rsplit('/', 2)[-2:])} line {self.line}"


def rules_of(text: str, file: Path | str) -> tuple[Rule, ...]:
    """The rules of an alias file's text, in order.

    Raises AliasError for the first line that is no rule, with the line and the fix.

    >>> rules_of("#cs: IS\\nISIS, IS\\nUK => UK, Inggris", "aliases.txt")[1].members
    ('Inggris',)
    """
    rules = []
    for item in parsed_rules(text, file):
        if isinstance(item, AliasError):
            raise item
        rules.append(item)
    return tuple(rules)


def parsed_rules(text: str, file: Path | str) -> Iterator[Rule | AliasError]:
    """Each line's rule, or what is wrong with it; marks and comments give nothing of their own."""
    marks: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        mark = _MARK.fullmatch(line)
        if mark:
            kind = mark["kind"].lower()
            if kind in marks:
                yield _without_rule(kind, file, marks[kind][0])
            marks[kind] = number, mark["text"].strip()
        elif line and not line.startswith("#"):
            yield _rule(line, marks, file, number)
            marks = {}
    yield from (_without_rule(kind, file, number) for kind, (number, _) in marks.items())


def _rule(line: str, marks: dict[str, tuple[int, str]], file: Path | str, number: int) -> Rule | AliasError:
    try:
        left, members = _sides(line, file, number)
    except AliasError as error:
        return error
    case_sensitive = frozenset(marks.get("cs", (0, ""))[1].split())
    return Rule(members, left, case_sensitive, marks.get("amb", (0, ""))[1], str(file), number)


def _without_rule(kind: str, file: Path | str, number: int) -> AliasError:
    return AliasError(file, number, f"the mark #{kind}: has no rule below it.", "Put it right above its rule.")


def _sides(line: str, file: Path | str, number: int) -> tuple[str, tuple[str, ...]]:
    left, arrow, right = line.rpartition("=>")
    members = tuple(member.strip() for member in right.split(",") if member.strip())
    if not arrow:
        if len(members) < 2:
            raise AliasError(file, number, f'"{line}" names one thing only.', 'Write at least two: "ISIS, NIIS".')
        return "", members
    left = left.strip()
    if not left or "," in left or "=>" in left:
        raise AliasError(
            file, number, f'"{line}" needs one name on its left side.', 'Write a line for each: "UK => Inggris".'
        )
    others = tuple(member for member in members if member != left)
    if not others:
        raise AliasError(file, number, f'"{line}" has no right side.', f'Write "{left} => another name".')
    return left, others
