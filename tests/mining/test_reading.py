"""Reading files for mining: the articles' own words, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import InputError
from search.ingest import document, records
from search.mining import Text, texts
from search.model import Problem
from tests.conftest import ROOT


def test_texts_are_those_of_the_documents() -> None:
    made = {item.id: document(item) for item in records([ROOT / "seeds"]) if not isinstance(item, Problem)}
    read = [item for item in texts([ROOT / "seeds"]) if isinstance(item, Text)]
    assert len(read) == len(made) == 5
    for item in read:
        body = made[item.document_id].body.replace("\n\n", "\n")
        assert item.text.endswith(body)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": \n{"title": "Judul", "text": "Isi berita.", "id": "a"}\n')
    problem, text = texts([tmp_path])
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert text == Text("a", "Judul\nIsi berita.")
    with pytest.raises(InputError):
        list(texts([tmp_path / "gone"]))
