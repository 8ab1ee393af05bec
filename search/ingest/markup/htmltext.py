"""The bytes of a page -> its text: byte order mark, UTF-8 if it is that, what the page declares, then evidence."""

from __future__ import annotations

import codecs
import re

from search.ingest.encoding import narrow, wide_encoding

# Where the HTML standard lets a page declare it
_DECLARATION_BYTES = 1024
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# Browsers read these names as the larger encoding (WHATWG Encoding, table of labels), and pages rely on it.
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}


def html_text(content: bytes, declared: str = "") -> str:
    """The text of a page; never refuses.

    A page that is UTF-8 from end to end is that, whatever it declares: letters outside ASCII do not form UTF-8 by
    chance, and a wrong declaration is common.

    Args:
        declared: What the server said, "" for nothing; it goes before what the page says.

    >>> html_text("<meta charset=iso-8859-1><p>“Perón”".encode("cp1252"))
    '<meta charset=iso-8859-1><p>“Perón”'
    """
    if wide := wide_encoding(content[:4096]):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _encoding(declared) or _encoding(_printed(content))
    return content.decode(encoding, "replace") if encoding not in ("", "utf-8") else narrow(content).text


def _printed(content: bytes) -> str:
    match = _DECLARED.search(content, 0, _DECLARATION_BYTES)
    return match[1].decode("ascii", "ignore") if match else ""


def _encoding(name: str) -> str:
    """Python's name of a text encoding, "" for an unknown one.

    >>> _encoding("ISO-8859-1"), _encoding("utf8"), _encoding("base64"), _encoding("klingon")
    ('cp1252', 'utf-8', '', '')
    """
    try:
        found = codecs.lookup(name.strip()).name
        b"x".decode(found)  # refuses what is no text encoding, like base64
    except (LookupError, ValueError):  # UnicodeError is a ValueError: utf-16 of one byte
        return ""
    return _AS_BROWSERS_DO.get(found, found)
