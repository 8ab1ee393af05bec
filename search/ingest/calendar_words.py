"""Names of months and weekdays as Indonesian and English papers print them.

Spellings: Kamus Besar Bahasa Indonesia; "Nopember", "Pebruari" and their short forms from before 1972 are still in use.
"""

from __future__ import annotations

from collections.abc import Mapping

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agust agu ags agt aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_WEEKDAY_NAMES = (
    "senin sen monday mon",
    "selasa sel tuesday tue",
    "rabu rab wednesday wed",
    "kamis kam thursday thu",
    "jumat jum'at jum’at jum‘at jum`at jum friday fri",
    "sabtu sab saturday sat",
    "minggu ahad min sunday sun",
)

# in lower case -> 1 to 12
MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
# in lower case -> 0 (Monday) to 6, as datetime.date.weekday
WEEKDAYS: Mapping[str, int] = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
