"""Numbers as Indonesian newspapers print them: 1.234.567 and 1,5 and 13.30, and dates of numbers.

A dot before exactly three digits groups thousands and goes; a comma is the decimal sign and stays.
"""

from __future__ import annotations

import re

_NOT_INSIDE_A_NUMBER = r"(?<![0-9][.,:])"
_NO_MORE_DIGITS = r"(?![.,:]?[0-9])"
# The shapes with a sign in them; anything else ("192.168.1.1", "1,2,3,4") falls apart into its runs of digits.
SHAPES = (
    r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?",  # 1.234.567 and 1.234,56
    r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?",  # 1,234,567 in English texts; "1,234" alone is Indonesian
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",  # 13:30
    r"[0-9]+[.,][0-9]+",  # 1,5 and 13.30 and 3.5
)
NUMBER = rf"{_NOT_INSIDE_A_NUMBER}(?:{'|'.join(SHAPES)}){_NO_MORE_DIGITS}"
# 26/11, 27/11/2015, 24/7, 2014/2015, 27.11.2015
SLASHED = r"(?<![\w/])[0-9]{1,4}(?:/[0-9]{1,4}){1,2}(?![\w/])"
DOTTED_DATE = r"(?<![\w.,:])[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?![\w]|[.,:][0-9])"

_DIGITS = re.compile(r"[0-9][0-9.,:]*")
_INDONESIAN_GROUPS = re.compile(SHAPES[0])
_ENGLISH_GROUPS = re.compile(SHAPES[1])


def is_number(text: str) -> bool:
    """Does the text consist of digits and their signs?

    >>> is_number("250.000"), is_number("13:30"), is_number("H5N1")
    (True, True, False)
    """
    return _DIGITS.fullmatch(text) is not None


def number(printed: str) -> str:
    """The number without the signs that group its thousands.

    >>> number("1.234.567"), number("1.234,56"), number("13.30"), number("1,5")
    ('1234567', '1234,56', '13.30', '1,5')
    """
    if _INDONESIAN_GROUPS.fullmatch(printed):
        return printed.replace(".", "")
    if _ENGLISH_GROUPS.fullmatch(printed):
        return printed.replace(",", "")
    return printed
