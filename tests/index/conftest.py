"""An open index of the made-up archive, to be read only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search import Index, open_index
from tests.index.archive import SIZE, archive
from tests.index.writing import lines


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """300 documents, written in three batches, some of them twice."""
    folder = tmp_path_factory.mktemp("made-up")
    records = list(archive())
    with open_index(folder / "index", create_missing=True) as index:
        for name, part in (("a", records[:150]), ("b", records[100:220]), ("c", records[200:])):
            assert not index.add([lines(folder / name / "berita.jsonl", part)]).problems
        assert len(index) == SIZE
        yield index
