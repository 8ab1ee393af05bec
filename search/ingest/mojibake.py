"""Letters garbled by a wrong encoding, put right where only one reading is possible: "â€œJum’at" -> "“Jum’at".

Text in UTF-8 that was once read as Windows-1252 or Mac Roman shows every letter outside ASCII as two to four others.
Only sequences are touched that no language prints; what could be meant as it stands stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from search.ingest.record import Record
from search.ingest.repairs import Repairs
from search.model import Json

# codec -> first bytes of the two-byte letters that count: Latin letters and symbols (U+0080 to U+00FF) and, by Mac,
# U+0100 to U+017F. In Windows-1252 the next ones are Ä, É, Ö ..., which may well end a quoted word in capitals: CAFÉ”.
_LEADS = {"cp1252": b"\xc2\xc3", "mac_roman": b"\xc2\xc3\xc4\xc5"}
# Of three bytes, the letters of typography and signs (U+2000 to U+2FFF) and of U+F000 to U+FFFF; others are of scripts
# whose garbled letters cannot be told from the other codec's.
_LEADS_OF_THREE = b"\xe2\xef"
_LEADS_OF_FOUR = b"\xf0"
# Not looked through: changing it would make another article of it
_KEPT = ("id", "@id", "identifier", "guid", "url", "link")
# No text has them: a reading with one is none. On the way to a reading they are bytes that the codec has no letter for.
_CONTROLS = re.compile(r"[\x80-\x9f]")


def unscrambled(text: str) -> str:
    """The text with its garbled letters put right.

    >>> unscrambled("â€œJumâ€™atâ€\x9d, kata FranÃ§ois. ‚ÄúCafé‚Äù"), unscrambled("“CAFÉ”, 5 € – São")
    ('“Jum’at”, kata François. “Café”', '“CAFÉ”, 5 € – São')
    """
    if text.isascii() or not any(map(text.__contains__, _first_letters())):
        return text
    for codec in _LEADS:
        text = _mended_by(codec, text)
    return text


def mended(record: Record, repairs: Repairs) -> Record:
    """The record with all its texts put right; noted where that changed anything."""
    text, fields = unscrambled(record.text), {key: _mended(key, value) for key, value in record.fields.items()}
    if text == record.text and fields == record.fields:
        return record
    repairs.add('holds letters garbled by a wrong encoding ("â€œ" for "“"), mended', record.line, is_lossless=True)
    return replace(record, text=text, fields=fields)


def _mended(key: str, value: Json) -> Json:
    if isinstance(value, str):
        return value if key in _KEPT else unscrambled(value)
    if isinstance(value, Mapping):
        return {name: _mended(name, part) for name, part in value.items()}
    return [_mended(key, part) for part in value] if isinstance(value, list) else value


@cache
def _letters(codec: str) -> Mapping[str, int]:
    """Letter -> the byte it was read from; bytes without a letter are passed through as control characters."""
    known = {bytes([byte]).decode(codec, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | known


@cache
def _first_letters() -> tuple[str, ...]:
    """What every garbled letter begins with, by any of the codecs."""
    leads = ((codec, {*two, *_LEADS_OF_THREE, *_LEADS_OF_FOUR}) for codec, two in _LEADS.items())
    return tuple({letter for codec, bytes_ in leads for letter, byte in _letters(codec).items() if byte in bytes_})


@cache
def _pattern(codec: str) -> re.Pattern[str]:
    letters = _letters(codec)

    def among(bytes_: range | bytes) -> str:
        return "[" + "".join(re.escape(letter) for letter, byte in letters.items() if byte in bytes_) + "]"

    after = among(range(0x80, 0xC0))
    two, three, four = among(_LEADS[codec]), among(_LEADS_OF_THREE), among(_LEADS_OF_FOUR)
    return re.compile(f"(?:{two}{after}|{three}{after}{{2}}|{four}{after}{{3}})+")


def _mended_by(codec: str, text: str) -> str:
    return _pattern(codec).sub(lambda match: _read_again(match[0], codec), text)


def _read_again(text: str, codec: str) -> str:
    """Garbled letters as what they were, however often the file went through a wrong program."""
    try:
        read = bytes(_letters(codec)[letter] for letter in text).decode("utf-8")
    except UnicodeDecodeError:
        return text
    read = _mended_by(codec, read)
    return text if _CONTROLS.search(read) else read
