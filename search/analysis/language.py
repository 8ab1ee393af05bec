"""The language of a document: langdetect for the world, lists of telling words for the languages close to Indonesian.

langdetect has no profile of Malay, Javanese or Sundanese and takes all three for Indonesian; and it takes one short
Indonesian headline in forty for something else. Both are mended by counting words that only one language prints.
Same text, same answer: the seed is fixed. Never asked about queries, which are too short to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from threading import Lock
from typing import NamedTuple, Protocol

from search.analysis.data import entries
from search.analysis.dictionary import roots
from search.analysis.names import names
from search.analysis.stopwords import is_function_word
from search.analysis.views import root_of

SHORTEST = 40  # characters: below, langdetect is right on less than 97 % of Indonesian headlines
FEWEST_LETTERS = 20  # of them: a row of figures has no language
SAMPLE = 500  # characters, about 400 letters: all of 200 articles right, at 1 ms instead of 5 ms for the whole
SURE_FROM = 160  # characters: from here on langdetect alone was right on all of 200 samples
LONGEST = 2_000  # characters looked at for telling words; they are cheap, and Malay shows late
UNKNOWN = "und"
INDONESIAN = "id"
REGIONAL = ("jv", "su")  # Javanese, Sundanese
MALAY = "ms"
SHORTEST_TELLING = 4  # letters: shorter words belong to many languages (man, van, per)

_ADDRESS = re.compile(
    r"\S+://\S+|\S*\w@\w\S*|(?<!\w)[@#]\w+|\b(?:\w[\w-]{0,62}\.){1,5}(?:com|net|org|co|id)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Language(NamedTuple):
    """An ISO 639 code, "und" where the text is too short to tell; and how sure that is, 0 to 1."""

    code: str
    confidence: float


NOT_KNOWN = Language(UNKNOWN, 0.0)


def detected(text: str) -> Language:
    """The language of a document's body; `text` needs no cleaning, and titles may stand before it.

    The confidence of langdetect is its probability; that of the word lists is the share of telling words that agree.

    >>> detected("Presiden mengatakan bahwa pemerintah akan membahas anggaran itu pada hari Senin").code
    'id'
    >>> detected("Kerajaan memutuskan bahawa pesakit boleh dirawat di hospital selepas hari Khamis").code
    'ms'
    >>> detected("Presiden RI")
    Language(code='und', confidence=0.0)
    """
    # Capitals break langdetect: it takes Indonesian headlines in capitals for German.
    text = " ".join(_ADDRESS.sub(" ", text[:LONGEST]).lower().split())
    sample = text[:SAMPLE]
    if len(sample) < SHORTEST or sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return NOT_KNOWN
    guess = _by_profiles(sample)
    words = frozenset(_WORD.findall(text))
    points = {code: _points(words, markers) for code, markers in _markers().items()}
    return _regional(guess, points, len(words)) or _malay_or_indonesian(guess, points, words, len(text)) or guess


def _regional(guess: Language, points: Mapping[str, int], words: int) -> Language | None:
    first, second = sorted(REGIONAL, key=points.__getitem__, reverse=True)
    found, others = points[first], points[INDONESIAN] + points[second]
    # Two points are one word, and one word is enough only where nothing speaks against it. A text of another language
    # altogether ("sing" is English) must hold two. One point in seven words: quotes of Javanese are no Javanese article.
    needed = 4 if guess.code != INDONESIAN else 3 if points[INDONESIAN] else 2
    if found < needed or found <= max(points[INDONESIAN], points[second]) or found / words < 0.15:
        return None
    return Language(first, _share(found, others))


def _malay_or_indonesian(
    guess: Language, points: Mapping[str, int], words: frozenset[str], length: int
) -> Language | None:
    if guess.code != INDONESIAN and (length >= SURE_FROM or not _is_indonesian_or_malay(words)):
        return None
    malay, indonesian = points[MALAY], points[INDONESIAN]
    # One word that Indonesian newspapers never print, or two that they hardly print; more in a long text, where the
    # odd Malay word of an encyclopaedia or a Malaysian's name would otherwise decide.
    if malay >= indonesian + 2 + len(words) // 60:
        return Language(MALAY, _share(malay, indonesian))
    if guess.code == INDONESIAN:
        return guess
    return Language(INDONESIAN, _share(indonesian, malay))


def _is_indonesian_or_malay(words: frozenset[str]) -> bool:
    """Does the dictionary of Indonesian know more than a third of the words, and two at least?

    Measured: of 758 English headlines and sentences none does; of short Indonesian headlines that
    langdetect misses, 4 of 5 do.
    """
    known = sum(map(_is_in_dictionary, words))
    return known >= 2 and 3 * known > len(words)


def _is_in_dictionary(word: str) -> bool:
    if len(word) < SHORTEST_TELLING:
        return is_function_word(word)
    return (word in roots() and word not in names()) or root_of(word) != word


def _points(words: Iterable[str], markers: _Markers) -> int:
    whole = sum(markers.weights.get(word, 0) for word in words)
    return whole + sum(2 for word in words if len(word) > 6 and word.endswith(markers.endings))


def _share(ours: int, theirs: int) -> float:
    return round((ours + 1) / (ours + theirs + 2), 3)  # the rule of succession: two words are not certainty


class _Markers(NamedTuple):
    weights: dict[str, int]
    endings: tuple[str, ...]


@cache
def _markers() -> dict[str, _Markers]:
    weights: dict[str, dict[str, int]] = {code: {} for code in (INDONESIAN, MALAY, *REGIONAL)}
    for line in entries("markers.txt"):
        code, weight, *words = line.split()
        weights[code].update(dict.fromkeys(words, int(weight)))
    return {
        code: _Markers(found, tuple(word[1:] for word in found if word[0] == "-")) for code, found in weights.items()
    }


class _Guess(Protocol):
    lang: str
    prob: float


class _Detector(Protocol):
    def append(self, text: str) -> None: ...
    def get_probabilities(self) -> list[_Guess]: ...


_loading = Lock()


def _by_profiles(sample: str) -> Language:
    with _loading:  # two threads of an indexing run must not load the profiles twice
        new_detector, no_features = _profiles()
    detector = new_detector()
    detector.append(sample)
    try:
        guesses = detector.get_probabilities()
    except no_features:  # a script without a profile
        return NOT_KNOWN
    if not guesses:
        return NOT_KNOWN
    code = guesses[0].lang.partition("-")[0]  # zh-cn, zh-tw
    return Language(code, round(guesses[0].prob, 3))


@cache
def _profiles() -> tuple[Callable[[], _Detector], type[Exception]]:
    # Imported only when a document is added: 55 profiles take 63 MiB and 0.2 s, which no search needs.
    from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException

    DetectorFactory.seed = 0  # without it 11 % of texts of 15 characters change their language from run to run
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory.create, LangDetectException
