"""The first sentence of an Indonesian text, for articles that come without a headline."""

from __future__ import annotations

import re

from search.ingest.shipped import shipped

# The longest headline stand-in that a result list can show; the longest first sentence of the seeds has 260.
TITLE_LIMIT = 400

_ABBREVIATIONS = frozenset(word for line in shipped("abbreviations.txt") for word in line.split())
# A stop, perhaps closing quotes, then white space and something that can open a sentence; or the end of a line.
_STOPS = re.compile(r"(?P<stop>[.!?…]+)(?P<quotes>[\"'”’»)\]]*)(?=\s+[\"'“‘«(\[]?[A-Z0-9À-Þ]|\s*$|\s*\n)|\n|\Z")
_LAST_WORD = re.compile(r"[^\s(\"'“‘]+\Z")
# Longer first "sentences" are tables or poems; also keeps the search linear on a text without stops.
_LOOK = 4 * TITLE_LIMIT


def first_sentence(text: str) -> str:
    """The first sentence without its full stop, cut with "…" at a word where it is longer than TITLE_LIMIT.

    >>> first_sentence("Editor M. Sidik pada Kamis (26/11) membayar Rp 1.000. Itu murah.")
    'Editor M. Sidik pada Kamis (26/11) membayar Rp 1.000'
    >>> first_sentence("Mengapa? Tidak jelas.")
    'Mengapa?'
    """
    head = text.strip()[:_LOOK]
    for match in _STOPS.finditer(head):
        if match.end() > 0 and not _goes_on(head, match):
            return _shortened(_without_full_stop(head[: match.end()].strip()))
    return _shortened(head)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the stop is of an abbreviation or an initial, stands in brackets, or is a pause ("sama ... Rusia")."""
    if not match["stop"] or match.end() == len(text):
        return False
    if text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
        return True
    if match["stop"] in ("..", "...", "…"):
        return not match["quotes"] and text[match.start() - 1].isspace()
    if match["stop"] != "." or match["quotes"]:
        return False
    word = _LAST_WORD.search(text, 0, match.start())
    last = word[0] if word else ""
    return last.casefold() in _ABBREVIATIONS or (last[-1:].isupper() and (len(last) == 1 or last[-2] == "."))


def _without_full_stop(sentence: str) -> str:
    return sentence[:-1] if sentence[-1:] == "." and sentence[-2:-1] not in ("", ".") else sentence


def _shortened(sentence: str) -> str:
    if len(sentence) <= TITLE_LIMIT:
        return sentence
    cut = sentence[: TITLE_LIMIT - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:-–") + "…"
