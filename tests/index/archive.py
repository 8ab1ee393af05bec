"""An archive of 300 made-up documents: outlets, places, authors, dates known well, partly or not at all, and copies."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from search.model import Json

# Among them values that differ in case, hold marks of the query language, or a part of another one.
SOURCES = ("ANTARA", "Antara", "ANTARA News", 'Harian "Kota"', "suara-desa.example", "Kabar (Pagi) AND Sore", None)
PLACES = ("Jakarta", "Jakarta Timur", "Palu", "Banda Aceh", "Kab. Bandung")
AUTHORS = ("Redaksi", "Redaksi Daerah", "R.N. Sari-Dewi", None)
SECTIONS = ("Ekonomi", "ekonomi", "Olah Raga", None)
DATES = ("2014", "2015", "2015-02", "2015-11", "2015-11-13", "2015-11-27", "2016-01-01", None, None)
LANGUAGES = ("id", "id", "id", "en")
WORDS = (
    *("gempa", "banjir", "koalisi", "serangan", "pemerintah", "menteri", "harga", "beras", "kapal", "pelabuhan"),
    *("Rusia", "Prancis", "Perancis", "ISIS", "NIIS", "warga", "kota", "membangun", "pembangunan", "jalan"),
    *("memerangi", "perang", "sungai", "hujan", "panen", "petani", "dan", "di", "yang"),
)
SIZE, COPIED = 300, 40


def archive(seed: int = 2015) -> Iterator[dict[str, Json]]:
    """The documents as records; the last ones are copies of the first, elsewhere and some days later."""
    chance = Random(seed)
    longer = [_record(chance, number, chance.randrange(40, 90)) for number in range(COPIED)]
    yield from longer
    yield from (_record(chance, number, chance.randrange(3, 25)) for number in range(COPIED, SIZE - COPIED))
    for number, original in enumerate(longer):
        other = _record(chance, SIZE - COPIED + number, 1)
        yield {**other, "text": original["text"], "lang": original["lang"], "date": original.get("date")}


def _record(chance: Random, number: int, words: int) -> dict[str, Json]:
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    made = {
        "id": f"d{number:03}",
        "title": " ".join(chance.choice(WORDS) for _ in range(4)),
        "text": f"{text.capitalize()}.",
        "source": chance.choice(SOURCES),
        "place": chance.choice(PLACES),
        "author": chance.choice(AUTHORS),
        "section": chance.choice(SECTIONS),
        "date": chance.choice(DATES),
        "lang": chance.choice(LANGUAGES),
    }
    return {name: value for name, value in made.items() if value}
