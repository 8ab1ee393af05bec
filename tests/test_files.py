"""Files beside an index are replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import NO_ROOM, IndexReadOnlyError
from search.files import refusals_named, replace_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    replace_file(path, "Prancis")
    replace_file(path, "François")
    assert (path.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("François", [path])


def test_what_cannot_be_written_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    (path / "full").mkdir(parents=True)  # a folder that is not empty gives its name to no file
    with pytest.raises(IndexReadOnlyError, match="let it be written to") as refused:
        replace_file(path, b"b")
    assert (refused.value.path, list(tmp_path.iterdir())) == (tmp_path, [path])


@pytest.mark.parametrize("reason", NO_ROOM)
def test_a_full_disk_is_told_as_one_however_deep_its_name_stands(tmp_path: Path, reason: str) -> None:
    with pytest.raises(IndexReadOnlyError, match=r"no room is left \(.*\)\. Make room"), refusals_named(tmp_path):
        raise OSError(f"IoError {{ {reason} (os error 28) }}")
