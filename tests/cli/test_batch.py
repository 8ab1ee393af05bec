"""`search batch`: one row for each query and hit, and a report that explains the misses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.runs import Called, called, run

TABLES = [
    ("a.csv", "id,query\nq1,koalisi Rusia\nq2,gajah\n", ["q1", "q2"]),
    ("a.csv", "kueri;nomor\nkoalisi Rusia;7\ngajah;8\n", ["7", "8"]),
    ("a.tsv", "id\tpertanyaan\nq1\tkoalisi Rusia\nq2\tgajah\n", ["q1", "q2"]),
    ("a.tsv", "q1\tkoalisi Rusia\nq2\tgajah\n", ["q1", "q2"]),
    ("a.csv", "koalisi Rusia\n\ngajah\n", ["1", "3"]),
    ("a.csv", '\ufeffquery,ket\n"koalisi ""Rusia""",x\ngajah,y\n', ["1", "2"]),
    ("a.txt", "koalisi Rusia\r\n\n  gajah\n", ["1", "3"]),
    ("daftar", "koalisi Rusia\ngajah", ["1", "2"]),
]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("name", "text", "ids"), TABLES, ids=[repr(row[1][:24]) for row in TABLES])
def test_tables_and_lines_are_read(
    tmp_path: Path, seed_index_path: Path, name: str, text: str, ids: list[str]
) -> None:
    (tmp_path / name).write_bytes(text.encode())
    report = tmp_path / "misses.csv"
    done = called("batch", tmp_path / name, "--report", report, "-n2", index=seed_index_path)
    rows = rows_of(done.out)
    assert [(row["query_id"], row["rank"]) for row in rows] == [(ids[0], "1"), (ids[0], "2")]
    assert {row["query"].replace('"', "") for row in rows} == {"koalisi Rusia"}
    misses = rows_of(report.read_text(encoding="utf-8"))
    assert [(miss["query_id"], miss["query"], miss["unknown_words"]) for miss in misses] == [(ids[1], "gajah", "gajah")]
    assert "Queries: 2, rows: 2, without results: 1." in done.err


def test_a_hit_of_a_batch_is_the_hit_of_the_search(tmp_path: Path, seed_index_path: Path) -> None:
    (tmp_path / "a.txt").write_text("koalisi Turki\nNIIS\n")
    options = ("--source", "republika", "--sort", "newest", "--fields", "rank,id,snippet,missing")
    written = tmp_path / "hits.jsonl"
    assert called("batch", tmp_path / "a.txt", "-o", written, *options, index=seed_index_path).code == 0
    lines = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    for query in ("koalisi Turki", "NIIS"):
        single = called(query, "--jsonl", *options, index=seed_index_path).out.splitlines()
        of_query = [line for line in lines if line["query"] == query]
        assert [{**json.loads(one)} for one in single] == [
            {name: line[name] for name in ("rank", "id", "snippet", "missing")} for line in of_query
        ]


# query, the cells of the report that are not empty
MISSES = [
    ("gajah badak-badak", {"unknown_words": "gajah, badak-badak"}),
    ("+koalisi +gajah", {"unknown_words": "gajah", "advice": "relaxed-required", "advice_total": "4"}),
    ("koalisi sumber:zzz", {"empty_filters": "source:zzz", "advice": "relaxed-filter", "advice_query": "koalisi"}),
    ("koalisi sejak:2020 sumber:zzz", {"empty_filters": "since:2020, source:zzz", "without_filters": "4"}),
    ("koalsi", {"unknown_words": "koalsi", "advice": "did-you-mean", "advice_query": "koalisi"}),
    ("(", {"notices": "Ignored: the bracket “(” has no partner or nothing inside. There is no word to look for."}),
]


