"""An index moves from one engine to another with everything that belongs to it, and needs no source file."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from search import open_index
from search.aliases import alias_table, shipped_rules
from search.engines.base import Engine
from search.engines.registry import NAMES, named
from search.errors import DamagedIndexError, EngineUnavailableError, IndexMissingError, TakenError
from search.index import manifest as manifests
from search.index.converting import SAVED, convert, copied
from search.query.bound import Dated, Everything, Term
from search.saved.saved import Saved
from search.saved.store import FOLDER, find, keep
from search.suggest.folder import RECENT, WHOLE
from tests.engines.samples import NO_TANTIVY, WEIGHTS

pytest.importorskip("tantivy", reason=NO_TANTIVY)

REPORT = "Bupati membuka pasar ikan baru di tepi sungai, dan pedagang menyambutnya dengan gembira sejak pagi. "
ARTICLES = [
    {"id": "pasar", "text": REPORT * 3, "date": "2015-11-27", "source": "Harian Contoh"},
    {"id": "salinan", "text": REPORT * 3 + "Penulis lain.", "date": "2015-11-28", "source": "Kabar Contoh"},
    {"id": "panen", "text": "Petani padi menunggu musim panen raya. Harga beras naik.", "date": "2015"},
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An index of three articles with an alias file, made from files that are gone."""
    news, folder = tmp_path / "news.jsonl", tmp_path / "whoosh"
    news.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    folder.mkdir()
    (folder / "aliases.txt").write_text("beras, padi\n", encoding="utf-8")
    with open_index(folder, create_missing=True) as index:
        assert index.add([news]).added == len(ARTICLES)
    news.unlink()
    return folder


def opened(folder: Path) -> Engine:
    return named(manifests.load(folder).engine).opened(folder)


def contents(folder: Path) -> tuple[object, ...]:
    """What an index holds, whatever its engine."""
    with opened(folder) as engine:
        found = engine.search(Everything(), weights=WEIGHTS, limit=9, facets=("source", "year"), is_collapsed=True)
        dated = engine.search(Dated(20150101, 20151231), weights=WEIGHTS, limit=9)
        words = {field: list(engine.vocabulary(field)) for field in ("body_root", "body_surface", "source_words")}
        hits = [(one.id, one.stored, one.copies, one.published) for one in found.found]
        kept = sorted(engine.sketches()), dict(engine.digests()), sorted(engine.stored())
        return hits, found.facets, {one.id for one in dated.found}, words, kept


def test_a_converted_index_holds_the_same(source: Path, tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    target = tmp_path / "tantivy"
    assert convert(source, target, "tantivy", on_progress=lambda *now: done.append(now)) == len(ARTICLES)
    assert sum(count for count, _ in done) == 3
    assert {total for _, total in done} == {3}
    assert contents(target) == contents(source)
    before, after = manifests.load(source), manifests.load(target)
    assert (after.engine, after.documents, after.languages) == ("tantivy", 3, before.languages)
    assert (after.analysis, after.aliases) == (before.analysis, before.aliases)
    assert (target / "aliases.txt").read_text(encoding="utf-8") == "beras, padi\n"


def test_there_and_back_again_nothing_is_lost(source: Path, tmp_path: Path) -> None:
    convert(source, tmp_path / "tantivy", "tantivy")
    convert(tmp_path / "tantivy", tmp_path / "again", "whoosh")
    assert contents(tmp_path / "again") == contents(source)


def test_what_is_kept_beside_an_index_comes_along(source: Path, tmp_path: Path) -> None:
    keep(Saved("beras", "harga beras", met=frozenset({"panen"})), source)
    convert(source, tmp_path / "tantivy", "tantivy")
    assert find("beras", tmp_path / "tantivy") == find("beras", source)
    assert (SAVED, RECENT) == (FOLDER, "completions.recent")
    for name in (WHOLE, "history.json", "furniture.json"):
        assert (tmp_path / "tantivy" / name).read_bytes() == (source / name).read_bytes()


def test_an_index_of_other_rules_is_settled_by_its_next_change(source: Path, tmp_path: Path) -> None:
    manifests.save(replace(manifests.load(source), analysis="lama"), source)
    convert(source, tmp_path / "tantivy", "tantivy")
    after = manifests.load(tmp_path / "tantivy")
    assert (after.analysis, after.is_settled) == (manifests.rules(), False)
    with open_index(tmp_path / "tantivy") as index:
        assert index.remove(["panen"]) == 1
    assert manifests.load(tmp_path / "tantivy").is_settled


def test_copies_stay_together(source: Path, tmp_path: Path) -> None:
    convert(source, tmp_path / "tantivy", "tantivy")
    with opened(tmp_path / "tantivy") as engine:
        clusters = {one.id: one.cluster for one in engine.sketches()}
    assert clusters["pasar"] == clusters["salinan"] != ""
    assert clusters["panen"] == ""


def test_the_rules_of_today_hold_in_the_new_index(source: Path, tmp_path: Path) -> None:
    (source / "aliases.txt").write_text("beras, padi\nbupati, walikota\n", encoding="utf-8")
    convert(source, tmp_path / "tantivy", "tantivy")
    with open_index(source) as index:
        index.sync()
    assert contents(tmp_path / "tantivy") == contents(source)
    assert manifests.load(tmp_path / "tantivy").aliases == manifests.load(source).aliases


def test_a_place_that_is_taken_is_left_alone(source: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "surat.txt").write_text("isi", encoding="utf-8")
    with pytest.raises(TakenError):
        convert(source, taken, "tantivy")
    assert [path.name for path in taken.iterdir()] == ["surat.txt"]


def test_an_empty_folder_may_be_the_place(source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert convert(source, tmp_path / "empty", "tantivy") == len(ARTICLES)


def test_what_is_no_index_is_not_converted(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        convert(tmp_path, tmp_path / "new", "tantivy")
    assert not (tmp_path / "new").exists()


def test_an_unknown_engine_is_refused_before_anything_is_written(source: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError):
        convert(source, tmp_path / "new", "lucene")
    assert not list(tmp_path.glob("new*"))


def test_an_interrupted_conversion_leaves_no_index(source: Path, tmp_path: Path) -> None:
    def interrupted(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(source, tmp_path / "new", "tantivy", on_progress=interrupted)
    assert not list(tmp_path.glob("new*"))
    assert convert(source, tmp_path / "new", "tantivy") == len(ARTICLES)


@pytest.mark.parametrize("name", NAMES)
def test_engines_of_each_kind_take_what_is_copied(source: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "other"
    path.mkdir()
    named(name).create(path)
    with opened(source) as one, named(name).opened(path) as other:
        assert copied(one, other, alias_table([shipped_rules()])) == len(ARTICLES)
        assert other.document_frequency("year", "2015") == one.document_frequency("year", "2015") == 3
        found = other.search(Term("source", "Harian Contoh"), weights=WEIGHTS, limit=2).found
        assert [one.id for one in found] == ["pasar"]


def test_an_index_without_its_engine_s_files_is_damaged(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "tantivy"
    convert(source, target, "tantivy")
    (target / "meta.json").unlink()
    with pytest.raises(DamagedIndexError, match=r"meta\.json is missing"):
        convert(target, tmp_path / "again", "whoosh")
    shutil.rmtree(target)
