"""Related searches: what the best documents of a result speak of more than the archive does.

By the log-likelihood ratio (Dunning 1993), which trusts small counts no further than they go: a name that five of
fifty documents hold says something, one that a single document holds says nothing, however rare it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import nlargest
from itertools import chain, islice

from search.aliases import AliasTable, root_terms
from search.analysis import is_function_word, is_question_word, query_pieces
from search.bulk.held import Held
from search.engines.base import Reader
from search.model import Document, Related
from search.query.concepts import Concept, Wanted, concepts
from search.suggest.counting import count, in_a_row, surfaces
from search.suggest.gathering import printed_names
from search.suggest.keys import as_words
from search.suggest.surest import Candidate, Surest

LIMIT = 6
READ = 1_500  # characters of each, an article of the usual length: 3,000 take half as long again, for one term in seven
LEAST = 3  # documents of these that hold it
# Terms whose frequency in the archive may be asked for: those that most of these documents hold. Names are phrases.
WORDS, NAMES = 100, 30
SHORTEST = 3  # letters


class _Terms:
    """What the documents that were read hold, each term once for a document."""

    def __init__(self, documents: Sequence[Document], own: Collection[str], held: Held) -> None:
        self._own, self._aliases, self._least = frozenset(own), held.aliases, min(LEAST, len(documents))
        texts = [f"{document.title}\n{document.body[:READ]}" for document in documents]
        languages = [document.language for document in documents]
        read = list(zip(texts, languages, strict=True))
        self._held = held.terms(read, least=self._least, most=WORDS, without=self._own)
        self._names = Counter(name for text in texts for name in _names(text))

    def words(self, engine: Reader) -> Iterator[Candidate]:
        """The words that most documents hold, and names of alias classes."""
        for term, surface, here in self._held:
            if text := self._shown(term, surface):
                yield Candidate(text, here, partial(engine.document_frequency, "body_root", term))

    def names(self, engine: Reader) -> Iterator[Candidate]:
        """The names of several words that most documents hold."""
        # As among the words: those that as many documents hold as the last of them are as good.
        floor = max(self._least, *nlargest(NAMES, self._names.values())[NAMES - 1 :], 0)
        for name, here in self._names.items():
            words = as_words(name) if here >= floor else ""
            if words and not self._is_own(words):
                yield Candidate(words, here, partial(_held_in_a_row, engine, words))

    def _shown(self, term: str, surface: str) -> str:
        """A term for readers; "" where it says nothing by itself."""
        if term in self._aliases.classes:
            return self._aliases.classes[term].name
        is_word = surface.isalpha() and len(surface) >= SHORTEST and surface not in self._own
        return surface if is_word and not is_function_word(surface) and not is_question_word(surface) else ""

    def _is_own(self, name: str) -> bool:
        analyzed = query_pieces(name)
        return any(piece.surface in self._own or piece.root in self._own for piece in analyzed) or bool(
            self._own.intersection(root_terms(analyzed, self._aliases))
        )


def _names(text: str) -> set[str]:
    """The names of several words. Presiden Vladimir Putin is Vladimir Putin as well: titles come first."""
    names = {name for name in printed_names(text) if " " in name}
    return names | {" ".join(name.split()[-2:]) for name in names}


def related(
    documents: Sequence[Document], wanted: Wanted, engine: Reader, held: Held, limit: int = LIMIT
) -> tuple[Related, ...]:
    """The terms that tell a result from the rest of the archive, the surest first; no two share a word.

    Args:
        documents: The best of the result; all are read.
        wanted: What was asked for: its words and their other names are left out.
        held: Analyzes the documents, by the rules of the archive.
    """
    terms = _Terms(documents, {word for concept in concepts(wanted) for word in _own(concept, held.aliases)}, held)
    candidates = chain(terms.words(engine), terms.names(engine))
    found = _apart(Surest(candidates, len(documents), engine.count()))
    bodies = [(body, _small(body)) for body in (document.body[:READ] for document in documents)]
    return tuple(replace(one, text=_printed(one.text, bodies)) for one in islice(found, max(0, limit)))


def _own(concept: Concept, aliases: AliasTable) -> Iterator[str]:
    """The words and terms of what was asked for, and the words of its other names."""
    yield from concept.roots
    yield from concept.expanded
    yield from (word for words in concept.sequences for word in words if word)
    classes = [aliases.classes[root] for root in concept.roots if root in aliases.classes]
    for name in (concept.word, *(name for alias in classes for name in alias.names)):
        yield from surfaces(name)


def _held_in_a_row(engine: Reader, name: str) -> int:
    return count(engine, in_a_row(name, ["body"]))


def _apart(found: Surest) -> Iterator[Related]:
    """Those that share no word with one before them; a name goes before the single words of it."""
    shown: set[str] = set()
    for one in found:
        whole = found.name_with(one.text) or one if " " not in one.text else one
        best = whole if 2 * whole.documents >= one.documents else one
        if not shown.intersection(words := surfaces(best.text)):
            shown.update(words)
            yield best


def _printed(text: str, bodies: Iterable[tuple[str, str]]) -> str:
    """A folded word as these documents print it most often."""
    if not text.islower():
        return text
    spellings = Counter(body[start:end] for body, small in bodies for start, end in _places(text, small))
    return min(spellings, key=lambda one: (-spellings[one], one)) if spellings else text


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands by itself in a text, from `start` to `end`.

    No regular expression, because making one takes longer than all of this.

    >>> list(_places("asap", "kabut asap, asapnya, asap"))
    [(6, 10), (21, 25)]
    """
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not any(one.isalnum() or one == "_" for one in (text[start - 1 : start], text[end : end + 1])):
            yield start, end
        start = text.find(word, start + 1)


def _small(body: str) -> str:
    """The text in small letters, each in its place; as it is where one of them is two ("İ")."""
    small = body.lower()
    return small if len(small) == len(body) else body
