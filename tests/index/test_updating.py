"""Adding again, pruning, removing: the index follows its folders, and loses nothing that may still be there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search import Index, open_index
from search.errors import IndexLockedError, InputError
from search.index import manifest
from search.index.storing import stored_text
from search.model import Document
from tests.index.writing import counts, ids, lines, text

RECORDS = [
    {"id": "beras", "title": "Harga beras naik", "text": "Harga beras di pasar induk naik dua persen pekan ini."},
    {"id": "gempa", "title": "Gempa di Palu", "text": "Gempa bumi mengguncang Palu dan Donggala pada Jumat petang."},
    {"id": "banjir", "title": "Banjir surut", "text": "Banjir di Bandung selatan mulai surut setelah hujan reda."},
]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with open_index(tmp_path / "index", create_missing=True) as index:
        yield index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three text files, one of them in a folder of its own, and a file of records."""
    for name in ("satu.txt", "dua.txt", "dalam/tiga.txt"):
        text(tmp_path / "arsip" / name, f"Berita {name} tentang panen raya di Karawang.\n")
    lines(tmp_path / "arsip" / "berita.jsonl", RECORDS)
    return tmp_path / "arsip"


def test_the_same_again_changes_nothing(index: Index, folder: Path) -> None:
    assert counts(index.add([folder])) == (6, 0, 0, 0)
    before = index.version()
    assert counts(index.add([folder], prune=True)) == (0, 0, 6, 0)
    assert index.version() == before, "and is no commit"


def test_what_changed_is_replaced_and_the_rest_stays(index: Index, folder: Path) -> None:
    index.add([folder])
    before = index.version()
    text(folder / "satu.txt", "Berita satu tentang ikan di Muara Angke.\n")
    assert counts(index.add([folder])) == (0, 1, 5, 0)
    assert (ids(index, "+Angke"), index.version() != before) == (["satu.txt"], True)
    assert "satu.txt" not in ids(index, "+Karawang")


def test_what_is_gone_stays_until_it_is_pruned(index: Index, folder: Path) -> None:
    index.add([folder])
    (folder / "dua.txt").unlink()
    assert counts(index.add([folder])) == (0, 0, 5, 0)
    assert "dua.txt" in ids(index)
    assert counts(index.add([folder], prune=True)) == (0, 0, 5, 1)
    assert "dua.txt" not in ids(index)


def test_a_changed_file_of_records_loses_exactly_those_that_are_gone(index: Index, folder: Path) -> None:
    index.add([folder])
    new = {"id": "longsor", "title": "Longsor di Garut", "text": "Longsor menutup jalan ke Garut."}
    lines(folder / "berita.jsonl", [RECORDS[0], {**RECORDS[1], "title": "Gempa kuat di Palu"}, new])
    assert counts(index.add([folder / "berita.jsonl"], prune=True)) == (1, 1, 1, 1)
    assert ids(index) == ["beras", "dalam/tiga.txt", "dua.txt", "gempa", "longsor", "satu.txt"]


def test_pruning_one_folder_leaves_what_came_from_others(index: Index, folder: Path, tmp_path: Path) -> None:
    text(tmp_path / "arsip-lama" / "empat.txt", "Berita empat tentang pelabuhan di Merak.\n")
    index.add([folder, tmp_path / "arsip-lama"])
    (tmp_path / "arsip-lama" / "empat.txt").unlink()
    assert index.add([folder], prune=True).removed == 0
    assert "empat.txt" in ids(index)


def test_pruning_by_a_folder_without_an_article_is_refused(index: Index, folder: Path, tmp_path: Path) -> None:
    index.add([folder])
    for path in (folder / "satu.txt", folder / "dua.txt", folder / "dalam" / "tiga.txt", folder / "berita.jsonl"):
        path.rename(tmp_path / path.name)
    with pytest.raises(InputError, match="no article was found here, so nothing was removed"):
        index.add([folder], prune=True)
    assert len(index) == 6
    with pytest.raises(InputError, match="there is no such file or folder"):
        index.add([tmp_path / "arsp"], prune=True)
    assert len(index) == 6


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _garbled(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'{"id": "gempa"', b'{"id": gempa"'))


