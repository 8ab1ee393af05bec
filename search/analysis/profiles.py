"""The language of a text by langdetect: its profiles and its drawing of lots, in loops of our own.

langdetect builds its row of n-grams letter by letter and multiplies probabilities one by one, 2 ms for 500 letters.
Here a word's n-grams are remembered and a row of probabilities is one comprehension: the same products and sums in
the same order, so the same answer to the last digit, in a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from random import Random
from threading import Lock
from typing import NamedTuple

from search.analysis.memo import Memo

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
        ngrams: The n-grams of a word that have a share, in langdetect's order.
        cleaned: A text without what langdetect does not look at, its letters as it takes them.
    """

    languages: Sequence[str]
    shares: dict[str, list[float]]
    ngrams: Memo[tuple[str, ...]]
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
    shares = _drawn([profiles.shares[ngram] for ngram in ngrams], len(profiles.languages))
    best = max(shares)
    return Guess(profiles.languages[shares.index(best)], best) if best > _LEAST_SHARE else None


def _drawn(rows: list[list[float]], count: int) -> list[float]:
    """The mean of some trials; each draws n-grams until one language has it all."""
    random = Random(_SEED)
    mean = [0.0] * count
    for _ in range(_TRIALS):
        weight = (_ALPHA + random.gauss(0.0, 1.0) * _ALPHA_WIDTH) / _BASE_FREQUENCY
        shares = _trial(lambda: random.choice(rows), weight, count)
        mean = [total + share / _TRIALS for total, share in zip(mean, shares, strict=True)]
    return mean


def _trial(draw: Callable[[], list[float]], weight: float, count: int) -> list[float]:
    """langdetect looks at the shares after the first draw and then after every fifth."""
    shares = _normal([(1.0 / count) * (weight + own) for own in draw()])
    for _ in range(_MOST_LOOKS):
        if max(shares) > _CONVERGED:
            break
        drawn = zip(shares, draw(), draw(), draw(), draw(), draw(), strict=True)
        w = weight
        shares = _normal([share * (w + a) * (w + b) * (w + c) * (w + d) * (w + e) for share, a, b, c, d, e in drawn])
    return shares


def _normal(shares: list[float]) -> list[float]:
    total = sum(shares)
    return [share / total for share in shares]


@cache
def _profiles() -> _Profiles:
    # Imported only when a document is added: 55 profiles take 63 MiB and 0.2 s, which no search needs.
    from langdetect import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.utils.ngram import NGram

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    known: dict[str, list[float]] = factory.word_lang_prob_map

    def ngrams(word: str) -> tuple[str, ...]:
        text = f" {word}"
        places = ((end, size) for end in range(2, len(text) + 1) for size in range(1, 4) if end >= size)
        ends = (text[end - size : end] for end, size in places)
        return tuple(ngram for ngram in ends if ngram != " " and ngram in known)

    letters = Memo(NGram.normalize, most=1 << 12, longest=1)

    def cleaned(text: str) -> str:
        if not text.isascii():
            detector = factory.create()
            detector.text = NGram.normalize_vi(text)
            detector.cleaning_text()
            text = detector.text
        return "".join(map(letters.__getitem__, text))

    return _Profiles(factory.get_lang_list(), known, Memo(ngrams, most=_REMEMBERED, longest=_LONGEST), cleaned)
