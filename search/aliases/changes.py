"""Which names another set of rules folds in another way, so that only their documents are analyzed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.aliases.table import AliasTable, is_root_name

# A name's words, one blank between -> its class term, the case each word needs, the terms of one-way rules, whether it
# is also met by its root. All of it is what JSON keeps.
Foldings = Mapping[str, list[object]]


@dataclass(frozen=True, slots=True)
class Touched:
    """Where the difference can show: names in the surface view, roots and class terms in the root view."""

    names: tuple[tuple[str, ...], ...]
    roots: tuple[str, ...]


def foldings(table: AliasTable) -> dict[str, list[object]]:
    """What the table makes of each of its names."""
    return {
        " ".join(name.words): [
            name.alias.term,
            [int(case) for case in name.cases],
            sorted(name.alias.widened),
            is_root_name(name),
        ]
        for name in table.names
    }


def touched(before: Foldings, after: Foldings) -> Touched:
    """What to look for in the index: every document whose terms may differ has one of it.

    >>> touched({"kpk": ["=kpk", [0], [], False]}, {"kpk": ["=kpk", [0], [], False], "bumi": ["=bumi", [0], [], True]})
    Touched(names=(('bumi',),), roots=('bumi',))
    """
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    roots: dict[str, None] = {}
    for name in changed:
        old, new = before.get(name), after.get(name)
        if (old and old[3]) or (new and new[3]):
            roots[name] = None
            # Inflected forms (diizinkan) stand under the old class term.
            roots |= {str(old[0]): None} if old else {}
    return Touched(tuple(tuple(name.split(" ")) for name in changed), tuple(roots))
