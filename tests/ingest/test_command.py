"""`search index add` from the outside: standard input, the names of columns, formats of every kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.ingest.conversion import as_csv, as_html, as_zip

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
