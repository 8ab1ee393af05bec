"""Benchmarks take minutes and run by hand; here they are only loaded, so that none stays behind what it measures."""

from __future__ import annotations

import importlib.util
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

BENCHMARKS = sorted((ROOT / "benchmarks").glob("*.py"))
ARTICLES = [
    ("banjir", "Banjir di Demak", "Banjir merendam ratusan rumah di Demak sejak Senin."),
    ("gempa", "Gempa di Palu", "Gempa mengguncang Palu, warga berlari ke luar rumah."),
    ("pasar", "Pasar baru di Solo", "Pasar itu dibuka kembali setelah dua tahun."),
    ("jembatan", "Jembatan selesai", "Jembatan di Solo selesai lebih cepat."),
]


def loaded(path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A benchmark as a module, with those beside it in reach, as where it runs."""
    monkeypatch.syspath_prepend(str(path.parent))
    name = f"benchmark_{path.stem}"  # not the stem: there are packages of that name
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_finds_what_it_imports_and_says_what_it_measures(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        module = loaded(path, monkeypatch)
    except ModuleNotFoundError as error:
        pytest.skip(f"{error.name} is not installed")
    assert module.__doc__


@pytest.mark.parametrize("name", ["Whoosh + PySastrawi", "tantivy", "SQLite FTS5", "bm25s", "Xapian"])
def test_a_peer_finds_words_and_phrases(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    peers = loaded(ROOT / "benchmarks" / "peers.py", monkeypatch)
    try:
        peer = peers.PEERS[name]()
    except ModuleNotFoundError as error:
        pytest.skip(f"{error.name} is not installed")
    file, folder = tmp_path / "articles.jsonl", tmp_path / "index"
    file.write_text("\n".join(json.dumps(dict(zip(("id", "title", "text"), one, strict=True))) for one in ARTICLES))
    folder.mkdir()
    peer.build(file, folder)
    with ExitStack() as stack:
        asked = peer.opened(folder, stack)
        assert asked.count == len(ARTICLES)
        assert set(asked.answer("gempa atau banjir")) == {"gempa", "banjir"}
        if asked.phrase:
            assert list(asked.phrase("pasar baru")) == ["pasar"]
            assert not list(asked.phrase("baru pasar"))
