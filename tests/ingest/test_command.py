"""`search index add` from the outside: standard input, the names of columns, formats of every kind."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

from tests.ingest.conversion import MANY, as_csv, as_html, as_zip, pdf_of

ARTICLE = {
    "id": "a1",
    "title": "Harga beras naik",
    "text": "Harga beras di Jakarta naik dua persen pekan ini, kata dinas perdagangan setempat.",
    "date": "2024-08-05",
    "source": "contoh",
    "url": "https://contoh.id/a1",
}


def search(index: Path, *arguments: str | Path, given: str = "") -> tuple[int, str, str]:
    command = [Path(sys.executable).parent / "search", "-i", index, *arguments]
    environment = {**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(command, input=given, capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_scraper_may_write_into_the_index(tmp_path: Path) -> None:
    line = json.dumps(ARTICLE) + "\n"
    code, printed, _ = search(tmp_path / "i", "index", "add", "-", "--format", "jsonl", given=line * 2)
    assert (code, "1 added" in printed) == (0, True)
    assert "Harga beras naik" in search(tmp_path / "i", "Jakarta")[1]


def test_standard_input_without_a_format_is_a_mistake(tmp_path: Path) -> None:
    code, _, errors = search(tmp_path / "i", "index", "add", "-", given="x")
    assert code == 2
    assert "--format jsonl" in errors


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    table = tmp_path / "ekspor.dat"
    table.write_bytes(as_csv([ARTICLE], delimiter=";", names={"text": "naskah", "title": "kepala"}))
    code, printed, errors = search(
        tmp_path / "i", "index", "add", table, "--format", "csv", "--map", "body=naskah", "--map", "title=kepala"
    )
    assert (code, "1 added" in printed) == (0, True), errors
    assert search(tmp_path / "i", "index", "add", table, "--map", "warna=x")[0] == 2
    assert search(tmp_path / "i", "index", "add", table, "--map", "body")[0] == 2


def test_a_zip_of_pages_and_tables_is_one_archive(tmp_path: Path) -> None:
    table = as_csv([ARTICLE | {"id": "a2", "title": "Harga cabai naik"}])
    (tmp_path / "a.zip").write_bytes(as_zip([("b.html", as_html(ARTICLE)), ("c.csv", table), ("../d.txt", b"x")]))
    code, printed, errors = search(tmp_path / "i", "index", "add", tmp_path / "a.zip")
    assert (code, "2 added" in printed) == (2, True)
    assert "leads out of the zip" in errors


def damaged() -> dict[str, bytes]:
    """Files of which something cannot be read, each with the article that can, if there is one."""
    others = [ARTICLE | {"id": f"x{number}", "title": Random(number).randbytes(999).hex()} for number in range(99)]
    lines = gzip.compress(MANY[".jsonl"]([ARTICLE | {"id": "gz", "title": "Kabar gz"}, *others]))
    rows = as_csv([ARTICLE | {"id": "csv", "title": "Kabar csv"}, ARTICLE])
    crawl = MANY[".warc"]([ARTICLE | {"url": f"https://contoh.id/{name}", "title": f"Kabar {name}"} for name in "wx"])
    page = "<html><body>" + "<p>Gempa mengguncang pesisir selatan.</p>" * 520_000
    half = json.dumps(ARTICLE | {"id": "json", "title": "Kabar json", "text": "Dua \udc00 kata"})
    return {
        "a.jsonl.gz": lines[: len(lines) // 2],
        "b.csv": rows[: rows.rindex(b'"') if rows.endswith(b'"') else len(rows)] + b'c,"Judul,tanpa penutup\r\n',
        "c.warc": crawl[: len(crawl) * 3 // 4],
        "d.pdf": pdf_of(["0 0 m 100 100 l S"]),
        "e.html": page.encode(),
        "f.jsonl": f"{half}\n{json.dumps(ARTICLE | {'id': 'g', 'title': 'Kabar sesudahnya'})}\n".encode(),
    }


def test_of_damaged_files_each_is_told_once_and_all_the_rest_is_found(tmp_path: Path) -> None:
    files = damaged()
    assert len(files["e.html"]) > 20 * 1024**2
    (tmp_path / "arsip").mkdir()
    for name, content in files.items():
        (tmp_path / "arsip" / name).write_bytes(content)
    code, _, errors = search(tmp_path / "i", "index", "add", tmp_path / "arsip")
    assert code == 2
    told = [line for line in errors.splitlines() if f"{tmp_path}/arsip" in line]
    assert [line.split("/arsip/")[1][0] for line in told] == list("abcdef"), errors
    printed = search(tmp_path / "i", "judul:kabar")[1].replace("*", "")
    for title in ("Kabar gz", "Kabar csv", "Kabar w", "Kabar json", "Kabar sesudahnya"):
        assert title in printed, title
