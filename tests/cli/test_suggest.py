"""`search suggest`, `search like` and `--related`: help beside a search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runs import called


def test_suggestions_say_what_they_are_and_what_they_find(seed_index_path: Path) -> None:
    done = called("suggest", "koalisi", "rus", index=seed_index_path)
    assert (done.code, done.out.splitlines()[0]) == (0, "koalisi Rusia  (name, 4 articles)")
    whole = json.loads(called("suggest", "koalisi rus", "--json", index=seed_index_path).out)
    assert [one["text"] for one in whole] == [line.split("  (")[0] for line in done.out.splitlines()]
    assert len(called("suggest", "koalisi rus", "-n2", index=seed_index_path).out.splitlines()) == 2
    assert "artikel" in called("suggest", "koalisi rus", index=seed_index_path, LC_ALL="id_ID.UTF-8").out


def test_nothing_to_suggest_is_exit_code_1(seed_index_path: Path) -> None:
    done = called("suggest", "xyzzyx", index=seed_index_path)
    assert (done.code, done.out) == (1, "")
    assert called("suggest", "xyzzyx", "--json", index=seed_index_path).out == "[]\n"


def test_like_shows_other_articles_than_the_one(seed_index_path: Path) -> None:
    one = json.loads(called("koalisi", "--json", index=seed_index_path).out)["hits"][0]["id"]
    hits = json.loads(called("like", one, "--json", index=seed_index_path).out)
    assert one not in [hit["id"] for hit in hits]
    shown = called("like", one, "-n1", index=seed_index_path)
    assert (shown.code, hits[0]["id"] in shown.out) == (0, True)


def test_like_of_a_lonely_article_is_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Banjir merendam ratusan rumah warga di tepi sungai sejak pagi.")
    called("index", "add", tmp_path / "a.txt", index=tmp_path / "i")
    done = called("like", "a.txt", index=tmp_path / "i")
    assert (done.code, done.err) == (1, "No article is like this one.\n")


def test_related_words_come_after_the_list(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    texts = ["Gempa terasa di Lembang dan warga Lembang mengungsi."] * 12 + ["Harga cabai di pasar naik."] * 28
    rows = ({"id": str(place), "title": f"Kabar {place}", "text": text} for place, text in enumerate(texts))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    called("index", "add", file, index=tmp_path / "i")
    plain = called("gempa", "--no-collapse", index=tmp_path / "i").out
    related = called("gempa", "--no-collapse", "--related", index=tmp_path / "i").out
    assert related.startswith(plain.rstrip("\n"))
    assert "Lembang" in related.splitlines()[-1]
    assert related.splitlines()[-1].startswith("Related searches: ")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("suggest", "Missing argument 'PREFIX...'"),
        ("suggest k -n 21", "21 is not in the range"),
        ("like", "Missing argument 'ID'"),
        ("like nothing", "no document 'nothing' in this index"),
        ("like a -n 0", "0 is not in the range"),
    ],
)
def test_a_mistake_is_one_clear_line(seed_index_path: Path, typed: str, told: str) -> None:
    done = called(*typed.split(), index=seed_index_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err
