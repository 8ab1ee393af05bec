"""The language of a document: langdetect for the world, telling words for the languages close to Indonesian.

langdetect has no profile of Malay, Javanese or Sundanese and takes all three for Indonesian; and it takes one short
Indonesian headline in forty for something else. Telling words mend the first, the dictionary mends the second.
Same text, same answer: the seed is fixed. Never asked about queries, which are too short to tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from search.analysis.chunks import EDGES
from search.analysis.dictionary import roots
from search.analysis.folding import plain
from search.analysis.markers import Points, points_of, summed
from search.analysis.memo import Memo
from search.analysis.names import names
from search.analysis.profiles import guessed
from search.analysis.stopwords import function_words, is_function_word
from search.analysis.views import root_of

SHORTEST = 40  # characters: below, langdetect is right on less than 97 % of Indonesian headlines
FEWEST_LETTERS = 25  # among them: a row of figures or an address has no language
SAMPLE = 500  # characters, about 400 letters: all of 200 articles right, in a fifth of the time of a whole article
SURE_FROM = 160  # characters: from here on langdetect was right on all of 200 Indonesian samples
REMEMBERED, LONGEST_REMEMBERED = 1 << 15, 30  # chunks in each of two generations, 10 MB; and their characters
LONGEST = 2_000  # characters looked at for telling words: they cost little, and Malay shows late
FEWEST_POINTS = 2  # for a regional language: one sure word
INDONESIAN, MALAY, REGIONAL = "id", "ms", ("jv", "su")
# Of the function words of Indonesian, those of up to three letters and these are words of other languages as well.
SHORTEST_OWN = 4
SHARED = frozenset(("anda", "bila", "bisa", "demi", "guna", "kalau", "maka", "para", "saat"))

_ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|@)\S*|\b(?:\w[\w-]{0,62}\.){1,5}(?:com|net|org|co|id)\b", re.IGNORECASE)
_BARE = re.compile(r"[a-z]+(?:-[a-z]+)*")
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
    text = text[:LONGEST]
    chunks = text.lower().split()
    is_plain = _is_plain_indonesian(chunks[: text.count(" ", 0, SAMPLE)])
    guess = Language(INDONESIAN, 1.0) if is_plain else _by_profiles(text)
    if guess is None:
        return UNKNOWN
    told = _told(chunks)
    return _regional(guess, told, text) or _national(guess, told, text) or guess


def _is_plain_indonesian(chunks: Sequence[str]) -> bool:
    """Do function words alone tell that a text is of the Indonesian kind? Then its n-grams need no counting.

    Two different ones in each half, because half a text may be a quotation, and two of them Indonesian and nothing
    else. So it is with COVERED of 100 articles. Of 27,988 langdetect takes none of these for anything else; of 28 it is
    sure in four to six trials out of its seven and not in all.
    """
    middle = len(chunks) // 2
    halves = function_words() & set(chunks[:middle]), function_words() & set(chunks[middle:])
    both = halves[0] | halves[1]
    own = {word for word in both if len(word) >= SHORTEST_OWN} - SHARED
    return min(map(len, halves)) >= 2 and len(both) >= 4 and len(own) >= 2


def _told(chunks: Sequence[str]) -> Mapping[str, int]:
    """The points of the different telling words among chunks in lower case; those of addresses count for nothing."""
    return summed(dict(chain.from_iterable(map(_telling_words().__getitem__, chunks))).values())


@cache
def _telling_words() -> Memo[tuple[tuple[str, Points], ...]]:
    """The telling words of a chunk, without accents, each with its points; of nearly all chunks none."""

    def telling(chunk: str) -> tuple[tuple[str, Points], ...]:
        bare = chunk.strip(EDGES)
        if bare.isascii() and _BARE.fullmatch(bare):
            return ((bare, found),) if (found := points_of(bare)) else ()
        # What is no bare word may be several words, or an address, or have no letters at all.
        words = _words(chunk) if any(map(str.isalpha, bare)) else ()
        return tuple((word, found) for word in words if (found := points_of(word)))

    return Memo(telling, most=REMEMBERED, longest=LONGEST_REMEMBERED)


def _words(text: str) -> Set[str]:
    return frozenset(_WORD.findall(plain(_prepared(text)).text))


def _by_profiles(text: str) -> Language | None:
    """What langdetect says, UNKNOWN where it has nothing to go by; None where there are too few letters to ask it."""
    sample = _prepared(text)[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    guess = guessed(sample)
    # zh-cn and zh-tw are zh
    return Language(guess.code.partition("-")[0], round(guess.share, 3)) if guess else UNKNOWN


def _prepared(text: str) -> str:
    # In lower case, because langdetect takes Indonesian headlines in capitals for German.
    return " ".join(_ADDRESS.sub(" ", text).lower().split())


def _regional(guess: Language, told: Mapping[str, int], text: str) -> Language | None:
    """Javanese or Sundanese, where enough speaks for one of them and less for the other and for Indonesian."""
    second, first = sorted(REGIONAL, key=told.__getitem__)
    if told[first] < FEWEST_POINTS:
        return None
    words = _words(text)
    # These two have function words of their own, Malay has not: an Indonesian article that quotes stays Indonesian.
    indonesian = told[INDONESIAN] + sum(map(is_function_word, words))
    # Two points are one word, and one word is enough only where nothing speaks against it. A text in another language
    # altogether must hold two ("sing" is English). And one point in seven words, because names are words too.
    needed = 4 if guess.code != INDONESIAN else 3 if indonesian else FEWEST_POINTS
    if told[first] < needed or told[first] <= max(told[second], indonesian) or told[first] / len(words) < 0.15:
        return None
    return Language(first, _share(told[first], told[second] + indonesian))


def _is_close(guess: Language, text: str) -> bool:
    """Is the text Indonesian or Malay? Where langdetect denies it and is not sure yet, the dictionary is asked.

    It knows more than a third of the words of 4 in 5 short headlines that langdetect misses, and of no English one:
    measured on 1,951 and 758.
    """
    if guess.code == INDONESIAN or len(_prepared(text)) >= SURE_FROM:
        return guess.code == INDONESIAN
    words = _words(text)
    known = sum(map(_is_in_dictionary, words))
    return known >= 2 and 3 * known > len(words)


def _is_in_dictionary(word: str) -> bool:
    if len(word) < 4:  # man, van, per: short words belong to many languages
        return is_function_word(word)
    return (word in roots() and word not in names()) or root_of(word) != word


def _national(guess: Language, told: Mapping[str, int], text: str) -> Language | None:
    """Malay or Indonesian: Malay has to be proven, by a margin that one word can give and a long text makes larger.

    Without the growing margin the odd Malay word decided about 5 in 1,000 Indonesian encyclopaedia articles.
    """
    if not _is_close(guess, text):
        return None
    margin = told[MALAY] - told[INDONESIAN]
    if margin >= 2 and margin >= 2 + len(_words(text)) // 60:
        return Language(MALAY, _share(told[MALAY], told[INDONESIAN]))
    return guess if guess.code == INDONESIAN else Language(INDONESIAN, _share(told[INDONESIAN], told[MALAY]))


def _share(ours: int, theirs: int) -> float:
    return round((ours + 1) / (ours + theirs + 2), 3)  # the rule of succession: two words are no certainty
