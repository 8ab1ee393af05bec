"""A small archive for tests of suggestions, written for them, in the engine that judges the others."""

from __future__ import annotations

from collections.abc import Iterable

from search.aliases import AliasTable, alias_table, rules_of
from search.bulk.columns import Bulk
from search.index.making import Making
from search.model import Document
from tests.engines.oracle import Oracle

ALIASES: AliasTable = alias_table(
    [
        rules_of(
            "ISIS, NIIS, Daesh\nBMKG, Badan Meteorologi Klimatologi dan Geofisika\nPrancis, Perancis", "aliases.txt"
        ),
    ]
)

TEXTS = (
    (
        "Gempa Bumi Guncang Maluku",
        "Gempa bumi mengguncang Maluku pada Jumat pagi. Menurut BMKG, gempa itu tidak berpotensi tsunami. Warga di "
        "Ambon sempat keluar rumah. Getaran terasa sampai Pulau Seram.",
    ),
    (
        "Gempa Bumi di Laut Banda Terasa sampai Ambon",
        "Warga di Ambon dan Pulau Seram merasakan gempa bumi dari Laut Banda. Petugas BMKG mencatat getaran lemah, dan "
        "tsunami tidak terjadi.",
    ),
    (
        "BMKG Pasang Alat Peringatan Tsunami",
        "Alat peringatan tsunami dipasang oleh BMKG di Pulau Seram. Alat itu mencatat gempa dan ombak di Laut Banda.",
    ),
    (
        "Pameran Lukisan Raden Saleh Dibuka",
        "Karya Raden Saleh dipamerkan di Museum Nasional. Pengunjung datang dari Jakarta dan Bandung. Karya pelukis "
        "itu pernah dipamerkan di Prancis.",
    ),
    (
        "Museum Nasional Buka sampai Malam",
        "Mulai pekan ini pengunjung Museum Nasional di Jakarta dapat melihat lukisan Raden Saleh sampai malam.",
    ),
    (
        "Rumah Sukarno di Ende Dipugar",
        "Rumah pengasingan Sukarno di Ende dipugar. Pemerintah kota ingin pengunjung mengenal sejarah kemerdekaan, dan "
        "rumah itu menjadi museum.",
    ),
    (
        "Harga Beras Naik Menjelang Panen",
        "Harga beras naik di pasar Jakarta. Pedagang berharap harga beras turun setelah panen di Jawa Tengah.",
    ),
    (
        "Harga Beras Turun di Jawa Tengah",
        "Panen membuat harga beras turun di Jawa Tengah. Petani berharap pemerintah membeli gabah.",
    ),
    (
        "Koalisi Rusia Menyerang ISIS",
        "Pesawat koalisi menyerang posisi ISIS di Suriah. Rusia dan Prancis membahas serangan itu, juga nasib kota "
        "yang dikuasai NIIS.",
    ),
    (
        "Su-24 Ditembak Jatuh",
        "Pesawat Su-24 ditembak jatuh di perbatasan Suriah. Rusia menuntut penjelasan, dan Prancis mengajak berunding.",
    ),
)


def document(number: int, title: str, body: str) -> Document:
    """An article without anything around it."""
    return Document(f"artikel-{number}", title, body, language="id", digest=f"{number:04x}")


DOCUMENTS = tuple(document(number, title, body) for number, (title, body) in enumerate(TEXTS))


def engine_of(documents: Iterable[Document]) -> Oracle:
    """An engine that holds these documents."""
    engine, making = Oracle(), Making(Bulk(ALIASES))
    writer = engine.writer()
    for one in documents:
        writer.put(making.entry(one))
    writer.commit()
    return engine
