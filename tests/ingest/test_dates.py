"""Dates in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.ingest.dates import from_json, in_path, mentions, month_in_path, whole
from search.ingest.days import days
from search.ingest.published import Places, published
from search.model import UNDATED, Json, PartialDate
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
        ("2015-11-26T22:00:00Z", "2015-11-27"),  # five in the morning in Jakarta
        ("2015-11-26T16:59:59+00:00", "2015-11-26"),
        ("Thu, 31 Dec 2015 17:00:00 GMT", "2016-01-01"),
        ("2015-11-26T22:00:00-05:00", "2015-11-26"),  # printed in New York, with its day
        ("2015-11-26T22:00:00+07:00", "2015-11-26"),
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


def test_the_table_is_large_and_a_third_of_it_are_traps() -> None:
    rows = cases("dates.tsv", columns=3)
    assert len(rows) >= 120
    assert sum(not dates for _, dates, _ in rows) * 3 >= len(rows)


@pytest.mark.parametrize(
    ("path", "month"),
    [
        ("https://a.id/2015/11/putin-siap", "2015-11"),
        ("https://a.id/bisnis/2016/02/beras/", "2016-02"),
        ("https://a.id/2015/11/27/putin", ""),  # a day: in_path reads it
        ("https://a.id/2015/13/putin", ""),
        ("https://a.id/no-2015/11/putin", ""),
        ("https://a.id/12015/11/putin", ""),
    ],
)
def test_an_address_may_name_the_month_only(path: str, month: str) -> None:
    assert str(month_in_path(path) or "") == month


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kamis (26/11)", ["3 26/11"]),
        ("Jumat, 27 November", ["4 27/11"]),
        ("Jum'at (27/11) pagi", ["4 27/11"]),
        ("Senin tanggal 5 Agt.", ["0 5/8"]),
        ("Minggu 1 - 2", ["6 1/2"]),  # a dash for a slash
        ("Kamis (26/11/2015)", []),  # has its year
        ("Kamis, 26 November 2015", []),
        ("Kamis (31/11)", []),
        ("Kamis (26/13)", []),
        ("Kamis 26/11,5", []),
        ("17 Agustus", []),  # no weekday: a feast, a plan, history
        ("skor 3/4", []),
    ],
)
def test_a_day_without_its_year_counts_beside_its_weekday(text: str, found: list[str]) -> None:
    assert [f"{day.weekday} {day.day}/{day.month}" for day in days(text)] == found


BODY = ("Putin tiba Kamis (26/11) dan pulang Jumat (27/11).",)


@pytest.mark.parametrize(
    ("places", "date", "origin"),
    [
        (Places(paragraphs=BODY), "", ""),  # no year anywhere in the document
        (Places(paragraphs=BODY, year=2015), "2015-11-27", "body, year of the copyright line"),
        (Places(paragraphs=BODY, year=2016), "2016", "copyright line"),  # other weekdays in that year
        (Places(paragraphs=BODY, url="https://a.id/2015/11/putin"), "2015-11-27", "body, year of the url"),
        (Places(paragraphs=BODY, url="https://a.id/2015/12/putin"), "2015-12", "url"),  # another month
        (Places(given=PartialDate(2015, origin="record"), paragraphs=BODY), "2015-11-27", "body, year of the record"),
        (Places(given=PartialDate(2015, 11, origin="record"), url="https://a.id/2015/11/27/x"), "2015-11-27", "url"),
        (Places(given=PartialDate(2014, origin="record"), url="https://a.id/2015/11/27/x"), "2014", "record"),
        (Places(header=PartialDate(2015, 11, 27, printed="Senin, 27 November 2015"), file="2015/11/28/x.txt"),
         "2015-11-28", "file"),
        (Places(header=PartialDate(2015, 11, 27, printed="Senin, 27 November 2015")),
         "2015-11-27", "page header, the weekday is of another day"),
    ],
)  # fmt: skip
def test_a_year_comes_from_the_same_document_or_not_at_all(places: Places, date: str, origin: str) -> None:
    found = published(places)
    assert (str(found), found.origin) == (date, origin)
    assert found.year is not None or found is UNDATED
