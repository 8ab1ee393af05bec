"""`search index add` and `sync`: counts, updates, and one clear line for everything that cannot be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.runs import run

ARTICLE = {"id": "a1", "title": "Harga beras naik", "text": "Harga beras di Jakarta naik dua persen pekan ini."}


def add(index: Path, *paths: Path) -> tuple[int, str, str]:
    done = run("index", "add", *paths, index=index)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.strip(), done.stderr


def written(path: Path, *records: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_again_is_an_update_and_not_a_duplicate(tmp_path: Path) -> None:
    other = {**ARTICLE, "id": "a2", "text": "Harga kedelai turun."}
    file = written(tmp_path / "news.jsonl", ARTICLE, other)
    index = tmp_path / "index"
    assert "2 added, 0 updated, 0 unchanged, 0 skipped" in add(index, file)[1]
    assert "0 added, 0 updated, 2 unchanged, 0 skipped" in add(index, file)[1]
    written(file, {**ARTICLE, "text": "Harga jagung naik."}, other)
    assert "0 added, 1 updated, 1 unchanged, 0 skipped" in add(index, file)[1]
    assert run("jagung", index=index).returncode == 0
    assert run("Jakarta", index=index).returncode == 1


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path, seeds: Path) -> None:
    code, _, errors = add(tmp_path / "index", seeds, tmp_path / "gone")
    assert code == 2
    assert f"{tmp_path / 'gone'}" in errors
    assert run("Rusia", "--json", index=tmp_path / "index").returncode == 1


BAD_FILES = [
    ("empty.txt", b"", "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
    ("broken.jsonl", b'{"title": "Judul", "text": "isi"\n', "broken.jsonl, line 1"),
    ("list.jsonl", b"[1, 2]\n", "list.jsonl, line 1"),
    ("nothing.jsonl", b'{"id": "x"}\n', "nothing.jsonl, line 1"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_what_cannot_be_read_is_told_once_and_does_not_stop_the_rest(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(content)
    written(folder / "zz-good.jsonl", ARTICLE)
    code, summary, errors = add(tmp_path / "index", folder)
    assert code == 2
    assert "1 added, 0 updated, 0 unchanged, 1 skipped" in summary
    assert len([line for line in errors.splitlines() if told in line]) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16", "utf-16-le"])
def test_texts_of_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "artikel.txt"
    file.write_bytes("Presiden François Hollande bertemu Vladimir Putin di Moskwa pada hari Kamis.".encode(encoding))
    assert add(tmp_path / "index", file)[0] == 0
    assert run("Francois", index=tmp_path / "index").returncode == 0


def test_a_line_of_50_mb_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "big", "text": "kata " * 10_000_000}) + "\n")
        lines.write(json.dumps(ARTICLE) + "\n")
    _, summary, _ = add(tmp_path / "index", file)
    assert "added" in summary
    assert run("beras", index=tmp_path / "index").returncode == 0


def test_a_folder_with_a_symlink_loop_ends(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "again").symlink_to(folder, target_is_directory=True)
    written(folder / "good.jsonl", ARTICLE)
    code, summary, errors = add(tmp_path / "index", folder)
    assert (code, "1 added" in summary) == (2, True)
    assert errors.count("again") == 1


def test_a_folder_that_is_no_index_is_refused_and_left_alone(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "letter.doc").write_text("dear")
    for args in (("Rusia",), ("index", "add", str(seeds))):
        done = run(*args, index=tmp_path)
        assert done.returncode == 2
        assert "not an index" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["letter.doc"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path, seeds: Path) -> None:
    tmp_path.chmod(0o500)
    done = run("index", "add", seeds, index=tmp_path / "index")
    tmp_path.chmod(0o700)
    assert (done.returncode, "cannot write here" in done.stderr) == (2, True)


def test_a_file_where_the_index_should_be_is_told(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "file").write_text("x")
    for index in (tmp_path / "file", tmp_path / "file" / "below"):
        done = run("index", "add", seeds, index=index)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_two_files_of_one_id_are_not_mixed_up(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"Banjir di kota {name} merendam ratusan rumah warga.")
    index = tmp_path / "index"
    assert add(index, tmp_path / "north")[0] == 0
    code, _, errors = add(index, tmp_path / "south")
    assert (code, "belongs to" in errors) == (2, True)
    assert run("north", index=index).returncode == 0
    assert add(tmp_path / "both", tmp_path / "north", tmp_path / "south")[0] == 2


def test_of_two_records_of_one_id_the_later_stays_and_that_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "news.jsonl", ARTICLE, ARTICLE, {**ARTICLE, "text": "Harga kedelai turun."})
    code, out, errors = add(tmp_path / "index", file)
    assert (code, "1 added, 0 updated, 1 unchanged, 0 skipped" in out) == (0, True)
    (told,) = errors.splitlines()
    assert 'news.jsonl, line 3: its id "a1" was read before' in told
    assert run("kedelai", index=tmp_path / "index").returncode == 0


def test_a_changed_alias_file_is_noticed_and_sync_mends_it(tmp_path: Path) -> None:
    index = tmp_path / "index"
    add(index, written(tmp_path / "news.jsonl", ARTICLE))
    assert run("emas putih", "--json", index=index).returncode == 1
    (index / "aliases.txt").write_text("beras, emas putih\n", encoding="utf-8")
    stale = run("emas putih", index=index)
    assert "search index sync" in stale.stderr
    assert run("index", "sync", index=index).returncode == 0
    mended = run("emas putih", index=index)
    assert (mended.returncode, mended.stderr) == (0, "")
    assert "alias: beras = beras" in mended.stdout or "*beras*" in mended.stdout


def test_a_mistake_in_the_alias_file_names_its_line(tmp_path: Path, seeds: Path) -> None:
    index = tmp_path / "index"
    add(index, seeds)
    (index / "aliases.txt").write_text("# mine\nkpk => \n", encoding="utf-8")
    done = run("Rusia", index=index)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "aliases.txt, line 2" in done.stderr
