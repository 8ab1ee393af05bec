"""The line above an article that dates it: "Kompas.com - 10/09/2019, 21:48 WIB", "Diperbarui: Jumat, 27 Nov 2015"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.ingest.dates import whole
from search.ingest.outlets import OUTLET
from search.model import PartialDate, Precision

# A page header is the date and perhaps an outlet or a verb before it.
_HEADER = re.compile(
    r"(?:(?P<outlet>" + OUTLET + r")\s*[-–—|,]\s*)?"
    r"(?:(?:di)?(?:terbit|publikasi|publish|post|muat|tayang|update|perbarui|rilis)\w*(?:\s+(?:on|pada))?\s*:?\s*|tanggal\s*:\s*)?"
    r"(?P<date>\S.*)",
    re.IGNORECASE,
)
# No header line of the seeds has more than 25 characters; the longest forms ("Diperbarui pada Kamis, ...") have 60.
LONGEST_HEADER = 90


@dataclass(frozen=True, slots=True)
class Header:
    """A header's date, and the outlet where one stands beside it."""

    date: PartialDate
    outlet: str | None = None


def header(line: str) -> Header | None:
    """What a header line says; None for every other line.

    >>> found = header("Kompas.com - 10/09/2019, 21:48 WIB")
    >>> str(found.date), found.outlet, header("Gempa 10/09/2019 mengguncang Palu")
    ('2019-09-10', 'Kompas.com', None)
    """
    match = _HEADER.fullmatch(line) if len(line) <= LONGEST_HEADER else None
    date = whole(match["date"]) if match else None
    return Header(date, match["outlet"]) if match and date and date.precision is Precision.DAY else None
