"""Texts that nobody means: bytes, control characters, deep brackets, thousands of stars. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.query.strategies import PARTS

LONG = 100_000  # characters
WORDS = (
    "kpk",
    "serangan",
    "Su-24",
    "koalis*",
    "Holande~",
    "=teror",
    '"harga * naik"~9',
    "sumber:antara",
    "tanggal:2015",
)
OPENING = ("(", "judul:(", "-(", '"', '="', "sumber:=", "tanggal:", "NOT ", "a OR (", "+(a -(")


def _bytes(chance: random.Random) -> str:
    return chance.randbytes(chance.randrange(400)).decode("latin-1")


def _broken_utf8(chance: random.Random) -> str:
    return chance.randbytes(chance.randrange(400)).decode("utf-8", errors="surrogateescape")


def _characters(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(60)))


def _controls(chance: random.Random) -> str:
    return "".join(chr(chance.choice([chance.randrange(32), 0x202E, 0x200B, 0xFEFF, 0x7F])) + "k" for _ in range(40))


def _parts(chance: random.Random) -> str:
    return chance.choice(["", " "]).join(chance.choice(PARTS) for _ in range(chance.randrange(120)))


def _nested(chance: random.Random) -> str:
    depth = chance.choice([3, 16, 17, 500, 20_000])
    return chance.choice(OPENING) * depth + "kpk" + ")" * chance.choice([0, depth // 2, depth, 2 * depth])


def _repeated(chance: random.Random) -> str:
    part = chance.choice([*PARTS, *WORDS]) + chance.choice(["", " ", " OR ", " DEKAT "])
    return part * (chance.choice([300, 5_000, LONG]) // len(part))


def _patterns(chance: random.Random) -> str:
    def pattern() -> str:
        return "".join(chance.choice("abekmnprst*?") for _ in range(chance.randrange(2, 12)))

    behind = chance.choice(["", "*", "~", "~2", "^2"])
    return " ".join(chance.choice(["me", "pe", "ke", ""]) + pattern() + behind for _ in range(chance.randrange(1, 200)))


def _mutated(chance: random.Random) -> str:
    text = list(" ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 12))))
    for _ in range(chance.randrange(1, 8)):
        text[chance.randrange(len(text))] = chance.choice([*PARTS, "", "\x00", "\ud800"])
    return "".join(text)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    _bytes, _broken_utf8, _characters, _controls, _parts, _nested, _repeated, _patterns, _mutated,
)  # fmt: skip


def hostile(count: int, *, seed: int = 2015) -> Iterator[str]:
    """So many texts, of all kinds in turn."""
    chance = random.Random(seed)
    for number in range(count):
        yield KINDS[number % len(KINDS)](chance)
