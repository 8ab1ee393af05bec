"""Which two documents are copies: tests/copies/likeness.tsv has the cases, by what was done to one article."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from search.copies import sketch
from search.copies.dates import days
from search.copies.likeness import Table, are_copies
from search.copies.sketch import RECORD
from tests.conftest import cases
from tests.copies.articles import SERIES, composed, weather
from tests.copies.planting import sentences

CASES = cases("../copies/likeness.tsv", columns=5)
ARTICLE = composed(Random(3), sentences=20)[1]
LINES = sentences(ARTICLE)
OTHER = sentences(composed(Random(4), sentences=20)[1])
TEXTS = {
    "the article": ARTICLE,
    "another headline before it": f"Warga {LINES[0].lower()}\n\n{ARTICLE}",
    "its first half": " ".join(LINES[:10]),
    "its first sixth": " ".join(LINES[:3]),
    "half of another": " ".join(LINES[:10] + OTHER[:10]),
    "four sentences of another": " ".join(LINES[:16] + OTHER[:4]),
    "another": " ".join(OTHER),
    "one word more": f"{ARTICLE} Selesai.",
    "a forecast": weather(Random(1)),
    "the next forecast": weather(Random(2)),
}


def pair(one: tuple[str, int], two: tuple[str, int]) -> bool:
    """Judge two texts with the numbers of their dates, both ways."""
    spans = [days(number) for _, number in (one, two)]
    table = Table(
        np.frombuffer(b"".join(sketch(text) for text, _ in (one, two)), RECORD),
        np.array([span.first for span in spans], np.intc),
        np.array([span.last for span in spans], np.intc),
    )
    there, back = are_copies(table, np.array([0, 1]), np.array([1, 0]))
    assert there == back
    return bool(there)


@pytest.mark.parametrize(("first", "first_date", "second", "second_date", "expected"), CASES)
def test_copies_are_told_from_others(first: str, first_date: str, second: str, second_date: str, expected: str) -> None:
    found = pair((TEXTS[first], int(first_date)), (TEXTS[second], int(second_date)))
    assert found == (expected == "copies")


@pytest.mark.parametrize("kind", SERIES)
def test_two_of_a_series_are_not_copies(kind: str) -> None:
    random = Random(11)
    written = [SERIES[kind](random) for _ in range(8)]
    found = [pair((one, 0), (two, 0)) for at, one in enumerate(written) for two in written[:at]]
    assert len(found) == 28
    assert not any(found)
