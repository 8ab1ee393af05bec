"""How reports open."""

from __future__ import annotations

import pytest

from search.ingest.dateline import dateline
from tests.conftest import cases


@pytest.mark.parametrize(("text", "places", "outlet", "date", "report", "why"), cases("datelines.tsv", columns=6))
def test_a_dateline_names_place_and_outlet(
    text: str, places: str, outlet: str, date: str, report: str, why: str
) -> None:
    found = dateline(text)
    if not report:
        assert found is None, why
        return
    assert found is not None, why
    assert ("/".join(found.places), found.outlet or "", str(found.date)) == (places, outlet, date), why
    assert text[found.end :].lstrip().startswith(report), why
