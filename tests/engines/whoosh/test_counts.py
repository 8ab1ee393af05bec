"""Counts of terms beside deleted documents: those of an index in which these never were."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engines.base import FIELDS
from search.engines.whoosh import counts
from tests.engines.conftest import made
from tests.engines.samples import put, random_entry


@pytest.mark.parametrize("at_once", [1, 3, 2_000])
def test_terms_are_counted_in_live_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(counts, "TERMS_AT_ONCE", at_once)
    chance = random.Random(at_once)
    entries = [random_entry(chance, f"d{number:03}") for number in range(300)]
    gone = chance.sample(range(300), 60)
    with made(tmp_path / "deleted") as engine, made(tmp_path / "never") as other:
        put(engine, *entries)
        put(other, *(entry for number, entry in enumerate(entries) if number not in gone))
        writer = engine.writer()
        for number in gone:
            writer.delete(entries[number].id)
        writer.commit()
        assert engine.current().count_all == 300
        seen = 0
        for field in FIELDS:
            for prefix in ("", "a", "c", "zz"):
                expected = list(other.vocabulary(field, prefix))
                assert list(engine.vocabulary(field, prefix)) == expected
                assert list(engine.vocabulary(field, prefix)) == expected, "as it is remembered"
                assert [engine.document_frequency(field, term) for term, _ in expected] == [n for _, n in expected]
                seen += len(expected)
        assert seen > 50
        assert engine.document_frequency("body_root", "tidak ada") == 0
