"""What is told of files that are cut, damaged, locked, too large or meant to do harm; and that the rest is read."""

from __future__ import annotations

import gc
import gzip
import json
import re
import sys
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest

from search.errors import InputError
from search.ingest import Reading, Record, document, reading, records, size_bytes
from search.ingest.markup.page import PAGE_LIMIT_BYTES
from search.ingest.packing import ALWAYS_ALLOWED_BYTES, RATIO_LIMIT
from search.ingest.record import ARTICLE_LIMIT_BYTES
from search.model import Problem
from tests.ingest.conversion import (
    MANY,
    PACKED,
    Fields,
    as_csv,
    as_html,
    as_json,
    as_jsonl,
    as_zip,
    http_response,
    warc_record,
)

SENTENCE = "Gempa mengguncang pesisir selatan dan dirasakan di empat kabupaten, kata petugas di pos pemantauan. "


def read(*paths: Path, settings: Reading | None = None) -> tuple[list[Record], list[Problem]]:
    items = list(records(paths, reading=settings))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Problem)]


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def articles(count: int, *, random_bytes: int = 300) -> list[Fields]:
    """Articles that do not pack well, as real ones do not."""
    words = Random(5)
    return [
        {
            "id": f"a{number}",
            "title": f"Berita {number}",
            "text": SENTENCE + words.randbytes(random_bytes).hex(),
            "date": "2024-08-05",
            "source": "contoh",
            "url": f"https://contoh.id/{number}",
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("packing", [".gz", ".zst"])
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".rss", ".warc"])
def test_of_a_cut_packed_file_all_before_the_cut_is_read(tmp_path: Path, suffix: str, packing: str) -> None:
    name = f"a{suffix}"
    content = PACKED[packing](name, MANY[suffix](articles(1000)))
    found, problems = read(written(tmp_path / f"{name}{packing}", content[: len(content) // 2]))
    assert 200 < len(found) < 800
    assert [problem.reason for problem in problems if "ends too early" in problem.reason]
    assert len(problems) == 1


def test_of_a_zip_without_its_end_all_before_the_cut_is_read(tmp_path: Path) -> None:
    """The list of members stands at the end and is lost; some tools write the sizes behind each member, too."""
    texts = [(f"{number}.txt", SENTENCE.encode() * 20) for number in range(9)]
    content = as_zip(texts)
    found, problems = read(written(tmp_path / "a.zip", content[: content.index(b"8.txt") + 20]))
    assert [record.id for record in found] == [f"a.zip/{number}.txt" for number in range(8)]
    assert [problem.reason.split(":")[0] for problem in problems] == ["the compressed file ends too early"]


def test_a_zip_whose_sizes_follow_is_read_from_the_front(tmp_path: Path) -> None:
    class Pipe:
        """What cannot be sought in: zipfile then writes the sizes behind each member."""

        def __init__(self) -> None:
            self.content = b""

        def write(self, content: bytes) -> int:
            self.content += content
            return len(content)

        def flush(self) -> None:
            return

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # a writer is enough
        for number in range(3):
            archive.writestr(f"{number}.txt", f"{SENTENCE}{number}" * 50)
    found, problems = read(written(tmp_path / "a.zip", pipe.content[: pipe.content.index(b"PK\x01\x02")]))
    assert [record.id for record in found] == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt"]
    assert len(problems) == 1


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".rss", ".warc"])
def test_of_a_cut_file_all_before_the_cut_is_read_and_the_cut_is_told_once(tmp_path: Path, suffix: str) -> None:
    content = MANY[suffix](articles(50))
    found, problems = read(written(tmp_path / f"a{suffix}", content[: len(content) * 2 // 3]))
    assert 25 < len(found) < 45
    assert len(problems) == 1, problems


def test_a_page_of_20_megabytes_is_told_and_costs_nothing(tmp_path: Path) -> None:
    written(tmp_path / "a.html", "<html><body>" + f"<p>{SENTENCE}</p>" * (20 * 1024**2 // len(SENTENCE)))
    written(tmp_path / "b.html", as_html(articles(1)[0]))
    found, problems = read(tmp_path)
    assert [record.id for record in found] == ["b.html"]
    assert [problem.reason for problem in problems] == ["is longer than 8 MiB, the limit for one page: not read."]


def test_a_page_of_too_many_elements_is_told(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path / "a.html", "<html><body>" + "<p>x</p>" * 30_000))
    assert [problem.reason for problem in problems] == ["has more than 20,000 elements, as no article does: not read."]


@pytest.mark.parametrize("packing", PACKED)
def test_a_bomb_is_refused(tmp_path: Path, packing: str) -> None:
    content = PACKED[packing]("a.jsonl", b" " * (ALWAYS_ALLOWED_BYTES + 1024**2))
    assert len(content) < ALWAYS_ALLOWED_BYTES / RATIO_LIMIT
    written(tmp_path / f"a.jsonl{packing}", content)
    found, problems = read(tmp_path)
    assert not found
    assert [problem.reason for problem in problems] == [
        "unpacks to more than 200 times its size, as no text does: not read on. Unpack it yourself."
    ]


def test_many_small_bombs_in_one_zip_are_refused_as_one(tmp_path: Path) -> None:
    members = [(f"{number:02}.jsonl", b" " * 8 * 1024**2) for number in range(20)]
    _, problems = read(written(tmp_path / "a.zip", as_zip(members)))
    assert len([problem for problem in problems if "200 times" in problem.reason]) == 1


def test_a_locked_member_of_a_zip_is_told(tmp_path: Path) -> None:
    content = bytearray(as_zip([("a.txt", SENTENCE.encode()), ("b.txt", SENTENCE.encode())]))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the first member's flag in the list: it is encrypted
    content[6] |= 1
    found, problems = read(written(tmp_path / "a.zip", bytes(content)))
    assert [record.id for record in found] == ["a.zip/b.txt"]
    assert [problem.reason for problem in problems] == ["is locked with a password: not read."]


def test_a_damaged_member_of_a_zip_costs_only_itself(tmp_path: Path) -> None:
    content = bytearray(as_zip([(name, SENTENCE.encode() * 9) for name in ("a.txt", "b.txt", "c.txt")]))
    content[content.index(b"b.txt") + 12] ^= 0xFF
    found, problems = read(written(tmp_path / "a.zip", bytes(content)))
    assert [record.id for record in found] == ["a.zip/a.txt", "a.zip/c.txt"]
    assert len(problems) == 1


def test_a_zip_in_a_packing_is_told(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path / "a.zip.gz", gzip.compress(as_zip([("a.txt", b"x")]))))
    assert ["unpack it first" in problem.reason for problem in problems] == [True]


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.html", "trafilatura", "html"),
        ("a.html", "lxml.html", "html"),
        ("a.rss", "feedparser", "feeds"),
        ("a.warc", "warcio.archiveiterator", "warc"),
        ("a.pdf", "pypdf", "pdf"),
    ],
)
def test_a_missing_library_is_told_once_with_its_command(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = MANY.get(Path(name).suffix, as_page)(articles(1))
    for number in range(3):
        written(tmp_path / f"{number}{name}", content)
    written(tmp_path / "z.txt", SENTENCE)
    monkeypatch.setitem(sys.modules, module, None)
    found, problems = read(tmp_path)
    assert [record.id for record in found] == ["z.txt"]
    command = f'Install it: pip install "telusur[{extra}]"'
    assert [problem.reason for problem in problems] == [
        f"needs an extra that is not installed. {command} (2 more files of this archive do.)"
    ]


def as_page(records: list[Fields]) -> bytes:
    return as_html(records[0])


def test_a_named_file_is_read_by_the_format_that_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "ekspor.dat", as_csv(articles(2)))
    assert len(read(path, settings=Reading("csv"))[0]) == 2
    with pytest.raises(InputError, match="no such format"):
        records([path], reading=Reading("xls"))


def test_standard_input_needs_a_format_and_has_no_size(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--format jsonl"):
        records([Path("-")])
    with reading(Reading("jsonl")):
        assert size_bytes([Path("-")]) == 0


@pytest.mark.parametrize("is_packed", [False, True])
def test_standard_input_is_read_packed_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_packed: bool) -> None:
    content = as_jsonl(articles(3))
    path = written(tmp_path / "in", gzip.compress(content) if is_packed else content)
    with path.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        found, problems = read(Path("-"), settings=Reading("jsonl"))
    assert [(record.id, record.file) for record in found] == [("a0", ""), ("a1", ""), ("a2", "")]
    assert not problems


def test_a_map_names_the_columns_of_tables_and_the_keys_of_records(tmp_path: Path) -> None:
    settings = Reading(mapping={"body": "Naskah", "judul": "kepala", "date": "hari"})
    article = {"id": "1", "kepala": "Gempa", "Naskah": SENTENCE, "hari": "5 Agustus 2024", "text": "bukan ini"}
    for suffix, converted in ((".csv", as_csv), (".jsonl", as_jsonl), (".json", as_json)):
        found, problems = read(written(tmp_path / f"a{suffix}", converted([article])), settings=settings)
        made = document(found[0])
        assert not problems
        assert (made.title, made.body, str(made.published)) == ("Gempa", SENTENCE.strip(), "2024-08-05")


def test_a_map_of_a_missing_column_or_an_unknown_field_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "judul,isi\nGempa,di Palu\n")
    _, problems = read(path, settings=Reading(mapping={"body": "naskah"}))
    assert [problem.reason for problem in problems] == ['has no column "naskah". Its columns are: judul, isi.']
    with pytest.raises(ValueError, match="is no field"):
        Reading(mapping={"warna": "x"})


def test_half_a_character_in_a_line_is_told_once_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = ['{"id": "1", "text": "satu"}', '{"id": "2", "text": "dua \\udc00"}', '{"id": "3", "text": "tiga"}']
    found, problems = read(written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [record.id for record in found] == ["1", "2", "3"]
    assert [problem.line for problem in problems] == [2]


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    rows = [f'{number},Judul {number},"Isi {number}, dengan koma"' for number in range(1, 100)]
    rows[40] = '41,Judul 41,"Isi 41 tanpa penutup'
    found, problems = read(written(tmp_path / "a.csv", "id,judul,isi\n" + "\n".join(rows) + "\n"))
    assert len(found) == 98
    assert [problem.line for problem in problems] == [42]


def test_an_article_longer_than_the_limit_is_told_in_every_format(tmp_path: Path) -> None:
    small, large = articles(2), [dict(articles(1)[0]) | {"text": "kata " * (ARTICLE_LIMIT_BYTES // 4)}]
    for suffix in (".jsonl", ".json", ".csv", ".rss"):
        path = written(tmp_path / f"a{suffix}", MANY[suffix]([small[0], *large, small[1]]))
        found, problems = read(path)
        assert [record.id for record in found] == ["a0", "a1"], suffix
        assert problems, suffix


def test_a_crawl_is_read_with_the_encoding_that_the_server_said(tmp_path: Path) -> None:
    page = "<html><head><title>Кризис</title></head><body><p>" + "Москва готова сотрудничать с Парижем. " * 5 + "</p>"
    response = http_response(page.encode("koi8-r"), kind="text/html; charset=koi8-r")
    found, _ = read(written(tmp_path / "a.warc", warc_record("response", "https://a.ru/1", response)))
    assert found[0].fields["headline"] == "Кризис"


def test_a_crawl_that_is_cut_within_a_picture_is_told_too(tmp_path: Path) -> None:
    picture = warc_record("response", "https://a.id/p", http_response(b"PNG" * 99, kind="image/png"))
    found, problems = read(written(tmp_path / "a.warc", MANY[".warc"](articles(2)) + picture[:-50]))
    assert len(found) == 2
    assert [problem.reason for problem in problems] == ["ends too early: fetch it again. Pages read before that: 2."]


def test_a_crawl_that_is_cut_anywhere_is_told_once(tmp_path: Path) -> None:
    """Within the head of a record too, whose length is not known then, or who sends the page."""
    whole = MANY[".warc"](articles(2, random_bytes=20))
    second = whole.index(b"WARC/1.0", 1)
    end = whole.rindex(b"</html>") + len(b"</html>")
    for cut in (*range(second + 1, second + 270, 7), *range(second + 270, end, 101)):
        found, problems = read(written(tmp_path / "a.warc", whole[:cut]))
        assert (len(found), len(problems)) == (1, 1), cut


def test_a_record_without_a_length_does_not_take_the_rest_of_the_crawl_along(tmp_path: Path) -> None:
    whole = MANY[".warc"](articles(4))
    without = re.sub(rb"\r\nContent-Length: \d+(?=\r\n\r\nHTTP)", b"", whole, count=1)
    found, problems = read(written(tmp_path / "a.warc", without))
    assert [record.fields["headline"] for record in found] == ["Berita 1", "Berita 2", "Berita 3"]
    assert ["is damaged in 1 place" in problem.reason for problem in problems] == [True]


@pytest.mark.parametrize("packing", ["", ".gz"])
def test_a_crawl_with_a_hole_is_read_on_behind_it(
    tmp_path: Path, packing: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A download that was taken up again at the wrong place."""
    content = MANY[".warc"](articles(60, random_bytes=2000))
    content = content[: len(content) // 3] + content[len(content) // 2 + 777 :]
    found, problems = read(written(tmp_path / f"a.warc{packing}", gzip.compress(content) if packing else content))
    assert 45 <= len(found) < 55
    assert found[-1].fields["headline"] == "Berita 59"
    assert ["is damaged in 1 place" in problem.reason for problem in problems] == [True]
    assert capfd.readouterr().err == ""


def test_a_page_that_is_packed_wrongly_is_told_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    packed = bytearray(gzip.compress(as_html(articles(1)[0])))
    packed[20:200] = bytes(180)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    broken = warc_record("response", "https://a.id/p", head + bytes(packed))
    found, problems = read(written(tmp_path / "a.warc", broken + MANY[".warc"](articles(2))))
    assert len(found) == 2
    assert [problem.reason.split()[0] for problem in problems] == ["https://a.id/p"]
    assert capfd.readouterr().err == ""


def peak_bytes(path: Path) -> int:
    """The most memory that reading a file takes."""
    gc.collect()
    tracemalloc.start()
    try:
        for number, item in enumerate(records([path])):
            assert isinstance(item, Record), str(item)
            if number % 50 == 0:
                gc.collect()  # or the peak depends on when Python does it
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".rss", ".warc", ".jsonl.gz", ".csv.zst", ".json.zip"])
def test_memory_does_not_grow_with_the_input(tmp_path: Path, suffix: str) -> None:
    """Files of 2 and 6 MB, or of 1 and 3 where reading is slow: all are larger than the buffers, and take the same."""
    plain, _, packing = suffix[1:].partition(".")
    peaks = []
    for count in (100, 300) if plain in ("rss", "warc") else (200, 600):
        content = MANY[f".{plain}"](articles(count, random_bytes=5000))
        path = tmp_path / f"{count}{suffix}"
        path.write_bytes(PACKED[f".{packing}"](f"a.{plain}", content) if packing else content)
        peaks.append(peak_bytes(path))
    assert peaks[1] - peaks[0] < 500_000, peaks


def test_a_digest_of_a_page_is_of_its_article_and_not_of_its_frame(tmp_path: Path) -> None:
    page = as_html(articles(1)[0])
    first = read(written(tmp_path / "a.html", page))[0][0]
    again = read(written(tmp_path / "a.html", page.replace(b"Tautan pertama", b"Tautan kedua")))[0][0]
    other = read(written(tmp_path / "a.html", page.replace(b"Gempa", b"Banjir")))[0][0]
    assert first.digest == again.digest != other.digest


def test_limits_are_what_the_messages_say() -> None:
    assert PAGE_LIMIT_BYTES == 8 * 1024**2
    assert json.loads(as_jsonl(articles(1)))["id"] == "a0"


def test_a_bar_at_the_end_of_a_paragraph_is_of_the_text_and_a_table_has_none(tmp_path: Path) -> None:
    table = "<table><tr><th>Kabupaten</th><th>Rumah</th></tr><tr><td>Bantul</td><td>12</td></tr></table>"
    page = as_html({**articles(1)[0], "text": f"{SENTENCE}|"}).replace(b"</article>", f"{table}</article>".encode())
    found, _ = read(written(tmp_path / "a.html", page))
    assert document(found[0]).body.split("\n\n")[0] == f"{SENTENCE}|"
    assert "Bantul | 12" in document(found[0]).body.split("\n\n")
