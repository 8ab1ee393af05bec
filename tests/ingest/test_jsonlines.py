"""Articles as JSON Lines: what of a line is kept, and what is said of a line that holds none."""

from __future__ import annotations

import gzip
import json
import resource
from pathlib import Path

import pytest

from search.ingest import Record, records
from search.ingest.readers.jsonlines import PROBLEM_LIMIT
from search.ingest.record import ARTICLE_LIMIT_BYTES
from search.model import Problem


def read(path: Path, content: str | bytes) -> tuple[list[Record], list[Problem]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(records([path]))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Problem)]


GOOD = '{"id": "a", "title": "Gempa"}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "Gempa"', "is not JSON (Expecting ',' delimiter, character 18)."),
        ("Gempa di Palu", "is not JSON (Expecting value, character 1)."),
        ('["Gempa"]', 'is not a JSON object. Write {"title": ..., "text": ...} on one line.'),
        ("7", 'is not a JSON object. Write {"title": ..., "text": ...} on one line.'),
        ('{"id": 7}', "has neither text nor title."),
        ('{"id": 7, "title": "", "text": null}', "has neither text nor title."),
        ('{"id": 7, "title": ["Gempa"]}', "has neither text nor title."),
        ("[" * 100_000, "nests lists or objects more than 64 deep: not an article."),
        (f'{{"text": "a", "x": {"[" * 100}{"]" * 100}}}', "nests lists or objects more than 64 deep: not an article."),
    ],
)
def test_a_broken_line_is_named_and_costs_only_itself(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    found, problems = read(path, f"{GOOD}\n{line}\n\n{GOOD}")
    assert [(record.id, record.line) for record in found] == [("a", 1), ("a", 4)]
    assert problems == [Problem(str(path), reason, line=2)]


def test_a_number_too_long_for_python_is_a_problem(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "a.jsonl", f'{{"title": "Gempa", "x": {"9" * 5000}}}')
    assert "is not JSON that can be read" in problems[0].reason


def test_a_file_of_broken_lines_does_not_fill_the_memory(tmp_path: Path) -> None:
    found, problems = read(tmp_path / "a.jsonl", "{\n" * (PROBLEM_LIMIT + 500) + GOOD)
    assert [record.id for record in found] == ["a"]
    assert len(problems) == PROBLEM_LIMIT + 1
    assert problems[-1].reason == "500 more lines (up to line 1,501) cannot be read."


def test_a_line_of_50_megabytes_is_a_problem_and_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"text": "' + b"a" * 1000)
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + GOOD.encode() + b"\n")
    items = list(records([path]))
    assert [type(item) for item in items] == [Problem, Record]
    assert str(items[0]).endswith(
        "a.jsonl.gz, line 1: is longer than 4 MiB, the limit for one article. Divide it into articles."
    )
    assert isinstance(items[1], Record)
    assert items[1].line == 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib) * 1024 < 4 * ARTICLE_LIMIT_BYTES


def test_an_article_below_the_limit_is_read(tmp_path: Path) -> None:
    text = "a" * (ARTICLE_LIMIT_BYTES - 100)
    found, problems = read(tmp_path / "a.jsonl", json.dumps({"text": text}))
    assert [len(record.fields["text"]) for record in found] == [len(text)]
    assert not problems


def test_half_a_character_becomes_a_mark_and_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    content = '{"id": "\\ud83d", "text": "Gempa \\udc00", "x": {"\\ud83d": ["\\ude00"]}}\n{"text": "\\ud800"}\n' + GOOD
    found, problems = read(path, content)
    assert found[0].id == "\ufffd"
    assert dict(found[0].fields) == {"id": "\ufffd", "text": "Gempa \ufffd", "x": {"\ufffd": ["\ufffd"]}}
    assert len(found) == 3
    reason = "holds half a character (a lone surrogate), now U+FFFD (and in 1 more lines); the text is kept."
    assert problems == [Problem(str(path), reason, line=1)]


def test_whole_characters_written_as_pairs_are_left_alone(tmp_path: Path) -> None:
    found, problems = read(tmp_path / "a.jsonl", '{"text": "Gempa \\ud83d\\ude00 \\u00e9"}')
    assert found[0].fields["text"] == "Gempa 😀 é"
    assert not problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_records_are_read_in_their_encoding(tmp_path: Path, encoding: str) -> None:
    line = '{"title": "François"}\r\n'
    found, problems = read(tmp_path / "a.jsonl", (line + line).encode(encoding))
    assert [record.fields["title"] for record in found] == ["François", "François"]
    assert not problems


def test_records_in_windows_1252_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    found, problems = read(path, GOOD.encode() + b"\n" + '{"title": "François"}'.encode("cp1252"))
    assert found[1].fields["title"] == "François"
    assert [(problem.line, problem.reason[:22]) for problem in problems] == [(2, "is not valid UTF-8: th")]


def test_numbers_that_json_does_not_know_stay_as_printed(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "a.jsonl", '{"title": "Gempa", "a": NaN, "b": -Infinity, "c": 1e999, "d": 1.5}')
    assert dict(found[0].fields) == {"title": "Gempa", "a": "NaN", "b": "-Infinity", "c": "1e999", "d": 1.5}


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ({"id": "x7", "url": "https://a.id/7"}, "x7"),
        ({"id": 7}, "7"),
        ({"id": 0}, "0"),
        ({"id": ""}, None),
        ({"id": None, "url": "https://a.id/7"}, "https://a.id/7"),
        ({"id": True, "link": "https://a.id/7"}, "https://a.id/7"),
        ({"id": {"a": 1}, "@id": "https://a.id/7"}, "https://a.id/7"),
        ({"identifier": {"@type": "PropertyValue", "value": "x7"}}, "x7"),
        ({"identifier": ["x7", "x8"]}, "x7"),
        ({}, None),
    ],
)
def test_a_record_is_known_by_its_id_its_url_or_its_content(
    tmp_path: Path, fields: dict[str, object], id: str | None
) -> None:
    found, _ = read(tmp_path / "a.jsonl", json.dumps({"title": "Gempa"} | fields))
    assert found[0].id == id or (id is None and len(found[0].id) == 32)
    assert not found[0].id_from_file


def test_the_order_of_keys_changes_neither_id_nor_digest(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "a.jsonl", '{"title": "Gempa", "x": 1}\n{"x":1,"title":"Gempa"}\n{"title": "Gempa"}')
    assert found[0].id == found[1].id != found[2].id
    assert found[0].digest == found[1].digest != found[2].digest
