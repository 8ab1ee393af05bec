"""Places by name: the shipped list, and the spelling to keep."""

from __future__ import annotations

from search.ingest.shipped import shipped

_KNOWN = {name.strip().casefold(): name.strip() for line in shipped("places.txt") for name in line.split(",")}
# Parts of place names that stay in capitals
_ACRONYMS = frozenset(("DKI", "DIY", "DI", "NTB", "NTT", "AS", "DC", "PBB", "UEA", "IKN"))


def is_known_place(name: str) -> bool:
    """Whether the name stands in the shipped list.

    >>> is_known_place("MOSKVA"), is_known_place("Sulawesi")
    (True, False)
    """
    return name.casefold() in _KNOWN


def place(printed: str) -> str:
    """A place's name as to be shown: datelines print it in capitals.

    >>> [place(printed) for printed in ("MOSKVA", "DKI JAKARTA", "BAU-BAU", "Den Haag", "KUALA TUNGKAL")]
    ['Moskva', 'DKI Jakarta', 'Bau-Bau', 'Den Haag', 'Kuala Tungkal']
    """
    if known := _KNOWN.get(printed.casefold()):
        return known
    return " ".join(_word(word) for word in printed.split()) if printed.isupper() else printed


def _word(word: str) -> str:
    return word if word in _ACRONYMS else "-".join(part.capitalize() for part in word.split("-"))
