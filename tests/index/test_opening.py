"""Which engine an index is of, and where it is looked for."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from search import open_index
from search.errors import EngineUnavailableError, IndexMissingError, OtherEngineError
from search.index import manifest as manifests
from search.index.opening import index_folder
from search.index.places import default_index
from tests.engines.samples import NO_TANTIVY

needs_tantivy = pytest.mark.skipif(
    find_spec("tantivy") is None,
    reason=NO_TANTIVY,
)


def made(folder: Path, engine: str = "") -> Path:
    open_index(folder, create_missing=True, engine=engine).close()
    return folder


@needs_tantivy
@pytest.mark.parametrize(("asked", "got"), [("", "whoosh"), ("whoosh", "whoosh"), ("tantivy", "tantivy")])
def test_a_new_index_is_of_the_engine_that_was_asked_for(tmp_path: Path, asked: str, got: str) -> None:
    assert manifests.load(made(tmp_path / "index", asked)).engine == got
    with open_index(tmp_path / "index") as index:
        assert len(index) == 0


@needs_tantivy
def test_an_index_of_another_engine_is_not_written_over(tmp_path: Path) -> None:
    made(tmp_path, "tantivy")
    with pytest.raises(OtherEngineError, match="search index convert --engine whoosh"):
        open_index(tmp_path, create_missing=True, engine="whoosh")


@needs_tantivy
def test_of_two_indexes_in_a_folder_the_engine_chooses_and_whoosh_is_first(tmp_path: Path) -> None:
    made(tmp_path / "tantivy", "tantivy")
    assert index_folder(tmp_path) == tmp_path / "tantivy"
    made(tmp_path / "whoosh")
    assert index_folder(tmp_path) == tmp_path / "whoosh"
    assert index_folder(tmp_path, "tantivy") == tmp_path / "tantivy"


def test_without_an_engine_the_default_index_is_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TELUSUR_INDEX", raising=False)
    monkeypatch.setattr("search.index.places._home", lambda: tmp_path)
    assert (default_index(), default_index("tantivy")) == (tmp_path / "whoosh", tmp_path / "tantivy")
    (tmp_path / "tantivy").mkdir()
    (tmp_path / "tantivy" / manifests.NAME).write_text("{}", encoding="utf-8")
    assert (default_index(), default_index("whoosh")) == (tmp_path / "tantivy", tmp_path / "whoosh")


def test_an_engine_that_is_not_installed_leaves_no_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("search.engines.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delattr("search.engines.tantivy", raising=False)
    with pytest.raises(EngineUnavailableError, match=r'pip install "telusur\[tantivy\]"'):
        open_index(tmp_path / "index", create_missing=True, engine="tantivy")
    assert not (tmp_path / "index").exists()
    with pytest.raises(IndexMissingError):
        open_index(tmp_path / "index")
