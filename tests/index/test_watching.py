"""A watched folder: what is new, changed or gone in it is so in the index within seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search import Index, open_index
from search.errors import InputError
from search.model import AddReport
from tests.index.writing import counts, ids, lines, text

pytest.importorskip("watchfiles", reason='the extra "watch" is not installed')
LONGEST_S = 30.0  # far more than it takes, for machines that are busy with other things


class Watch:
    """An index that follows a folder in a thread of its own."""

    def __init__(self, index: Index, folder: Path) -> None:
        self.index, self.folder, self.reports = index, folder, list[AddReport]()
        self.errors: list[BaseException] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow)
        self._thread.start()

    def sees(self, *names: str) -> bool:
        """Whether, within a bounded time, the index holds just these."""
        return self.waits_for(lambda: ids(self.index) == sorted(names))

    def waits_for(self, holds: Callable[[], bool]) -> bool:
        """Whether it comes true within a bounded time."""
        end = time.monotonic() + LONGEST_S
        while not holds():
            if time.monotonic() > end or not self._thread.is_alive():
                return holds()
            time.sleep(0.05)
        return True

    def end(self) -> bool:
        """Stop it; whether it has stopped."""
        self._stop.set()
        self._thread.join(LONGEST_S)
        return not self._thread.is_alive()

    def _follow(self) -> None:
        try:
            self.reports.extend(self.index.watch(self.folder, stop=self._stop))
        except BaseException as error:  # noqa: BLE001  whatever it is, the test must see it
            self.errors.append(error)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watch]:
    folder = tmp_path / "arsip"
    text(folder / "satu.txt", "Berita satu tentang panen raya di Karawang.\n")
    text(folder / "dalam" / "dua.txt", "Berita dua tentang panen raya di Subang.\n")
    with open_index(tmp_path / "index", create_missing=True) as index:
        watch = Watch(index, folder)
        try:
            assert watch.sees("satu.txt", "dalam/dua.txt")
            yield watch
        finally:
            assert watch.end()
    assert watch.errors == []


def test_new_changed_and_deleted_files(watched: Watch) -> None:
    folder = watched.folder
    text(folder / "tiga.txt", "Berita tiga tentang kapal di Bitung.\n")
    text(folder / "baru" / "empat.txt", "Berita empat tentang kapal di Ambon.\n")
    assert watched.sees("satu.txt", "dalam/dua.txt", "tiga.txt", "baru/empat.txt")
    text(folder / "satu.txt", "Berita satu tentang tsunami.\n")
    assert watched.waits_for(lambda: ids(watched.index, "tsunami") == ["satu.txt"])
    (folder / "tiga.txt").unlink()
    assert watched.sees("satu.txt", "dalam/dua.txt", "baru/empat.txt")


def test_a_deleted_folder_and_a_renamed_file(watched: Watch) -> None:
    folder = watched.folder
    (folder / "satu.txt").rename(folder / "pertama.txt")
    assert watched.sees("pertama.txt", "dalam/dua.txt")
    (folder / "dalam" / "dua.txt").unlink()
    (folder / "dalam").rmdir()
    assert watched.sees("pertama.txt")


def test_a_renamed_folder(watched: Watch) -> None:
    (watched.folder / "dalam").rename(watched.folder / "luar")
    assert watched.sees("satu.txt", "luar/dua.txt")


def test_a_file_of_records_loses_what_is_gone_from_it(watched: Watch) -> None:
    records = [{"id": name, "text": f"Berita {name} tentang panen."} for name in ("a", "b", "c")]
    lines(watched.folder / "berita.jsonl", records)
    assert watched.sees("satu.txt", "dalam/dua.txt", "a", "b", "c")
    lines(watched.folder / "berita.jsonl", records[1:])
    assert watched.sees("satu.txt", "dalam/dua.txt", "b", "c")


def test_files_that_are_no_articles_are_told_and_end_nothing(watched: Watch) -> None:
    folder = watched.folder
    text(folder / "catatan.docx", "bukan teks")
    text(folder / ".rahasia.txt", "Berita rahasia.\n")
    text(folder / "kosong.jsonl", "")
    text(folder / "rusak.jsonl", '{"id": \n')
    assert watched.waits_for(lambda: any(report.problems for report in watched.reports))
    text(folder / "tiga.txt", "Berita tiga.\n")
    assert watched.sees("satu.txt", "dalam/dua.txt", "tiga.txt")


def test_an_index_below_its_archive_does_not_wake_itself(tmp_path: Path) -> None:
    text(tmp_path / "satu.txt", "Berita satu tentang panen raya di Karawang.\n")
    with open_index(tmp_path / "indeks", create_missing=True) as index:
        watch = Watch(index, tmp_path)
        assert watch.sees("satu.txt")
        text(tmp_path / "dua.txt", "Berita dua tentang panen raya di Subang.\n")
        assert watch.sees("dua.txt", "satu.txt")
        time.sleep(3)  # a burst of its own files would have ended by now
        assert watch.end()
    assert [(report.added, report.problems) for report in watch.reports] == [(1, ()), (1, ())]


def test_another_writer_is_waited_for(watched: Watch) -> None:
    with open_index(watched.index.path) as other:
        writer = other._engine.writer()
        text(watched.folder / "tiga.txt", "Berita tiga.\n")
        time.sleep(1.5)
        assert ids(watched.index) == ["dalam/dua.txt", "satu.txt"]
        writer.rollback()
    assert watched.sees("satu.txt", "dalam/dua.txt", "tiga.txt")


def test_files_that_come_and_go_at_once_end_nothing(watched: Watch) -> None:
    for number in range(60):
        file = text(watched.folder / f"sementara{number}.txt", "Berita sementara.\n")
        time.sleep(0.01)
        file.rename(watched.folder / "tetap.txt") if number == 59 else file.unlink()
    assert watched.sees("satu.txt", "dalam/dua.txt", "tetap.txt")


def test_a_watched_folder_that_is_gone_as_a_whole_removes_nothing(tmp_path: Path) -> None:
    text(tmp_path / "arsip" / "satu.txt", "Berita satu.\n")
    with open_index(tmp_path / "index", create_missing=True) as index:
        watch = Watch(index, tmp_path / "arsip")
        assert watch.sees("satu.txt")
        (tmp_path / "arsip").rename(tmp_path / "dilepas")
        assert watch.waits_for(lambda: bool(watch.errors))
        watch.end()
        assert ids(index) == ["satu.txt"]
        assert isinstance(watch.errors[0], InputError)
        with pytest.raises(InputError, match="the watched folder is not there"):
            next(index.watch(tmp_path / "arsip"))


def test_what_came_while_nobody_watched_is_added_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "arsip" / "satu.txt", "Berita satu.\n")
    monkeypatch.chdir(tmp_path)
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([tmp_path / "arsip"])
        text(tmp_path / "arsip" / "dua.txt", "Berita dua.\n")
        reports = index.watch("./arsip/../arsip")
        assert counts(next(reports)) == (1, 0, 1, 0)
        text(tmp_path / "arsip" / "tiga.txt", "Berita tiga.\n")
        assert counts(next(reports)) == (1, 0, 0, 0)
        assert ids(index) == ["dua.txt", "satu.txt", "tiga.txt"]


def test_ctrl_c_ends_the_command_in_order(tmp_path: Path) -> None:
    text(tmp_path / "arsip" / "satu.txt", "Berita satu.\n")
    command = [sys.executable, "-c", "from search.cli import main; main()", "-i", str(tmp_path / "index")]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    with subprocess.Popen(
        [*command, "index", "watch", str(tmp_path / "arsip")], stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stderr
        assert "Watching" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST_S) == 0
        assert process.stderr.read().strip() == "Stopped watching."
    with open_index(tmp_path / "index") as index:
        assert ids(index) == ["satu.txt"]
