"""Where a text says that two names are one: tests/mining/sightings.tsv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.mining import Cue, sightings
from tests.conftest import cases

CASES = cases("../mining/sightings.tsv", columns=3)
WORDS = (
    *("Komisi", "Pemberantasan", "Korupsi", "(KPK)", "KPK", "ISIS", "alias", "atau", "NIIS", "(", ")", "/", ",", "\n"),
    *("(bahasa Arab untuk ISIS)", "singkatan dari", "yang akrab disapa", "“Daesh”", "IS/ISIS", "dan", "Gus", "Dur"),
    *(". ", '"KPK"', "“NIIS”", '"Gus Dur"', "'"),
)


@pytest.mark.parametrize(("text", "sighted", "why"), CASES, ids=[row[0] for row in CASES])
def test_a_text_says(text: str, sighted: str, why: str) -> None:
    found = [f"{' = '.join(one.names)} ({one.cue.value})" for one in sightings(text)]
    assert found == [part for part in sighted.split(" ; ") if part], why


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_names_are_printed_where_the_sighting_says(text: str) -> None:
    found = list(sightings(text))
    assert found == list(sightings(text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        printed = text[one.start : one.end]
        for name in one.names:
            assert all(word in printed for word in name.split()), (name, printed)


def test_every_cue_has_a_case() -> None:
    assert all(any(f"({cue.value})" in row[1] for row in CASES) for cue in Cue)


def test_a_long_text_without_sense_is_read_in_time_that_grows_with_it() -> None:
    assert not list(sightings("KPK (" * 20_000 + "a/" * 20_000 + "alias " * 20_000))
