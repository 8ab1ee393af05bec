"""Alias rules as people write them: Solr's synonyms.txt with two marks of ours.

ISIS, IS, NIIS          a class: each member finds all the others
UK => Inggris           one way: a query for the left side also finds the right side, not the reverse
#cs: IS                 the next rule's words that count only as printed in capitals
#amb: also a party      the next rule's acronym has other readings; the text says which
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.errors import AliasError


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


def rules_of(text: str, file: Path | str) -> tuple[Rule, ...]:
    """The rules of an alias file's text, in order.

    Raises AliasError for a line that is no rule, with the line and the fix.

    >>> rules_of("#cs: IS\\nISIS, IS\\nUK => UK, Inggris", "aliases.txt")[1].members
    ('Inggris',)
    """
    return tuple(_rules(text, file))


def _rules(text: str, file: Path | str) -> Iterator[Rule]:
    case_sensitive, ambiguity = frozenset[str](), ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("#cs:"):
            case_sensitive = frozenset(line.removeprefix("#cs:").split())
        elif line.startswith("#amb:"):
            ambiguity = line.removeprefix("#amb:").strip()
        elif line and not line.startswith("#"):
            left, members = _sides(line, file, number)
            yield Rule(members, left, case_sensitive, ambiguity, Path(file).name, number)
            case_sensitive, ambiguity = frozenset(), ""


def _sides(line: str, file: Path | str, number: int) -> tuple[str, tuple[str, ...]]:
    left, arrow, right = line.rpartition("=>")
    members = tuple(member.strip() for member in right.split(",") if member.strip())
    if not arrow:
        if len(members) < 2:
            raise AliasError(file, number, f'"{line}" names one thing only.', 'Write at least two: "ISIS, NIIS".')
        return "", members
    left = left.strip()
    if not left or "," in left or "=>" in left:
        raise AliasError(file, number, f'"{line}" needs one name on its left side.', 'Write "UK => Inggris".')
    others = tuple(member for member in members if member != left)
    if not others:
        raise AliasError(file, number, f'"{line}" has no right side.', f'Write "{left} => another name".')
    return left, others
