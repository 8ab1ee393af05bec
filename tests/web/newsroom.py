"""An archive of invented reports for the pages: four outlets, four years, copies, misprints; nobody in them is real."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

OUTLETS = ("Warta Pesisir", "Kabar Utara", "Harian Bukit", "Lintas Kota")
TOWNS = ("Palu", "Padang", "Semarang", "Ambon", "Kupang", "Medan", "Manado")  # one more than a facet shows
# What happened, what was damaged, what is done: a sentence for each.
EVENTS = (
    (
        "Banjir Rendam Pasar {town}",
        "Banjir setinggi satu meter merendam pasar induk {town} setelah hujan turun sejak dini hari.",
        "Ratusan pedagang memindahkan barang dagangan ke lantai dua, sementara petugas membersihkan saluran air.",
    ),
    (
        "Gempa Mengguncang {town}, Jembatan Ditutup",
        "Gempa bumi mengguncang {town} pada malam hari dan meretakkan tiang jembatan gantung di hulu sungai.",
        "Dinas pekerjaan umum menutup jembatan itu dan mengalihkan kendaraan lewat jalur lama.",
    ),
    (
        "Harga Beras di {town} Naik Lagi",
        "Harga beras di {town} naik untuk pekan ketiga karena panen di daerah pemasok mundur.",
        "Pedagang meminta operasi pasar, dan gudang pemerintah berjanji menyerahkan cadangan beras.",
    ),
    (
        "Nelayan {town} Menyerahkan Jaring Lama",
        "Puluhan nelayan {town} menyerahkan jaring lama mereka untuk ditukar dengan jaring yang ramah lingkungan.",
        "Penyerahan itu disaksikan warga pesisir; serangan hama di tambak juga dibahas dalam pertemuan.",
    ),
)


def articles() -> list[dict[str, str]]:
    """The records, the earliest first; every fifth is printed once more by another outlet, a sentence shorter."""
    found = []
    for number, (town, (title, first, second)) in enumerate(product(TOWNS, EVENTS)):
        year, month, day = 2013 + number * 3 // 2 % 4, 1 + number * 5 % 12, 1 + number * 7 % 28
        body = (
            f"{first.format(town=town)} {second} Warga di kelurahan nomor {number + 11} bergotong royong sejak Senin "
            f"pagi. Kerugian ditaksir Rp {number + 2},5 miliar.\n\nPosko di {town} tetap dibuka selama {number + 3} "
            "hari, dan sekolah di sekitarnya belajar dari rumah. Perbaikan dimulai pekan depan."
        )
        record = {
            "id": f"berita/{number:02d}",
            "title": title.format(town=town),
            "text": body,
            "source": OUTLETS[(number + number // 4) % 4],
            "date": f"{year}-{month:02d}-{day:02d}",
            "place": town,
            "section": "Ekonomi" if "Harga" in title else "Daerah",
            "url": f"https://contoh.example/berita/{number:02d}",
        }
        found.append(record)
        if number % 5 == 0:
            shorter = body.removesuffix(" Perbaikan dimulai pekan depan.")
            other = {"id": f"salinan/{number:02d}", "source": OUTLETS[(number + 2) % 4], "url": "", "text": shorter}
            found.append(record | other | {"title": f"{record['title']}, Warga Bersiap"})
    return found


def write(path: Path) -> None:
    """Write the records as a file that `search index add` reads."""
    path.write_text("".join(json.dumps(record) + "\n" for record in articles()), encoding="utf-8")
