"""The language of a text by langdetect: its profiles and its drawing of lots, in loops of our own.

langdetect builds its row of n-grams letter by letter and multiplies probabilities one by one, 2 ms for 500 letters.
Here a word's n-grams are remembered and a row of probabilities is an array: the same products and sums in the same
order, so the same answer to the last digit, in a tenth of the time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.analysis.memo import Memo
from search.model import Json

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Rows: TypeAlias = NDArray[np.float64]

# As langdetect has them (detector.py). Its seed is ours to choose, and must be fixed: without one, 11 % of texts of 15
# characters change their language from run to run.
_SEED = 0
_TRIALS = 7
_ALPHA, _ALPHA_WIDTH = 0.5, 0.05
_BASE_FREQUENCY = 10_000
_LEAST_SHARE = 0.1
_CONVERGED, _MOST_LOOKS = 0.99999, 200
# Words whose n-grams are remembered, in two generations: 20 MB
_REMEMBERED, _LONGEST = 1 << 14, 30


class Guess(NamedTuple):
    """A code of langdetect's ("zh-cn") and its share, 0 to 1."""

    code: str
    share: float


class _Profiles(NamedTuple):
    """What langdetect knows.

    Attributes:
        languages: Their codes.
        shares: For each n-gram its frequency in each of the languages.
        ngrams: The numbers of the n-grams of a word that have a share, in langdetect's order.
        cleaned: A text without what langdetect does not look at, its letters as it takes them.
    """

    languages: Sequence[str]
    shares: Rows
    ngrams: Memo[tuple[int, ...]]
    cleaned: Callable[[str], str]


_loading = Lock()


def guessed(text: str) -> Guess | None:
    """The likeliest language of a text in lower case without addresses; None where it has no letters to tell by."""
    with _loading:  # two threads of an indexing run must not load the profiles twice
        profiles = _profiles()
    words = profiles.cleaned(text).split(" ")
    # A word is looked at with the blank before it and the one behind it, which the last one has not.
    padded = chain((f"{word} " for word in words[:-1]), words[-1:])
    ngrams = [*chain.from_iterable(map(profiles.ngrams.__getitem__, padded))]
    if not ngrams:
        return None
    shares = _drawn(profiles.shares, ngrams)
    best = max(shares)
    return Guess(profiles.languages[shares.index(best)], best) if best > _LEAST_SHARE else None


def _drawn(shares: Rows, ngrams: Sequence[int]) -> list[float]:
    """The mean of some trials; each draws n-grams until one language has it all."""
    random = Random(_SEED)
    mean = np.zeros(shares.shape[1])
    for _ in range(_TRIALS):
        weight = (_ALPHA + random.gauss(0.0, 1.0) * _ALPHA_WIDTH) / _BASE_FREQUENCY
        mean += _trial(shares, lambda: random.choice(ngrams), weight) / _TRIALS
    found: list[float] = mean.tolist()
    return found


def _trial(known: Rows, draw: Callable[[], int], weight: float) -> Rows:
    """langdetect looks at the shares after the first draw and then after every fifth."""
    shares = _normal((1.0 / known.shape[1]) * (weight + known[draw()]))
    for _ in range(_MOST_LOOKS):
        if shares.max() > _CONVERGED:
            break
        for row in weight + known[[draw(), draw(), draw(), draw(), draw()]]:
            shares *= row
        shares = _normal(shares)
    return shares


def _normal(shares: Rows) -> Rows:
    normal: Rows = shares / sum(shares.tolist())  # one after another, as langdetect adds; numpy would not
    return normal


@cache
def _profiles() -> _Profiles:
    # Imported only when a document is added: 55 profiles take 30 MB and 0.2 s, which no search needs.
    from langdetect import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.utils.ngram import NGram

    files = sorted(file for file in Path(PROFILES_DIRECTORY).iterdir() if not file.name.startswith("."))
    read = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    known, shares = _table(read)
    factory = DetectorFactory()
    factory.langlist = [profile["name"] for profile in read]

    def ngrams(word: str) -> tuple[int, ...]:
        text = f" {word}"
        places = ((end, size) for end in range(2, len(text) + 1) for size in range(1, 4) if end >= size)
        ends = (text[end - size : end] for end, size in places)
        return tuple(known[ngram] for ngram in ends if ngram != " " and ngram in known)

    letters = Memo(NGram.normalize, most=1 << 12, longest=1)

    def cleaned(text: str) -> str:
        if not text.isascii():
            detector = factory.create()
            detector.text = NGram.normalize_vi(text)
            detector.cleaning_text()
            text = detector.text
        return "".join(map(letters.__getitem__, text))

    return _Profiles(factory.langlist, shares, Memo(ngrams, most=_REMEMBERED, longest=_LONGEST), cleaned)


def _table(profiles: Sequence[dict[str, Json]]) -> tuple[dict[str, int], Rows]:
    """A number for each n-gram, and by it the frequency in each language among the n-grams of its length."""
    numbers: dict[str, int] = {}
    places = [[numbers.setdefault(ngram, len(numbers)) for ngram in profile["freq"]] for profile in profiles]
    shares = np.zeros((len(numbers), len(profiles)))
    for language, (profile, own) in enumerate(zip(profiles, places, strict=True)):
        totals = np.array([1, *profile["n_words"]])[list(map(len, profile["freq"]))]
        shares[own, language] = np.array(list(profile["freq"].values())) / totals
    return numbers, shares
