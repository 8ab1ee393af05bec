"""Stored texts: each comes back as it was, wherever the blocks and the dictionary end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.texts import BLOCK_BYTES, DICTIONARY_BYTES, TextFile, TextWriter

SENTENCE = "Gempa kembali mengguncang Palu pada Senin pagi. "
# Nothing at all, half a surrogate pair, as large as a block or larger.
texts = st.lists(st.sampled_from(["", "a", "é" * 40, "\ud83d", SENTENCE * 3, "x" * BLOCK_BYTES, SENTENCE * 400]))


def stored(path: Path, *written: str) -> TextFile:
    sections = SectionWriter(path.open("wb"))
    writer = TextWriter(sections)
    for text in written:
        writer.add(text)
    writer.close()
    sections.close()
    with path.open("rb") as file:
        return TextFile(Sections(file, path.name))


@given(texts)
def test_texts_come_back_one_by_one_and_all_at_once(tmp_path_factory: pytest.TempPathFactory, made: list[str]) -> None:
    file = stored(tmp_path_factory.mktemp("texts") / "texts", *made)
    assert list(file) == [file[number] for number in range(len(made))] == made


def test_more_texts_than_a_dictionary_holds_come_back(tmp_path: Path) -> None:
    made = [f"{number} {SENTENCE * (number % 9)}" for number in range(4_000)]
    assert sum(map(len, made)) > DICTIONARY_BYTES + 3 * BLOCK_BYTES
    file = stored(tmp_path / "texts", *made)
    assert list(file) == made
    assert [file[number] for number in (3_999, 0, 2_000)] == [made[3_999], made[0], made[2_000]]
