"""The language of a document: langdetect for the world, telling words for the languages close to Indonesian.

langdetect has no profile of Malay, Javanese or Sundanese and takes all three for Indonesian; and it takes one short
Indonesian headline in forty for something else. Telling words mend the first, the dictionary mends the second.
Same text, same answer: the seed is fixed. Never asked about queries, which are too short to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from functools import cache
from threading import Lock
from typing import NamedTuple, Protocol

from search.analysis.dictionary import roots
from search.analysis.folding import plain
from search.analysis.markers import points
from search.analysis.names import names
from search.analysis.stopwords import is_function_word
from search.analysis.views import root_of

SHORTEST = 40  # characters: below, langdetect is right on less than 97 % of Indonesian headlines
FEWEST_LETTERS = 25  # among them: a row of figures or an address has no language
SAMPLE = 500  # characters, about 400 letters: all of 200 articles right, in 1 ms and not the 5 ms of a whole article
SURE_FROM = 160  # characters: from here on langdetect was right on all of 200 Indonesian samples
LONGEST = 2_000  # characters looked at for telling words: they cost little, and Malay shows late
INDONESIAN, MALAY, REGIONAL = "id", "ms", ("jv", "su")

_ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|@)\S*|\b(?:\w[\w-]{0,62}\.){1,5}(?:com|net|org|co|id)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Language(NamedTuple):
    """An ISO 639 code, "und" where the text is too short to tell; and how sure that is, 0 to 1."""

    code: str
    confidence: float


UNKNOWN = Language("und", 0.0)


def detected(text: str) -> Language:
    """The language of a document's body; addresses in it count for nothing.

    The confidence of langdetect is its probability, that of telling words the share of them that agree.

    >>> detected("Presiden mengatakan bahwa pemerintah akan membahas anggaran itu pada hari Senin").code
    'id'
    >>> detected("Kerajaan memutuskan bahawa pesakit boleh dirawat di hospital selepas hari Khamis").code
    'ms'
    >>> detected("Presiden RI")
    Language(code='und', confidence=0.0)
    """
    if len(text) < SHORTEST:
        return UNKNOWN
    # In lower case, because langdetect takes Indonesian headlines in capitals for German.
    text = " ".join(_ADDRESS.sub(" ", text[:LONGEST]).lower().split())
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return UNKNOWN
    guess = _by_profiles(sample)
    words = frozenset(_WORD.findall(plain(text).text))
    told = points(words)
    return (
        _regional(guess, told, words)
        or (_national(guess, told, len(words)) if _is_close(guess, words, len(text)) else None)
        or guess
    )


def _regional(guess: Language, told: Mapping[str, int], words: Set[str]) -> Language | None:
    """Javanese or Sundanese, where enough speaks for one of them and less for the other and for Indonesian."""
    second, first = sorted(REGIONAL, key=told.__getitem__)
    # These two have function words of their own, Malay has not: an Indonesian article that quotes stays Indonesian.
    indonesian = told[INDONESIAN] + sum(map(is_function_word, words))
    # Two points are one word, and one word is enough only where nothing speaks against it. A text in another language
    # altogether must hold two ("sing" is English). And one point in seven words, because names are words too.
    needed = 4 if guess.code != INDONESIAN else 3 if indonesian else 2
    if told[first] < needed or told[first] <= max(told[second], indonesian) or told[first] / len(words) < 0.15:
        return None
    return Language(first, _share(told[first], told[second] + indonesian))


def _is_close(guess: Language, words: Set[str], length: int) -> bool:
    """Is the text Indonesian or Malay? Where langdetect denies it and is not sure yet, the dictionary is asked.

    It knows more than a third of the words of 4 in 5 short headlines that langdetect misses, and of no English one:
    measured on 1,951 and 758.
    """
    if guess.code == INDONESIAN or length >= SURE_FROM:
        return guess.code == INDONESIAN
    known = sum(map(_is_in_dictionary, words))
    return known >= 2 and 3 * known > len(words)


def _is_in_dictionary(word: str) -> bool:
    if len(word) < 4:  # man, van, per: short words belong to many languages
        return is_function_word(word)
    return (word in roots() and word not in names()) or root_of(word) != word


def _national(guess: Language, told: Mapping[str, int], words: int) -> Language:
    """Malay or Indonesian: Malay has to be proven, by a margin that one word can give and a long text makes larger.

    Without the growing margin the odd Malay word decided about 5 in 1,000 Indonesian encyclopaedia articles.
    """
    margin = told[MALAY] - told[INDONESIAN]
    if margin >= 2 + words // 60:
        return Language(MALAY, _share(told[MALAY], told[INDONESIAN]))
    return guess if guess.code == INDONESIAN else Language(INDONESIAN, _share(told[INDONESIAN], told[MALAY]))


def _share(ours: int, theirs: int) -> float:
    return round((ours + 1) / (ours + theirs + 2), 3)  # the rule of succession: two words are no certainty


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
        return UNKNOWN
    if not guesses:
        return UNKNOWN
    return Language(guesses[0].lang.partition("-")[0], round(guesses[0].prob, 3))  # zh-cn and zh-tw are zh


@cache
def _profiles() -> tuple[Callable[[], _Detector], type[Exception]]:
    # Imported only when a document is added: 55 profiles take 63 MiB and 0.2 s, which no search needs.
    from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException

    DetectorFactory.seed = 0  # without it 11 % of texts of 15 characters change their language from run to run
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory.create, LangDetectException
