"""Random articles and random typed queries for them: every operator of the query language, in any mixture."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from search.engines.base import Engine
from search.engines.entry import Entry
from search.model import UNDATED, Document, PartialDate
from search.query.bound import BoundQuery
from search.query.concepts import bound
from search.query.expanding import expander
from search.query.parser import parsed
from search.query.rewriting import rewritten
from tests.engines.samples import ALIASES, MAKING

TODAY = date(2015, 11, 27)
WORDS = (
    *("banjir", "gempa", "beras", "harga", "naik", "turun", "kota", "sungai", "warga", "menteri", "presiden", "partai"),
    *("koalisi", "koalisinya", "kolusi", "korupsi", "serangan", "menyerang", "penyerang", "teror", "antiteror"),
    *("perang", "memerangi", "Prancis", "ISIS", "NIIS", "DPR", "KPK", "Jakarta", "di", "dan", "Su-24", "2015"),
)
OUTLETS = ("Kabar Pagi", "Kabar Sore", "Warta Pagi", 'Warta "Minggu"')
PLACES, SECTIONS, LANGUAGES = ("Jakarta", "Bekasi", "Kota Baru"), ("Ekonomi", "Politik"), ("id", "id", "id", "en")
PATTERNS = ("koalis*", "ko*si", "kol?si", "men*", "pe*g", "serang*", "20*", "zebra*", "ser?ng*n")
MISSPELT = ("kolisi~", "koalsi~1", "gemba~", "seranagn~", "Parncis~", "banijr~1", "terro~")
VALUES = ("sumber:kabar", 'sumber:="Kabar Pagi"', "sumber:(kabar OR minggu)", "sumber:war*")
QUOTED = 'sumber:="Warta ""Minggu"""'
MORE_VALUES = (QUOTED, "tempat:jakarta", "tempat:kota", "rubrik:ekonomi", "bahasa:en", "salinan:ya", "id:d7")
DATES = ("2015", "2015-11", "2014..2015-02", "~2015-11", "2015-02-13", '"bulan ini"', '"tahun lalu"', "..2014", "x")


def random_article(chance: random.Random, document_id: str) -> Entry:
    """A short article with some of what can be known of one, now and then a copy."""
    title, body = (" ".join(chance.choices(WORDS, k=chance.randrange(1, most))) for most in (5, 25))
    day = PartialDate(chance.choice([2014, 2015]), chance.choice([None, 2, 11]))
    day = replace(day, day=chance.choice([None, 1, 13, 27])) if day.month else day
    document = Document(
        document_id,
        title,
        body,
        source=chance.choice([None, *OUTLETS]),
        places=tuple(chance.sample(PLACES, chance.randrange(3))),
        section=chance.choice([None, *SECTIONS]),
        published=chance.choice([UNDATED, day, day, day]),
        language=chance.choice(LANGUAGES),
    )
    return MAKING.entry(document, chance.choice(["", "", "", "x", "y"]))


def random_typed(chance: random.Random, depth: int = 3) -> str:
    """A query as somebody may type it, with brackets so many deep at most."""
    units = [_unit(chance, depth) for _ in range(chance.randrange(1, 4))]
    joints = (chance.choice([" ", " ", " AND ", " ATAU ", " DEKAT/3 "]) for _ in units)
    return "".join(part for pair in zip(units, joints, strict=True) for part in pair).strip()


def _unit(chance: random.Random, depth: int) -> str:
    sign, weight = chance.choice(["", "", "", "+", "-", "TANPA "]), chance.choice(["", "", "", "^2", "^0.5"])
    field = chance.choice(["", "", "", "judul:", "isi:"])
    if depth and chance.random() < 0.35:
        return f"{sign}{field}({random_typed(chance, depth - 1)}){weight}"
    leaf = chance.choice(LEAVES)(chance)
    return f"{sign}{leaf}" if ":" in leaf or leaf == "*" else f"{sign}{field}{leaf}{weight}"


def _words(chance: random.Random, joint: str = " ") -> str:
    return joint.join(chance.choices(WORDS, k=chance.randrange(2, 4)))


LEAVES: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: chance.choice(WORDS),
    lambda chance: chance.choice(WORDS),
    lambda chance: f'"{_words(chance)}"',
    lambda chance: f'"{_words(chance, " * ")}"',
    lambda chance: f'"{_words(chance)}"~{chance.randrange(8)}',
    lambda chance: f"={chance.choice(WORDS)}",
    lambda chance: chance.choice(PATTERNS),
    lambda chance: chance.choice(MISSPELT),
    lambda chance: chance.choice((*VALUES, *MORE_VALUES)),
    lambda chance: f"{chance.choice(['tanggal', 'sejak', 'sampai', 'sebelum', 'sesudah'])}:{chance.choice(DATES)}",
    lambda chance: "*",
)


def compiled(text: str, engine: Engine) -> BoundQuery:
    """The typed query for an engine, its patterns looked up in the engine's own words."""
    expand = expander(engine.vocabulary)
    return bound(rewritten(parsed(text).query, ALIASES, ("en",), expand=expand, today=TODAY).wanted)
