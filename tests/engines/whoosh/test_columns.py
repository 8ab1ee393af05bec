"""A column of bytes is what Whoosh's own writer makes of it, however it came."""

from __future__ import annotations

from io import BytesIO

import pytest
from whoosh.columns import VarBytesColumn
from whoosh.filedb.structfile import BufferFile, StructFile

from search.engines.whoosh.columns import BytesColumn


# Beyond 32,768 documents it says where each value begins; lengths and places take 1, 2 or 4 bytes each.
@pytest.mark.parametrize(("count", "longest"), [(0, 5), (1, 5), (10, 300), (90, 70_000), (40_000, 3), (40_000, 20)])
def test_the_bytes_are_those_of_whoosh(count: int, longest: int) -> None:
    values = [bytes(number * 7919 % longest) for number in range(count)]
    theirs, ours = BytesIO(), BytesIO()
    writer = VarBytesColumn().writer(StructFile(theirs))
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(count)
    together = BytesColumn().writer(StructFile(ours))
    together.add_all(0, values[: count // 3])
    together.add_all(count // 3, values[count // 3 :])
    together.finish(count)
    assert ours.getvalue() == theirs.getvalue()


def test_documents_without_a_value_have_none() -> None:
    file = BytesIO()
    writer = BytesColumn().writer(StructFile(file))
    writer.add_all(2, [b"gempa", b"di"])
    writer.finish(5)
    data = memoryview(file.getvalue())
    column = BytesColumn().reader(BufferFile(data), 0, len(data), 5)
    assert [column[number] for number in range(5)] == [b"", b"", b"gempa", b"di", b""]
