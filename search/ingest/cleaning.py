"""Text as it came -> text as it is kept: one kind of line end, no invisible controls, composed letters (NFC)."""

from __future__ import annotations

import re
import unicodedata

# What editors and browsers show as a new line; U+000C is the page break of converted PDFs.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls print nothing and split words; U+FEFF is a byte order mark left inside by concatenation.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_PRINTED = re.compile("[^\\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    r"""The same text with "\n" as its only line end.

    >>> cleaned("Jum\x00at\r\nPero\u0301n")
    'Jumat\nPerón'
    """
    # A text of printable characters and plain line ends, as nearly all are, holds none of what is sought below.
    if not text.isprintable() and not text.replace("\n", "").isprintable():
        text = _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _NEWLINES.sub("\n", text)))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    r"""The same text, cleaned, with single spaces for all white space.

    >>> one_line(" Menumpas\n ISIS ")
    'Menumpas ISIS'
    """
    return single_spaced(cleaned(text))


def single_spaced(text: str) -> str:
    r"""The same text with single spaces for all white space.

    >>> single_spaced(" Menumpas\n ISIS ")
    'Menumpas ISIS'
    """
    # The only printable white space is the plain space.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    r"""Whether nothing is left of the text when it is clean.

    >>> is_blank(" \x00\n"), is_blank("Jumat")
    (True, False)
    """
    return _PRINTED.search(text) is None
