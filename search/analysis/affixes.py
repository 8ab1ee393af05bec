"""The affixes of Indonesian: their shapes, which go together, and what each costs.

A word is [prefix]*[root][derivation][possessive][particle]: di-per-laku-kan-nya-lah. Costs are whole numbers; 10 is one
plain affix. They were set by hand from the grammar and moved where benchmarks/stemming.py gained.

Grammar: J. Asian, Effective Techniques for Indonesian Text Retrieval (2007), tables 2.1-2.3, for the allomorphs and the
pairs that exclude each other; Alwi et al., Tata Bahasa Baku Bahasa Indonesia, chapters 4-7, for what stacks on what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

VOWELS = "aiueo"
CONSONANTS = "bcdfghjklmnpqrstvwxyz"
# A pair the grammar excludes. Not infinite, for the sake of what newspapers print: menaklukan, penegakkan, dikisaran.
FORBIDDEN = 30


class Prefix(NamedTuple):
    """One printed shape of a prefix.

    Attributes:
        name: The prefix it is a shape of ("me" for me-, mem-, men-, meng-, meny-).
        openings: What a stem with it opens with: the prefix and the letters that must follow.
        cut: How many letters are the prefix.
        restored: The letter of the root that the prefix swallowed (menyapu: s).
        cost: 10 for the regular shapes.
        longest: The most letters that may be left.
    """

    name: str
    openings: tuple[str, ...]
    cut: int
    restored: str = ""
    cost: int = 10
    longest: int = 99

    def rest(self, stem: str) -> str | None:
        """What is left of the stem without this prefix; None where it does not apply.

        >>> Prefix("me", ("menya", "menyu"), 4, "s").rest("menyapu")
        'sapu'
        """
        if stem.startswith(self.openings) and 1 < len(stem) - self.cut <= self.longest:
            return self.restored + stem[self.cut :]
        return None


def _prefix(name: str, printed: str, following: str = "", restored: str = "", cost: int = 10, **more: int) -> Prefix:
    openings = tuple(printed + letter for letter in following) or (printed,)
    return Prefix(name, openings, len(printed), restored, cost, **more)


def _nasal(name: str) -> Iterator[Prefix]:
    """The shapes that me- and pe- share: the nasal fits the root's first letter and swallows k, p, s and t."""
    yield _prefix(name, name, "lrwymn")
    yield _prefix(name, name + "m", "bfvp")
    yield _prefix(name, name + "m", VOWELS, "p")
    yield _prefix(name, name + "m", "lr", "p", cost=14)  # before a cluster: memrogram, pemrosesan, memlesetkan
    yield _prefix(name, name + "n", "cdjstz")
    yield _prefix(name, name + "n", VOWELS, "t")
    yield _prefix(name, name + "ng", "ghqk" + VOWELS)
    yield _prefix(name, name + "ng", VOWELS, "k", cost=13)
    yield _prefix(name, name + "ny", VOWELS, "s")
    # Roots of one syllable take an e (mengebom, mengecat, mengeklik); 5 letters are the longest (klaim, stres).
    yield _prefix(name, name + "nge", CONSONANTS, cost=16, longest=5)


def _liquid(name: str) -> Iterator[Prefix]:
    """The shapes of ber-, ter-, per-: the r goes before another r and before a syllable in -er- (bekerja)."""
    yield _prefix(name, name, VOWELS + CONSONANTS.replace("r", ""))
    yield _prefix(name, name[:2], "r", cost=12)
    openings = tuple(f"{name[:2]}{letter}er" for letter in CONSONANTS.replace("r", ""))
    yield Prefix(name, openings, 2, cost=11)


PREFIXES: tuple[Prefix, ...] = (
    _prefix("di", "di"),
    _prefix("ke", "ke"),
    _prefix("ketidak", "ketidak"),
    _prefix("se", "se"),
    _prefix("ku", "ku", cost=15),
    _prefix("ku", "kau", cost=15),
    *_liquid("ber"),
    *_liquid("ter"),
    *_liquid("per"),
    Prefix("ber", ("belajar",), 3),
    Prefix("per", ("pelajar",), 3),
    *_nasal("me"),
    *_nasal("pe"),
    # pe- without a nasal makes the doer of a ber- verb: petani, pejabat, pedagang, petinju.
    _prefix("pe", "pe", "bcdfghjkpqstvxz", cost=16),
)

# What may stand directly inside what, and its extra cost: di-per-, me-nye-, ke-ber-, pe-mber-.
INSIDE: Mapping[str, Mapping[str, int]] = {
    "": dict.fromkeys(("di", "ke", "se", "ku", "ber", "ter", "per", "me", "pe", "ketidak"), 0),
    "di": {"per": 2, "ber": 5, "ke": 8, "se": 8, "pe": 15},
    "me": {"per": 2, "ber": 5, "ke": 8, "se": 8, "ter": 10, "pe": 15},
    "ku": {"per": 2, "ber": 5, "ke": 6, "se": 6},
    "ke": {"ber": 3, "ter": 3, "pe": 4, "per": 4, "se": 5},
    "se": {"pe": 5, "per": 5, "ber": 8, "ke": 10, "ter": 10},
    "ber": {"ke": 4, "pe": 4, "per": 4, "se": 8},
    "ter": {"per": 3, "ke": 8, "se": 8, "ber": 8, "pe": 10},
    "per": {"se": 5, "ke": 10, "pe": 10, "ber": 10},
    "pe": {"ber": 4, "se": 5, "ke": 8, "per": 8, "ter": 8},
    "ketidak": {"ber": 3, "ter": 3, "se": 5, "me": 5},
}

SUFFIXES: Mapping[str, int] = {"an": 10, "kan": 10, "i": 10, "is": 16, "isme": 14, "isasi": 12}

# The outermost prefix and the derivation together: below 0 where the two make one affix (ke-...-an, pe-...-an).
PAIRS: Mapping[str, Mapping[str, int]] = {
    "": {"an": 3, "kan": 8, "i": 12, "is": 10, "isme": 10, "isasi": 10},
    "di": {"i": 0, "kan": 0, "an": FORBIDDEN},
    "me": {"i": 0, "kan": 0, "an": FORBIDDEN},
    "ku": {"i": 0, "kan": 0, "an": FORBIDDEN},
    "pe": {"an": -3, "kan": FORBIDDEN, "i": FORBIDDEN},
    "per": {"an": -2, "kan": 6, "i": 9},
    "ke": {"an": -3, "kan": FORBIDDEN, "i": FORBIDDEN},
    "ketidak": {"an": -3, "kan": FORBIDDEN, "i": FORBIDDEN},
    "ber": {"an": 1, "kan": 2, "i": FORBIDDEN},
    "ter": {"i": 2, "kan": 2, "an": FORBIDDEN},
    "se": {"an": 10, "kan": FORBIDDEN, "i": FORBIDDEN},
}
PAIR_WITH_FOREIGN = 10  # -is, -isme, -isasi under any prefix

POSSESSIVES: Mapping[str, int] = {"nya": 6, "ku": 9, "mu": 9}
PARTICLES: Mapping[str, int] = {"lah": 10, "kah": 10, "pun": 10, "tah": 20}
