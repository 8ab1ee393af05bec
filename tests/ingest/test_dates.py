"""Dates in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.ingest.dates import from_json, in_path, mentions, whole
from search.model import Json
from tests.conftest import cases


@pytest.mark.parametrize(("text", "dates", "why"), cases("dates.tsv", columns=3))
def test_a_sentence_gives_the_dates_that_it_prints(text: str, dates: str, why: str) -> None:
    found = [f"{mention.date}{'!' if mention.has_wrong_weekday else ''}" for mention in mentions(text)]
    assert found == dates.split(), why


@pytest.mark.parametrize(("text", "date", "why"), cases("dates-alone.tsv", columns=3))
def test_a_text_that_is_a_date_gives_it_as_far_as_printed(text: str, date: str, why: str) -> None:
    assert str(whole(text) or "") == date, why


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2015-11-27", "2015-11-27"),
        ("  27 November 2015 ", "2015-11-27"),
        (2015, "2015"),
        (20151127, "2015-11-27"),
        (1448582400, "2015-11-27"),
        (1448557200, "2015-11-27"),  # 00:00 in Jakarta, the evening before in Greenwich
        (1448582400.0, "2015-11-27"),
        (1448582400000, "2015-11-27"),
        ("1448582400", "2015-11-27"),
        (7, ""),
        (True, ""),
        (None, ""),
        (["2015-11-27"], ""),
        (float("nan"), ""),
        (10**400, ""),
        (float("inf"), ""),
    ],
)
def test_a_record_may_write_its_date_in_many_ways(value: Json, date: str) -> None:
    assert str(from_json(value) or "") == date


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("https://regional.kompas.com/read/2019/09/10/21485171/adik-wali-kota", "2019-09-10"),
        ("2015-11-27-putin.txt", "2015-11-27"),
        ("arsip/2015/11/27/putin.txt", "2015-11-27"),
        ("arsip/20151127_putin.txt", "2015-11-27"),
        ("000_964806dd6a75307d.txt", ""),
        ("https://detik.com/d-20151127123", ""),
        ("https://detik.com/2015/13/27", ""),
    ],
)
def test_a_path_gives_its_date(path: str, date: str) -> None:
    assert str(in_path(path) or "") == date


@given(some.text(alphabet="0123456789/-. ,(Jumat'KamisNovember"))
def test_a_mention_is_a_part_of_the_text(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.date.printed in text[mention.start : mention.end]
        end = mention.end
