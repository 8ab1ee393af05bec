"""Every operator of the query language with examples to try: the help page is made of this table, and a test runs it.

The codes name the sentences that say what each does.
"""

from __future__ import annotations

from collections.abc import Mapping

# Area of the page -> code of an operator -> examples. They ask the seeds, but for the values that only larger archives
# have.
OPERATORS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "operators-words": {
        "operator-words": ("koalisi Rusia",),
        "operator-phrase": ('"koalisi besar"', '"perang * teror"'),
        "operator-exact": ("=serangan", '="ANTARA News"'),
        "operator-pattern": ("koalis*", "Per?ncis"),
        "operator-fuzzy": ("Holande~", "Holande~1"),
        "operator-near": ('"serangan teror"~5', "serangan DEKAT/5 teror", "serangan NEAR teror"),
        "operator-boost": ("Rusia^3 koalisi",),
        "operator-everything": ("*",),
    },
    "operators-joined": {
        "operator-required": ("+koalisi +Rusia",),
        "operator-excluded": ("koalisi -Turki", "koalisi TANPA Turki", "koalisi BUKAN Turki", "koalisi NOT Turki"),
        "operator-and": ("Sinai DAN Obama", "Sinai AND Obama"),
        "operator-or": ("Turki ATAU Obama", "Turki OR Obama"),
        "operator-brackets": ("(Sinai OR Obama) AND (Rusia OR Turki)",),
    },
    "operators-fields": {
        "operator-title": ("judul:koalisi", "title:koalisi"),
        "operator-body": ("isi:Rusia", "body:Rusia"),
        "operator-source": ("sumber:antara", 'source:="ANTARA News"'),
        "operator-author": ("penulis:budi", "author:budi"),
        "operator-place": ("tempat:Moskow", "place:Paris"),
        "operator-section": ("rubrik:ekonomi", "jenis:opini", "section:ekonomi"),
        "operator-language": ("bahasa:indonesia", "lang:id", "language:indonesian"),
        "operator-copies": ("salinan:tidak", "copies:no"),
        "operator-id": ("id:003_35e67127c36b5ce3.txt",),
    },
    "operators-dates": {
        "operator-date": ("tanggal:2015", "date:2015-11", "tanggal:27/11/2015", 'tanggal:"27 November 2015"'),
        "operator-range": ("tanggal:2015-11-13..2015-11-30", "tanggal:2015..", "date:..2015"),
        "operator-since": ("sejak:2015-11", "since:2015"),
        "operator-until": ("sampai:2015-12", "until:2016"),
        "operator-before": ("sebelum:2016", "before:2016"),
        "operator-after": ("sesudah:2014-06-30", "after:2014"),
        "operator-about": ("tanggal:~2015-11",),
    },
}
# What the examples look for and five articles of the seeds cannot have.
IN_LARGER_ARCHIVES = ("operator-author", "operator-section")
