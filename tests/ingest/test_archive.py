"""What is read below a path, in which order, under which id, and what is said of the rest."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from random import Random

import pytest

from search import open_index
from search.errors import InputError
from search.ingest import Record, records, size_bytes
from search.ingest.record import ARTICLE_LIMIT_BYTES
from search.model import Problem

TEXT = "Gempa mengguncang Palu, kata BMKG.\n"


def read(*paths: Path) -> tuple[list[Record], list[Problem]]:
    items = list(records(paths))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Problem)]


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_reason(path: Path) -> str:
    """The one problem of a path that gives no article."""
    found, problems = read(path)
    assert not found
    assert [problem.path for problem in problems] == [str(path)]
    assert "\n" not in problems[0].reason
    return problems[0].reason


def test_a_folder_is_read_in_the_order_of_names_and_ids_are_paths_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.text", "c.txt.gz", ".hidden.txt", ".git/d.txt"):
        write(tmp_path / name, gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT)
    found, problems = read(tmp_path)
    assert [record.id for record in found] == ["a/b/c.text", "a/z.md", "b.txt", "c.txt.gz"]
    assert all(record.id_from_file and record.line is None and record.text == TEXT for record in found)
    assert found[0].file == str(tmp_path / "a/b/c.text")
    assert not problems


def test_a_file_named_directly_has_its_name_as_id(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path / "a" / "b.txt"))
    assert [record.id for record in found] == ["b.txt"]


def test_a_path_that_is_missing_is_told_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"b\.txt: there is no such file or folder"):
        records([tmp_path, tmp_path / "b.txt"])


def test_a_named_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    with pytest.raises(InputError, match="leads nowhere"):
        records([tmp_path / "a.txt"])


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b" " * 99 + b"\x00"])
def test_an_empty_text_is_a_problem(tmp_path: Path, content: bytes) -> None:
    assert only_reason(write(tmp_path / "a.txt", content)) == "is empty."


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_of_records_is_a_problem(tmp_path: Path, content: bytes) -> None:
    assert only_reason(write(tmp_path / "a.jsonl", content)) == "is empty."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "(PNG)"),
        (b"%PDF-1.4\n1 0 obj\n<< >>\n", "(PDF)"),
        (b"PK\x03\x04" + bytes(20), "(ZIP"),
        (bytes(range(256)) * 4, "binary file, not text"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.bin"])
def test_a_binary_file_is_a_problem_under_any_name(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    reason = only_reason(write(tmp_path / name, content))
    assert reason.startswith("looks like a binary file")
    assert kind in reason


def test_files_of_other_formats_are_counted_by_ending(tmp_path: Path) -> None:
    for name in ("a.docx", "b.DOCX", "c/d.docx", "e.tar.gz", "Makefile", "ok.txt"):
        write(tmp_path / name)
    found, problems = read(tmp_path)
    assert [record.id for record in found] == ["ok.txt"]
    assert [problem.reason for problem in problems] == [
        "1 file without an ending: this format is not read.",
        "3 files ending .docx: this format is not read.",
        "1 file ending .tar.gz: this format is not read.",
    ]


def test_a_text_named_directly_is_read_whatever_its_ending(tmp_path: Path) -> None:
    found, problems = read(write(tmp_path / "berita.asli"))
    assert [record.text for record in found] == [TEXT]
    assert not problems


def test_a_folder_is_entered_once_however_links_lead_to_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found, problems = read(tmp_path)
    assert [record.id for record in found] == ["a/b.txt"]
    assert sorted(Path(problem.path).name for problem in problems) == ["again", "loop", "self"]
    assert all("link back" in problem.reason or "in a circle" in problem.reason for problem in problems)


def test_links_to_files_and_to_folders_elsewhere_are_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "b.txt")
    write(tmp_path / "elsewhere" / "deep" / "c.txt")
    archive = tmp_path / "archive"
    write(archive / "z.txt")
    (archive / "a.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    (archive / "linked").symlink_to(tmp_path / "elsewhere")
    found, problems = read(archive)
    assert [record.id for record in found] == ["a.txt", "z.txt", "linked/b.txt", "linked/deep/c.txt"]
    assert not problems


def test_an_index_among_the_articles_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with open_index(tmp_path / "indeks", create_missing=True):
        found, problems = read(tmp_path)
    assert ([record.id for record in found], problems) == (["a.txt"], [])
    assert "is an index" in only_reason(tmp_path / "indeks")


def test_a_pipe_is_a_problem_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert only_reason(tmp_path / "a.txt") == "is neither a file nor a folder: not read."
    assert read(tmp_path)[1][0].reason == "is not an ordinary file: not read."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    write(tmp_path / "b" / "c.txt").parent.chmod(0)
    write(tmp_path / "d" / "e.txt").parent.chmod(0o600)  # its names can be listed, its files not opened
    try:
        found, problems = read(tmp_path)
        with pytest.raises(InputError, match="cannot be reached"):
            records([tmp_path / "d" / "e.txt"])
    finally:
        (tmp_path / "b").chmod(0o700)
        (tmp_path / "d").chmod(0o700)
    assert not found
    assert ["Permission denied" in problem.reason for problem in problems] == [True, True, True]


def test_a_folder_deeper_than_python_calls_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(600):  # two calls a level would be too many; 1,000 levels would be so for pytest's clean-up
        Path("d").mkdir()
        os.chdir("d")
    monkeypatch.chdir(tmp_path)
    write(Path("/".join(["d"] * 600)) / "a.txt")
    assert [len(record.id) for record in read(tmp_path)[0]] == [600 * len("d/") + len("a.txt")]


def test_a_file_that_vanishes_while_its_folder_is_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    gone = write(tmp_path / "b.txt")
    stream = records([tmp_path])
    assert isinstance(next(stream), Record)
    gone.unlink()
    assert [type(item) for item in stream] in ([], [Problem])  # listed already, or not


def test_a_text_over_the_limit_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(ARTICLE_LIMIT_BYTES + 1)
    assert (
        only_reason(path)
        == "is longer than 4 MiB, the limit for one article. Divide it into files of one article each."
    )


def test_a_packed_text_that_ends_too_early_is_a_problem(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode() * 100)
    reason = only_reason(write(tmp_path / "a.txt.gz", packed[:-20]))
    assert reason == "the compressed file ends too early: no article of it was read. Fetch or pack it again."


def test_a_packed_file_that_ends_too_early_gives_all_articles_before_the_end(tmp_path: Path) -> None:
    lines = [json.dumps({"id": number, "text": Random(number).randbytes(500).hex()}) for number in range(300)]
    packed = gzip.compress("\n".join(lines).encode())
    found, problems = read(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert 100 < len(found) < 200
    assert [record.id for record in found] == [str(number) for number in range(len(found))]
    assert [problem.reason for problem in problems] == [
        f"the compressed file ends too early: only the first {len(found)} of its articles were read. "
        "Fetch or pack it again."
    ]


def test_a_packed_file_that_is_damaged_or_none_is_a_problem(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(Random(7).randbytes(2000).hex().encode()))
    packed[1000:1100] = bytes(100)
    assert "compressed file is damaged" in only_reason(write(tmp_path / "a.jsonl.gz", bytes(packed)))
    assert "not packed at all" in only_reason(write(tmp_path / "b.txt.gz", TEXT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = "François Hollande menemui Putin – “kami siap”.\n"
    found, problems = read(write(tmp_path / "a.txt", text.encode(encoding)))
    assert [record.text.lstrip("\ufeff") for record in found] == [text]
    assert not problems


def test_progress_adds_up_to_the_size_on_disk(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.jsonl.gz", gzip.compress(b'{"text": "Gempa"}\n' * 1000))
    write(tmp_path / "c.txt.gz", gzip.compress(TEXT.encode())[:-3])
    write(tmp_path / "d.txt", b"%PDF-" + bytes(3_000_000))
    write(tmp_path / "e.docx")
    told: list[int] = []
    assert list(records([tmp_path], on_progress=told.append))
    assert sum(told) == size_bytes([tmp_path]) == sum(path.stat().st_size for path in tmp_path.glob("[a-d].*"))


def test_a_digest_tells_changed_from_unchanged(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    first, again = read(path)[0][0].digest, read(path)[0][0].digest
    changed = read(write(path, TEXT + "."))[0][0].digest
    packed = read(write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())))[0][0].digest
    assert first == again == packed != changed


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only there")
def test_a_file_name_that_is_no_utf8_becomes_printable(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/Per\xf3n.txt")))
    assert [record.id for record in read(tmp_path)[0]] == ["Per\\xf3n.txt"]
