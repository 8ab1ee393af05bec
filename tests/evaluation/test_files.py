"""Topics, judgements and runs: every format in, ours out, and a clear word about what is none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from search.errors import InputError
from search.evaluation import Topic, read_qrels, read_run, read_topics, write_qrels, write_run

TOPICS = (Topic("t1", "harga beras naik"), Topic("t2", '"rumah sakit" apung'))
FORMATS = {
    "tsv": '# a comment\nt1\tharga beras naik\n\nt2\t"rumah sakit" apung\n',
    "jsonl": '{"id": "t1", "text": "harga beras naik"}\n{"_id": "t2", "query": "\\"rumah sakit\\" apung"}\n',
    "trec": "<top>\n<num> Number: t1\n<title> harga beras\nnaik\n<desc> Description:\nx\n</top>\n"
    '<top><num>t2</num><title>"rumah sakit" apung</title></top>\n',
}


def written(folder: Path, text: str, name: str = "file") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_topics(tmp_path: Path, name: str) -> None:
    assert read_topics(written(tmp_path, FORMATS[name])) == TOPICS


def test_a_compressed_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "topics.tsv.gz"
    path.write_bytes(gzip.compress(FORMATS["tsv"].encode()))
    assert read_topics(path) == TOPICS


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "no topic in this file"),
        ("t1 harga beras\n", 1, "id, tab, text"),
        ("t1\tharga\nt1\tberas\n", 2, "its own id"),
        ('{"id": "t1", "text": "harga"}\n{"id": "t2"}\n', 2, '{"id": ..., "text": ...}'),
        ('{"id": "t1", "text": "harga"}\n{oops\n', 2, "no JSON"),
        ("<top><num>1</num></top>", 1, "<title>"),
    ],
)
def test_a_line_that_is_no_topic_is_named(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    with pytest.raises(InputError) as found:
        read_topics(written(tmp_path, text))
    assert found.value.line == line
    assert words in str(found.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "topics.tsv"
    path.write_bytes("t1\tharga\nt2\tPerón\n".encode("latin-1"))
    with pytest.raises(InputError, match="line 2: this is no UTF-8 text"):
        read_topics(path)


def test_judgements_of_trec_and_beir_are_the_same(tmp_path: Path) -> None:
    expected = {"t1": {"a/harga beras.txt": 2, "b": 0}, "t2": {"b": 1}}
    trec = written(tmp_path, "t1 0 a/harga beras.txt 2\nt1\t0\tb\t0\nt2 Q0 b 1\n")
    assert read_qrels(trec) == expected
    beir = written(tmp_path, "query-id\tcorpus-id\tscore\nt1\ta/harga beras.txt\t2\nt1\tb\t0\nt2\tb\t1\n")
    assert read_qrels(beir) == expected
    write_qrels(expected, tmp_path / "out")
    assert read_qrels(tmp_path / "out") == expected


@pytest.mark.parametrize(
    ("text", "words"), [("", "no judgement"), ("t1 0 a 1\nt1 0\n", "line 2"), ("t1 0 a 1\nt1 0 b benar\n", '"benar"')]
)
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_qrels(written(tmp_path, text))


def test_a_run_comes_back_as_it_was_written(tmp_path: Path) -> None:
    run = {"t1": ("b", "a/harga beras.txt", "c"), "t2": ("a/harga beras.txt",)}
    write_run(run, tmp_path / "run")
    assert read_run(tmp_path / "run") == run
    assert (tmp_path / "run").read_text().splitlines()[0] == "t1 Q0 b 1 3 telusur"


def test_a_run_is_ordered_by_its_scores_not_by_its_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "t1 Q0 a 1 0.5 x\nt1 Q0 b 2 0.9 x\nt1 Q0 c 3 0.5 x\n")
    assert read_run(path) == {"t1": ("b", "a", "c")}


@pytest.mark.parametrize("text", ["", "t1 Q0 a 1 x y\n", "t1 Q0 a\n"])
def test_what_is_no_run_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_run(written(tmp_path, text))