def test_the_report_says_why_each_query_found_nothing(tmp_path: Path, seed_index_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(f"{query}\n" for query, _ in MISSES))
    done = called("batch", tmp_path / "a.txt", "--report", tmp_path / "m.csv", index=seed_index_path)
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    found = rows_of((tmp_path / "m.csv").read_text(encoding="utf-8"))
    for (query, expected), miss in zip(MISSES, found, strict=True):
        assert miss == miss | {"query": query, **expected}
    called("batch", tmp_path / "a.txt", "--report", tmp_path / "m.jsonl", index=seed_index_path)
    lines = [json.loads(line) for line in (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["query"] for line in lines] == [query for query, _ in MISSES]


def test_without_a_report_the_misses_are_told_up_to_a_screen_of_them(tmp_path: Path, seed_index_path: Path) -> None:
    (tmp_path / "a.txt").write_text("koalisi\n" + "".join(f"gajah{place}\n" for place in range(30)))
    done = called("batch", tmp_path / "a.txt", index=seed_index_path)
    assert done.err.count("Nothing found for “gajah") == 20
    assert "and 10 more; --report FILE has them all." in done.err
    assert "Tidak ada hasil untuk" in called("batch", tmp_path / "a.txt", index=seed_index_path, LANGUAGE="id").err


def test_standard_input_is_answered_line_by_line(seed_index_path: Path) -> None:
    done = run("batch", "-", "-n1", "--fields", "id", index=seed_index_path, stdin="koalisi\nNIIS\n")
    assert [row["query"] for row in rows_of(done.stdout)] == ["koalisi", "NIIS"]
    table = run("batch", "-", "--format", "csv", "-n1", index=seed_index_path, stdin="query,x\nkoalisi,\n")
    assert [row["query"] for row in rows_of(table.stdout)] == ["koalisi"]


def batch(tmp_path: Path, index: Path, text: bytes, *args: str | Path, name: str = "a.csv") -> Called:
    (tmp_path / name).write_bytes(text)
    return called("batch", tmp_path / name, *args, index=index)


def test_a_column_can_be_chosen(tmp_path: Path, seed_index_path: Path) -> None:
    done = batch(tmp_path, seed_index_path, b"nama,kota\nkoalisi,Paris\n", "--column", "Kota", "-n1")
    assert [row["query"] for row in rows_of(done.out)] == ["Paris"]


MISTAKES = [
    (b"a,b,c\n1,2,3\n", [], 'no column is named "query". There are: a, b, c. Choose one with --column.'),
    (b"id,query\n", ["--column", "kota"], 'no column is named "kota"'),
    (b"query\n\xff\xfe\n", [], "it is not UTF-8"),
    (b"query\nx\n", ["--fields", "judul"], 'a hit has no "judul"'),
    (b"query\nx\n", ["--format", "xlsx"], "'xlsx' is not one of"),
    (b"query\nx\n", ["-o", "/nowhere/at/all.csv"], "/nowhere/at/all.csv"),
]


@pytest.mark.parametrize(("text", "args", "told"), MISTAKES, ids=[row[2] for row in MISTAKES])
def test_a_mistake_is_one_clear_line(
    tmp_path: Path, seed_index_path: Path, text: bytes, args: list[str], told: str
) -> None:
    done = batch(tmp_path, seed_index_path, text, *args)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert told in done.err


def test_a_cell_that_is_no_query_is_a_mistake(tmp_path: Path, seed_index_path: Path) -> None:
    (tmp_path / "a.csv").write_text('query\n"' + "x" * 200_000)
    done = run("batch", tmp_path / "a.csv", index=seed_index_path)  # a process of its own: the bound is the module's
    assert (done.returncode, done.stderr.count("\n"), "this is no table" in done.stderr) == (2, 1, True)


def test_no_file_is_written_over(tmp_path: Path, seed_index_path: Path) -> None:
    for args in (["-o", tmp_path / "a.csv"], ["--report", tmp_path / "a.csv"]):
        done = batch(tmp_path, seed_index_path, b"query\nkoalisi\n", *args)
        assert (done.code, "two of them are the same" in done.err) == (2, True)
        assert (tmp_path / "a.csv").read_bytes() == b"query\nkoalisi\n"
    gone = called("batch", tmp_path / "gone.csv", "-o", tmp_path / "new.csv", index=seed_index_path)
    assert (gone.code, "there is no such file" in gone.err, (tmp_path / "new.csv").exists()) == (2, True, False)


def test_a_file_without_queries_has_no_results(tmp_path: Path, seed_index_path: Path) -> None:
    assert batch(tmp_path, seed_index_path, b"").code == 1
    assert batch(tmp_path, seed_index_path, b"query\n").code == 1
