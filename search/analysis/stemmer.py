"""The root of an Indonesian word: the same for a word in a document and in a query, whatever its affixes.

The steps are asked in order and the first that knows the word answers: overrides, dictionary and names, repetition,
affixes around a known root, clitics on an unknown one. `root` takes any string, never raises, and depends on nothing
but the word and this version's tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

from search.analysis.data import FOLDER, entries
from search.analysis.dictionary import DICTIONARY, roots
from search.analysis.names import names
from search.analysis.root_analysis import Analysis, best_analysis, has_affixes
from search.analysis.root_repeats import repeated
from search.analysis.root_unknown import around_unknown

# Nearly twice the 56,000 distinct words of 1.4 million tokens of news.
CACHED_WORDS = 100_000
LONGEST = 40  # letters; longer strings are no words (mempertanggungjawabkannya has 25)
SHORTEST_BEFORE_NYA = 5  # letters: names end in -anya too (Tanya, Sanya, Vanya)
CLITICS = ("nya", "lah", "kah", "pun")
# What a root depends on, besides the word.
RULES = tuple(
    f"{name}.py"
    for name in ("stemmer", "affixes", "dictionary", "names", "root_analysis", "root_repeats", "root_unknown")
)
TABLES = ("overrides.tsv", "names.txt", "roots.txt", "frequency.txt")


class Why(StrEnum):
    """Which step gave a root."""

    OVERRIDE = "override"
    NAME = "name"
    DICTIONARY = "dictionary"
    REPETITION = "repetition"
    RULE = "rule"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Root:
    """A word's root and how it was found; `analysis` shows the affixes where a rule took some off ("me- perang -i")."""

    word: str
    root: str
    why: Why
    analysis: str = ""


@lru_cache(maxsize=CACHED_WORDS)
def root(word: str) -> str:
    """The root of a folded word; a string that is no word comes back as it is.

    >>> [root(word) for word in ("memerangi", "kunjungannya", "mitra-mitranya", "ke-28", "sinai", "brussels")]
    ['perang', 'kunjung', 'mitra', '28', 'sinai', 'brussels']
    """
    return found_root(word)


def found_root(word: str) -> str:
    """The same, not remembered."""
    if word in overrides():
        return overrides()[word]
    if word in roots():
        return word
    if not word.isalpha():
        return repeated(word, root) if "-" in word and len(word) <= LONGEST else word
    analysis = _analysis(word) if has_affixes(word) else None
    # The root that the affixes stand around may itself have an override: ke-lelaki-an.
    return overrides().get(analysis.root, analysis.root) if analysis else word


def explained(word: str) -> Root:
    """The root of a folded word, and why it is that.

    >>> print(explained("memerangi").analysis, explained("putinlah").analysis, explained("bali").why, sep="; ")
    me- perang -i; putin -lah; name
    """
    found = root(word)
    if word in overrides():
        return Root(word, found, Why.OVERRIDE)
    if word in names() or word in roots():
        return Root(word, found, Why.NAME if word in names() else Why.DICTIONARY)
    if found == word:
        return Root(word, found, Why.UNCHANGED)
    if not word.isalpha():
        return Root(word, found, Why.REPETITION)
    return Root(word, found, Why.RULE, str(_analysis(word)))


def _analysis(word: str) -> Analysis | None:
    """The affixes of a word that no table holds, None where there are none."""
    if len(word) > LONGEST or not word.isascii():
        return None
    if word.endswith(CLITICS):
        base, clitic = word[:-3], word[-3:]
        if base in overrides() or base in names():
            return Analysis(0, overrides().get(base, base), (), (clitic,))
    return best_analysis(word, roots()) or _one_n_for_two(word) or around_unknown(word)


def _one_n_for_two(word: str) -> Analysis | None:
    """The commonest typing error of news that costs a root: kenyataanya, denganya."""
    stem = word[:-2]
    if not word.endswith("anya") or len(stem) < SHORTEST_BEFORE_NYA:
        return None
    if stem in roots():
        return Analysis(roots()[stem], stem, (), ("nya",))
    found = best_analysis(stem, roots())
    return found._replace(suffixes=("nya", *found.suffixes)) if found else None


@cache
def overrides() -> dict[str, str]:
    """The words whose root the rules get wrong, with their right root: data/overrides.tsv."""
    return dict(line.split("\t") for line in entries("overrides.tsv"))


@cache
def fingerprint() -> str:
    """16 hex digits that change whenever a root may: the rules, the tables and Sastrawi's dictionary, hashed.

    An index keeps it, to know when its roots are those of another version.

    >>> len(fingerprint()), fingerprint() == fingerprint()
    (16, True)
    """
    digest = blake2b(digest_size=8)
    rules = [Path(__file__).parent / name for name in RULES]
    for path in [*rules, *(FOLDER / name for name in TABLES), DICTIONARY]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
