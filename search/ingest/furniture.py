"""Page furniture: lines that a page's template prints around every article.

Only whole lines are furniture; what is taken out is kept by the caller.
"""

from __future__ import annotations

import re
from functools import cache

from search.ingest.shipped import shipped

# A link line names one headline; a longer line that opens like one is a paragraph.
_LONGEST_LINE = 250


def is_furniture(line: str) -> bool:
    """Whether a line is none of the article's, by the shipped list.

    >>> [is_furniture(line) for line in ("Baca juga: Turki Berkhianat", "TINGGALKAN BALASAN", "Share harga naik.")]
    [True, True, False]
    """
    return len(line) <= _LONGEST_LINE and _pattern().fullmatch(line) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = [line.split("\t")[0] for line in shipped("furniture.txt")]
    exact = "|".join(re.escape(word) for word in words if not word.endswith("*"))
    # \W: "Baca juga" opens "Baca juga: ..." and "Baca jugalah" is something else
    opening = "|".join(re.escape(word[:-1]) for word in words if word.endswith("*"))
    return re.compile(rf"\W*(?:(?:{exact})\s*:?\W{{0,3}}|(?:{opening})(?:(?<=\W)|\b)(?:\W.*)?)", re.IGNORECASE)