@pytest.mark.parametrize("damage", [_cut, _garbled], ids=["cut in the middle", "a broken line"])
def test_a_file_that_could_not_be_read_whole_loses_nothing(index: Index, folder: Path, damage: object) -> None:
    index.add([folder])
    damage(folder / "berita.jsonl")  # type: ignore[operator]
    report = index.add([folder], prune=True)
    assert (report.removed, len(report.problems)) == (0, 1)
    assert len(index) == 6


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["dalam", "berita.jsonl"])
def test_what_may_not_be_read_is_not_gone(index: Index, folder: Path, name: str) -> None:
    index.add([folder])
    (folder / name).chmod(0)
    report = index.add([folder], prune=True)
    (folder / name).chmod(0o755)
    assert (report.removed, len(index)) == (0, 6)


def test_a_link_that_leads_nowhere_now_is_not_gone(index: Index, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    text(tmp_path / "disk" / "lima.txt", "Berita lima tentang kapal di Bitung.\n")
    (folder / "lepas").symlink_to(tmp_path / "disk")
    assert index.add([folder]).added == 7
    (tmp_path / "disk").rename(tmp_path / "diskon")  # as a disk that is not mounted
    assert index.add([folder], prune=True).removed == 0
    assert "lepas/lima.txt" in ids(index)


def test_what_was_deleted_is_named_by_who_saw_it_and_nothing_else_goes(index: Index, folder: Path) -> None:
    index.add([folder])
    (folder / "dalam" / "tiga.txt").unlink()
    (folder / "dalam").rmdir()
    (folder / "dua.txt").unlink()
    assert counts(index.add([], below=folder, gone=[folder / "dalam"])) == (0, 0, 0, 1)
    assert ids(index, "Karawang") == ["dua.txt", "satu.txt"]


def test_below_gives_the_ids_of_the_folder_above(index: Index, folder: Path) -> None:
    index.add([folder])
    text(folder / "dalam" / "tiga.txt", "Berita tiga, ditulis ulang.\n")
    text(folder / "dalam" / "empat.txt", "Berita empat.\n")
    changed = [folder / "dalam" / "tiga.txt", folder / "dalam" / "empat.txt"]
    assert counts(index.add(changed, below=folder, prune=True)) == (1, 1, 0, 0)
    assert "dalam/empat.txt" in ids(index)


def test_removing_takes_out_what_is_there_and_counts_it(index: Index, folder: Path) -> None:
    index.add([folder])
    assert index.remove(["beras", "never there", "beras", "satu.txt"]) == 2
    assert ids(index) == ["banjir", "dalam/tiga.txt", "dua.txt", "gempa"]
    assert counts(index.add([folder])) == (2, 0, 4, 0), "their files stay: adding brings them back"


def test_an_error_leaves_the_index_as_it_was(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    index.add([folder])
    before, files = index.version(), {file.name: file.read_bytes() for file in (tmp_path / "index").glob("*.json")}
    text(folder / "satu.txt", "Berita satu lagi.\n")
    text(folder / "zebra.txt", "Berita zebra.\n")
    with monkeypatch.context() as patched:
        patched.setattr("search.index.entries.stored_text", _failing_for_zebra)
        with pytest.raises(MemoryError):
            index.add([folder], prune=True)
    assert index.version() == before
    assert {file.name: file.read_bytes() for file in (tmp_path / "index").glob("*.json")} == files
    assert counts(index.add([folder])) == (1, 1, 5, 0), "and the next writer is let in"


def _failing_for_zebra(document: Document) -> str:
    if "zebra" in document.body:
        raise MemoryError
    return stored_text(document)


COPY = "Bupati meresmikan jembatan gantung sepanjang seratus meter di atas Sungai Citarum pada Senin pagi. " * 5


def test_what_was_cut_off_between_commit_and_copies_is_settled_by_the_next_change(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = [{"id": name, "text": COPY, "source": name, "date": "2019-09-12"} for name in ("satu", "dua")]
    index.add([lines(tmp_path / "salinan.jsonl", pair[:1])])
    with monkeypatch.context() as patched:
        # "satu" is written again when "dua" is in.
        patched.setattr("search.index.settling.document_of", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            index.add([lines(tmp_path / "salinan.jsonl", pair)])
    assert (ids(index), index.search("jembatan").total) == (["dua", "satu"], 2)
    assert not manifest.load(tmp_path / "index").is_settled
    assert counts(index.add([tmp_path / "salinan.jsonl"])) == (0, 0, 2, 0)
    assert index.search("jembatan").total == 1
    assert manifest.load(tmp_path / "index").is_settled


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_nobody_else_writes_between_a_batch_and_what_follows_from_it(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []

    def intruding(self: object) -> dict[str, str]:
        with open_index(tmp_path / "index") as other, pytest.raises(IndexLockedError):
            other.remove(["beras"])
        refused.append("remove")
        return {}

    monkeypatch.setattr("search.copies.Copies.changed", intruding)
    index.add([lines(tmp_path / "berita.jsonl", RECORDS)])
    assert (refused, len(index)) == (["remove"], 3)


def test_an_index_held_open_writes_beside_what_others_wrote(tmp_path: Path) -> None:
    english = {"id": "en", "title": "Floods recede", "text": "Floods in the south of Bandung were receding today. " * 4}
    with open_index(tmp_path / "index", create_missing=True) as ours, open_index(tmp_path / "index") as theirs:
        theirs.add([lines(tmp_path / "en.jsonl", [{**english, "lang": "en"}])])
        ours.add([lines(tmp_path / "id.jsonl", RECORDS)])
        assert len(theirs) == len(ours) == 4
    assert manifest.load(tmp_path / "index").languages == ("en",)


def test_a_file_of_the_same_name_elsewhere_is_told_and_not_taken(index: Index, tmp_path: Path) -> None:
    one = text(tmp_path / "a" / "berita.txt", "Berita dari map pertama.\n")
    two = text(tmp_path / "b" / "berita.txt", "Berita dari map kedua.\n")
    index.add([one.parent])
    report = index.add([two.parent])
    assert (counts(report), len(report.problems)) == ((0, 0, 0, 0), 1)
    assert "belongs to" in report.problems[0].reason
    one.unlink()
    assert counts(index.add([two.parent])) == (0, 1, 0, 0), "a file that moved is the same article"


def test_the_history_tells_what_runs_did_and_left_out(index: Index, folder: Path, tmp_path: Path) -> None:
    index.add([folder])
    text(folder / "berita.jsonl", '{"id": "beras"\n')
    index.add([folder])
    newest, first = index.statistics().runs
    assert (first.report.added, first.left_out) == (6, 0)
    assert (newest.left_out, newest.paths) == (1, (str(folder),))
    assert str(newest.report.problems[0]).startswith(f"{folder}/berita.jsonl, line 1")
    (tmp_path / "index" / "history.json").write_text("[]", encoding="utf-8")
    assert index.statistics().runs == ()


def test_statistics_count_what_is_there(index: Index, tmp_path: Path) -> None:
    dated = [{**RECORDS[0], "date": "2015-11-27"}, {**RECORDS[1], "date": "2015-11"}, RECORDS[2] | {"source": "Antara"}]
    index.add([lines(tmp_path / "berita.jsonl", dated)])
    found = index.statistics()
    assert (found.documents, found.results, found.copies, found.undated, found.partly_dated) == (3, 3, 0, 1, 1)
    assert found.facets["month"] == {"2015-11": 2}
    assert found.facets["source"] == {"Antara": 1}


def test_the_fingerprint_holds_the_version_of_sketches() -> None:
    from search import copies

    assert manifest.SKETCHES == copies.VERSION
    assert manifest.rules().endswith(f"-{copies.VERSION}")


def test_an_index_with_other_sketches_says_so_and_sync_mends_it(index: Index, tmp_path: Path) -> None:
    pair = [{"id": name, "text": COPY, "source": name, "date": "2019-09-12"} for name in ("satu", "dua")]
    index.add([lines(tmp_path / "salinan.jsonl", pair)])
    folder = tmp_path / "index"
    kept = manifest.load(folder)
    manifest.save(replace(kept, analysis=kept.analysis.rpartition("-")[0] + "-0"), folder)
    with open_index(folder) as stale:
        assert [notice.code for notice in stale.search("jembatan").notices] == ["stale-analysis"]
        assert stale.sync() == 2
        page = stale.search("jembatan")
        assert (page.total, page.notices) == (1, ())
