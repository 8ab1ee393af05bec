"""Related searches: what the best documents of a result speak of more than the archive does.

By the log-likelihood ratio (Dunning 1993), which trusts small counts no further than they go: a name that five of
fifty documents hold says something, one that a single document holds says nothing, however rare it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from operator import itemgetter

from search.aliases import AliasTable, root_terms
from search.analysis import is_function_word, is_question_word, pieces, query_pieces
from search.engines.base import Reader
from search.model import Document
from search.query.concepts import Concept, Wanted, concepts
from search.suggest.counting import count, in_a_row, surfaces
from search.suggest.gathering import printed_names
from search.suggest.keys import as_words

LIMIT = 6
DOCUMENTS = 30  # the best of the result that are read, at most: a third of a millisecond each
READ = 1_500  # characters of each, an article of the usual length: 3,000 take half as long again, for one term in seven
LEAST = 3  # documents of these that hold it
# Terms whose frequency in the archive is asked for: those that most of these documents hold. Names are phrases.
WORDS, NAMES = 100, 30
SHORTEST = 3  # letters
# Of chi-squared with one degree of freedom: one in a thousand texts of no relation would pass.
SIGNIFICANT = 10.83
_surface_and_root = itemgetter(0, 1)  # of a piece


@dataclass(frozen=True, slots=True)
class Related:
    """What a result also speaks of.

    Attributes:
        text: As printed most often; a query of its own.
        documents: Of those that were read, how many hold it.
        likelihood: The log-likelihood ratio by which it belongs to this result.
    """

    text: str
    documents: int
    likelihood: float


class _Terms:
    """What the documents that were read hold, each term once for a document."""

    def __init__(self, own: Collection[str], engine: Reader, aliases: AliasTable) -> None:
        self._own, self._engine, self._aliases = frozenset(own), engine, aliases
        self.names: Counter[str] = Counter()  # as printed
        self.roots: Counter[str] = Counter()  # and terms of alias classes
        self._pieces: Counter[tuple[str, str]] = Counter()  # by surface and root

    def read(self, document: Document) -> None:
        """Take in one document."""
        text = f"{document.title}\n{document.body[:READ]}"
        analyzed = pieces(text, document.language)
        self._pieces.update(map(_surface_and_root, analyzed))
        self.roots.update(set(root_terms(analyzed, self._aliases)).difference(self._own))
        names = {name for name in printed_names(text) if " " in name}
        # Presiden Vladimir Putin is Vladimir Putin as well: titles come first.
        self.names.update(names | {" ".join(name.split()[-2:]) for name in names})

    def counts(self, least: int) -> Iterator[tuple[str, int, int]]:
        """The terms that most documents hold, as printed, with how many do here and in the whole archive.

        Args:
            least: Of these documents; what fewer hold is not asked for in the archive.
        """
        chosen = {root: here for root, here in self.roots.most_common(WORDS) if here >= least}
        usual = self._usual(chosen)
        for root, here in chosen.items():
            if text := self._shown(root, usual):
                yield text, here, self._engine.document_frequency("body_root", root)
        for name, here in self.names.most_common(NAMES):
            words = as_words(name) if here >= least else ""
            if words and not self._is_own(words):
                yield words, here, count(self._engine, in_a_row(words, ["body"]))

    def _usual(self, roots: Collection[str]) -> Mapping[str, str]:
        """For each root the surface that is printed most often; of equals the first in the alphabet."""
        found: dict[str, tuple[int, str]] = {}
        for (surface, root), times in self._pieces.items():
            if root in roots:
                found[root] = min(found.get(root, (0, "")), (-times, surface))
        return {root: surface for root, (_, surface) in found.items()}

    def _shown(self, root: str, usual: Mapping[str, str]) -> str:
        """A term for readers; "" where it says nothing by itself."""
        if root in self._aliases.classes:
            return self._aliases.classes[root].name
        surface = usual.get(root, "")
        is_word = surface.isalpha() and len(surface) >= SHORTEST and surface not in self._own
        return surface if is_word and not is_function_word(surface) and not is_question_word(surface) else ""

    def _is_own(self, name: str) -> bool:
        analyzed = query_pieces(name)
        return any(piece.surface in self._own or piece.root in self._own for piece in analyzed) or bool(
            self._own.intersection(root_terms(analyzed, self._aliases))
        )


def related(
    documents: Sequence[Document], wanted: Wanted, engine: Reader, aliases: AliasTable, limit: int = LIMIT
) -> tuple[Related, ...]:
    """The terms that tell a result from the rest of the archive, the surest first; no two share a word.

    Args:
        documents: The result, best first; DOCUMENTS of them are read.
        wanted: What was asked for: its words and their other names are left out.
    """
    read = documents[:DOCUMENTS]
    terms = _Terms({word for concept in concepts(wanted) for word in _own(concept, aliases)}, engine, aliases)
    for document in read:
        terms.read(document)
    found, total = [], engine.count()
    for text, here, held in terms.counts(min(LEAST, len(read))):
        likelihood = log_likelihood(here, len(read), max(here, held), total)
        if likelihood >= SIGNIFICANT:
            found.append(Related(text, here, likelihood))
    found.sort(key=lambda one: (-one.likelihood, one.text))
    bodies = [(body, _small(body)) for body in (document.body[:READ] for document in read)]
    return tuple(replace(one, text=_printed(one.text, bodies)) for one in islice(_apart(found), max(0, limit)))


def log_likelihood(here: int, read: int, held: int, total: int) -> float:
    """Dunning's ratio for a term that `here` of the `read` documents hold and `held` of all; 0 where it is rarer here.

    >>> round(log_likelihood(20, 50, 100, 20_000), 1), log_likelihood(1, 50, 400, 20_000)
    (149.1, 0.0)
    """
    if here * total <= held * read:
        return 0.0
    cells = here, read - here, held - here, total - read - held + here
    margins = read, total - read, held, total - held
    return 2 * (_weighed(cells) - _weighed(margins) + _weighed([total]))


def _weighed(counts: Sequence[int]) -> float:
    return sum(count * log(count) for count in counts if count > 0)


def _own(concept: Concept, aliases: AliasTable) -> Iterator[str]:
    """The words and terms of what was asked for, and the words of its other names."""
    yield from concept.roots
    yield from concept.expanded
    yield from (word for words in concept.sequences for word in words if word)
    classes = [aliases.classes[root] for root in concept.roots if root in aliases.classes]
    for name in (concept.word, *(name for alias in classes for name in alias.names)):
        yield from surfaces(name)


def _apart(found: Iterable[Related]) -> Iterator[Related]:
    """Those that share no word with one before them; a name goes before the single words of it."""
    found = list(found)
    parts = {word: one for one in found if " " in one.text for word in surfaces(one.text)}
    shown: set[str] = set()
    for one in found:
        whole = parts.get(one.text, one) if " " not in one.text else one
        best = whole if 2 * whole.documents >= one.documents else one
        if not shown.intersection(words := surfaces(best.text)):
            shown.update(words)
            yield best


def _printed(text: str, bodies: Iterable[tuple[str, str]]) -> str:
    """A folded word as these documents print it most often."""
    if not text.islower():
        return text
    # In small letters, because IGNORECASE takes five times as long.
    word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    holding = [one for one in bodies if text in one[1]]
    spellings = Counter(body[match.start() : match.end()] for body, small in holding for match in word.finditer(small))
    return min(spellings, key=lambda one: (-spellings[one], one)) if spellings else text


def _small(body: str) -> str:
    """The text in small letters, each in its place; as it is where one of them is two ("İ")."""
    small = body.lower()
    return small if len(small) == len(body) else body
