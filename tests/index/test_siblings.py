"""The other printings of an article."""

from __future__ import annotations

import json
from pathlib import Path

from search import open_index

STORY = (
    "Jembatan gantung di Palu rusak diterjang banjir. Warga bergotong royong memasang karung pasir sejak Senin pagi. "
    "Dinas pekerjaan umum menjanjikan perbaikan dalam dua pekan. Biayanya ditaksir Rp 2,5 miliar. Kendaraan dialihkan "
    "lewat jalur lama sepanjang delapan kilometer."
)
RECORDS = [
    {"id": "kedua", "title": "Jembatan", "text": STORY, "source": "Warta", "date": "2019-09-13"},
    {"id": "pertama", "title": "Banjir", "text": STORY, "source": "Kabar", "date": "2019-09-12"},
    {"id": "ketiga", "title": "Palu", "text": STORY, "source": "Lintas"},
    {"id": "lain", "title": "Emas", "text": "Harga emas naik lagi hari ini.", "source": "Warta", "date": "2019-09-13"},
]


def test_copies_are_told_the_earliest_first_and_without_the_article_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([tmp_path / "a.jsonl"])
        found = [(copy.id, copy.source) for copy in index.copies("kedua")]
        assert found == [("pertama", "Kabar"), ("ketiga", "Lintas")]
        assert [copy.id for copy in index.copies("pertama")] == ["kedua", "ketiga"]
        assert index.copies("lain") == index.copies("none") == ()
