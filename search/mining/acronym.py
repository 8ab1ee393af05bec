"""Does a short form stand for some words? Komisi Pemberantasan Korupsi (KPK), Menteri Keuangan (Menkeu).

Two styles are in use: initials, a letter a word, and syllables, a run of letters a word. The letters are the evidence:
a short form that they do not explain is never taken for one, which keeps datelines like "Paris (CB)" out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from search.analysis.folding import fold

# Words that a short form may pass over (Anggaran Pendapatan dan Belanja Negara) or use (kekerasan dalam rumah tangga).
LINKING = frozenset(
    (
        *("dan", "atau", "serta", "di", "ke", "dari", "untuk", "bagi", "pada", "dalam", "dengan", "yang", "atas"),
        *("antar", "bidang", "tentang", "terhadap"),
        *("of", "and", "the", "for", "in", "on", "to", "de", "du", "des", "et"),
    )
)
LONGEST_WORDS = 14  # Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi has 8
LONGEST_LETTERS = 15  # Menkopolhukam has 13
LONGEST_INITIALS = 4  # letters; longer ones in capitals are as often syllables: BAPPENAS, BASARNAS, KOMNAS
SHORTEST_INNER = 3  # letters of a syllable inside a word: pengawas in Bawaslu; two letters are met by accident
_SHORT = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?: [A-Z]{2,})?")
# Syllables that skip letters within a word, all others being runs of letters.
CONTRACTED = {
    "kebakaran": ("kar",),
    "kepala": ("ka",),
    "olahraga": ("or", "ora"),
    "pemilihan": ("pil",),
    "pemilu": ("lu",),
}


def is_short_form(printed: str) -> bool:
    """Could this be one: letters, with a hyphen or a second part in capitals (DPR RI), no plain word in lower case?

    >>> [is_short_form(printed) for printed in ("KPK", "Menkeu", "karhutla", "DPR RI", "26/11", "foto: Antara")]
    [True, True, True, True, False, False]
    """
    return _SHORT.fullmatch(printed) is not None and 2 <= sum(map(str.isalpha, printed)) <= LONGEST_LETTERS


def is_acronym(printed: str) -> bool:
    """Is it one word printed in capitals? ISIS, TNI-AL.

    >>> is_acronym("NIIS"), is_acronym("Daesh"), is_acronym("I")
    (True, False, False)
    """
    return printed.isupper() and len(printed) >= 2 and printed.replace("-", "").isalpha()


def long_form_length(short: str, words: Sequence[str]) -> int:
    """How many of the last words the short form stands for, as few as possible; 0 where the letters do not fit.

    >>> long_form_length("KPK", "pegawai Komisi Pemberantasan Korupsi".split())
    3
    >>> long_form_length("karhutla", "akibat kebakaran hutan dan lahan".split())
    4
    >>> long_form_length("CB", ["Paris"])
    0
    """
    for length in range(1, min(len(words), LONGEST_WORDS) + 1):
        if stands_for(short, words[-length:]):
            return length
    return 0


def stands_for(short: str, words: Sequence[str]) -> bool:
    """Do the letters of the short form come from these words, all of them, in order?

    >>> stands_for("Bappenas", "Badan Perencanaan Pembangunan Nasional".split())
    True
    >>> stands_for("PBB", ["Perserikatan", "Bangsa-Bangsa"]), stands_for("DPRD", "Dewan Perwakilan Daerah".split())
    (True, False)
    """
    parts = [part for word in words for part in fold(word).split("-")]
    letters = fold(short).replace("-", "").replace(" ", "")
    if not letters or not parts or not parts[0].startswith(letters[0]) or parts[0] in LINKING or parts[-1] in LINKING:
        return False
    if letters == "".join(parts) or short in words:
        return False
    is_initials = short.isupper() and len(letters) <= LONGEST_INITIALS
    return _Fitting(letters, parts, is_initials).fits(0, 0, 0)


@dataclass(frozen=True)
class _Fitting:
    """The letters of a short form against the parts of its words."""

    letters: str
    parts: Sequence[str]
    is_initials: bool

    @cached_property
    def _failed(self) -> set[tuple[int, int, int]]:
        return set()

    def fits(self, at: int, index: int, used: int) -> bool:
        """Do the letters from `at` on come from the parts from `index` on, two of them at least in all?"""
        if index == len(self.parts):
            return at == len(self.letters) and used >= 2
        place = at, index, min(used, 2)
        if place in self._failed:
            return False
        if any(self.fits(at + length, index + 1, used + 1) for length in self._shares(at, index)):
            return True
        if self._is_optional(index) and self.fits(at, index + 1, used):
            return True
        self._failed.add(place)
        return False

    def _shares(self, at: int, index: int) -> list[int]:
        """How many of the next letters this part may have given."""
        part, rest = self.parts[index], self.letters[at:]
        if not rest:
            return []
        if self.is_initials:
            return [1] if part.startswith(rest[0]) else []
        most = min(len(part), len(rest))
        opening = [length for length in range(1, most + 1) if part.startswith(rest[:length])]
        inner = [length for length in range(SHORTEST_INNER, most + 1) if index and rest[:length] in part[1:]]
        skipping = [len(contracted) for contracted in CONTRACTED.get(part, ()) if rest.startswith(contracted)]
        return sorted({*opening, *inner, *skipping}, reverse=True)

    def _is_optional(self, index: int) -> bool:
        """Linking words, and the second half of a doubled word: Undang-undang is U in KUHP."""
        part = self.parts[index]
        return index > 0 and (part in LINKING or part == self.parts[index - 1])
