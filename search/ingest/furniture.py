"""Page furniture: lines that a page's template prints around every article.

Only whole lines are furniture; what is taken out is kept by the caller.
"""

from __future__ import annotations

import re
from functools import cache

from search.ingest.shipped import shipped

# A link line names one headline; a longer line that opens like one is a paragraph.
_LONGEST_LINE = 250
# Labels, buttons and headings are shorter. Set by hand: of the 106 lines of the shipped list the longest has 47.
_LONGEST_LABEL = 60
_CLOSES_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\Z")


def is_furniture(line: str) -> bool:
    """Whether a line is none of the article's, by the shipped list.

    >>> [is_furniture(line) for line in ("Baca juga: Turki Berkhianat", "TINGGALKAN BALASAN", "Share harga naik.")]
    [True, True, False]
    """
    return len(line) <= _LONGEST_LINE and _pattern().fullmatch(line) is not None


def folded(line: str) -> str:
    r"""The line as lines are compared: in lower case, single spaces.

    >>> folded("TINGGALKAN\t Balasan")
    'tinggalkan balasan'
    """
    return " ".join(line.casefold().split())


def is_sentence(line: str) -> bool:
    """Whether a line is as long as a paragraph or closed like one: a text may say it, and not only a template.

    >>> is_sentence("Tinggalkan Balasan"), is_sentence("Semoga bermanfaat.")
    (False, True)
    """
    return len(line) > _LONGEST_LABEL or _CLOSES_SENTENCE.search(line) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = [line.split("\t")[0] for line in shipped("furniture.txt")]
    exact = "|".join(map(_as_pattern, (word for word in words if not word.endswith("*"))))
    # \W: "Baca juga" opens "Baca juga: ..." and "Baca jugalah" is something else
    opening = "|".join(_as_pattern(word[:-1]) for word in words if word.endswith("*"))
    return re.compile(rf"\W*(?:(?:{exact})\s*:?\W{{0,3}}|(?:{opening})(?:(?<=\W)|\b)(?:\W.*)?)", re.IGNORECASE)


def _as_pattern(words: str) -> str:
    """Of the words of the list; a zero among them stands for any number."""
    return re.sub(r"\b0\b", r"\\d[\\d.,]*", re.escape(words))
