"""A name as the surface view has it: its folded words, in each way its hyphens allow.

Names are read by the tokenizer and not by the whole analyzer: their roots are never asked for, and stemming the 700
shipped names would take a tenth of the time of a whole search.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from search.analysis.chunks import Case
from search.analysis.folding import plain
from search.analysis.hyphens import Part
from search.analysis.tokenizer import cut

Words = tuple[str, ...]

# Words that the tokenizer leaves as they are; not "DiBrussels", which it cuts.
_BARE = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)(?: (?:[A-Z]?[a-z]+|[A-Z]+))*")


def spellings(name: str) -> tuple[Words, ...]:
    """The name's words, and where it has hyphens, also with the parts joined; () for a name without letter or digit.

    >>> spellings("Amerika Serikat"), spellings("TNI-AL"), spellings("François")
    ((('amerika', 'serikat'),), (('tni', 'al'), ('tnial',)), (('francois',),))
    """
    if _BARE.fullmatch(name):
        return (tuple(name.lower().split(" ")),)
    parts = [part for chunk in name.split() for part in cut(plain(chunk).text).parts]
    ways = (tuple(_way(parts, joined=False)), tuple(_way(parts, joined=True)))
    return tuple(dict.fromkeys(way for way in ways if way))


def needed_cases(words: Words, marked: Collection[str]) -> tuple[Case, ...]:
    """For each word of a spelling the least case that counts, by the words marked as case-sensitive.

    >>> [case.name for case in needed_cases(("tni", "ad"), {"AD"})]
    ['LOWER', 'CAPITALS']
    """
    if not marked:
        return (Case.LOWER,) * len(words)
    needed = {word: Case.of(printed) for printed in marked for spelled in spellings(printed) for word in spelled}
    return tuple(needed.get(word, Case.LOWER) for word in words)


def _way(parts: Sequence[Part], *, joined: bool) -> Iterator[str]:
    """One word for each position passed, taking the joined form over its parts or not."""
    position, free_from = -1, 0
    for part in parts:
        position += part.step
        if position >= free_from and (joined or part.covers == 1):
            yield part.word.lower()
            free_from = position + part.covers
