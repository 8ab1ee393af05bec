"""Bytes -> text: which encoding a file is in, decided by evidence.

A text is never refused for its encoding: the bytes are read by one encoding from end to end, or they are no text.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

SAMPLE_BYTES = 4096
_GUESS_BYTES = 64 * 1024  # more does not make a guess better
MARKED_UTF8 = "utf-8-sig"

# The longer mark first: the UTF-16 mark is how the UTF-32 one begins.
_MARKS = (
    (codecs.BOM_UTF8, MARKED_UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of what people put into folders of articles (the file(1) magic list); a PDF's start is plain ASCII.
_SIGNATURES = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP, DOCX or ODT",
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\xd0\xcf\x11\xe0": "old Word or Excel",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"SQLite format 3": "SQLite",
}
_CONTROLS = frozenset(map(chr, [*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), *range(0x7F, 0xA0)])) - {"\x85"}
# Random bytes hold 10 % C0 controls, old word processors' texts under 1 %; halfway, in powers of ten.
_CONTROLS_ALLOWED = 0.03
# Bytes outside ASCII: 0.3 % of the development corpora and a few percent in other languages of Latin letters; more
# than half in any other script.
_LATIN_SHARE = 0.25
# Fewer letters give no pattern to go by.
_FEWEST_FOREIGN = 32
# – — “ ” ‘ ’ in Mac Roman; in Windows-1252 Ð Ñ Ò Ó Ô Õ, which are rare and never the most of a text's letters.
_MAC_PUNCTUATION = bytes(range(0xD0, 0xD6))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read by."""

    text: str
    encoding: str


def decoded(content: bytes) -> Decoded | None:
    """The text of a file; None where the bytes are no text.

    A byte order mark decides, then the pattern of zero bytes (UTF-16 or 32 without a mark), then see `narrow`.

    >>> decoded("Jum’at".encode("utf-16-le")), decoded("Perón".encode("latin-1"))
    (Decoded(text='Jum’at', encoding='utf-16-le'), Decoded(text='Perón', encoding='cp1252'))
    >>> decoded(bytes(range(256))) is None
    True
    """
    if signature(content):
        return None
    wide = wide_encoding(content[:SAMPLE_BYTES])
    result = Decoded(content.decode(wide, "replace"), wide) if wide else narrow(content)
    return None if _is_binary(result.text) else result


def narrow(content: bytes) -> Decoded:
    """Bytes of one byte per ASCII letter as text: UTF-8; else UTF-8 with damage; else an older encoding.

    UTF-8 letters outside ASCII do not come about by chance, so a text with more good ones than bad is a damaged or cut
    UTF-8, and its bad bytes become U+FFFD.

    >>> narrow("“Perón”, Hollande".encode()[:-12]), narrow("Perón".encode("latin-1"))
    (Decoded(text='“Perón�', encoding='utf-8'), Decoded(text='Perón', encoding='cp1252'))
    """
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) > 2 * damage:
        return Decoded(text, "utf-8")
    encoding = _older(content)
    return Decoded(content.decode(encoding, "replace"), encoding)


def _older(content: bytes) -> str:
    """The encoding of a text from before UTF-8.

    With few letters outside ASCII it is Windows-1252, which holds all that ISO 8859-1 prints, or Mac Roman. Of 284
    articles in Windows-1252 charset-normalizer knew 260, of 279 in Mac Roman 12: it needs texts of another script, and
    of those it knew all tried (Cyrillic, Arabic, Chinese, Japanese).

    >>> _older("“Perón”, ‘kata’ dia".encode("mac-roman"))
    'mac_roman'
    >>> _older("Москва готова сотрудничать с Парижем".encode("cp1251"))
    'cp1251'
    """
    foreign = content.translate(None, bytes(range(0x80)))
    if len(foreign) >= max(_FEWEST_FOREIGN, _LATIN_SHARE * len(content)):
        from charset_normalizer import from_bytes  # takes 30 ms to load, and hardly any archive needs it

        best = from_bytes(content[:_GUESS_BYTES]).best()
        return best.encoding if best else "cp1252"
    is_mac = 2 * len(foreign.translate(None, _MAC_PUNCTUATION)) < len(foreign)
    return "mac_roman" if is_mac else "cp1252"


def signature(content: bytes) -> str | None:
    """The name of the binary format these bytes begin like."""
    return next((name for start, name in _SIGNATURES.items() if content.startswith(start)), None)


def wide_encoding(sample: bytes) -> str | None:
    """The encoding that a mark or zero bytes give away: a kind of UTF; None for one byte per ASCII letter.

    >>> wide_encoding("Moskva".encode("utf-16-be")), wide_encoding(b"Moskva")
    ('utf-16-be', None)
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    return _by_zeros(sample)


def _by_zeros(sample: bytes) -> str | None:
    """Indonesian is nearly all ASCII, so its wide encodings have zeros at fixed places."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    zeros = tuple(sample[place::4].count(0) / len(sample[place::4]) > 0.5 for place in range(4))
    patterns: dict[tuple[bool, ...], str] = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get(zeros)


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE_BYTES]
    return sum(letter in _CONTROLS for letter in sample) > _CONTROLS_ALLOWED * len(sample)
