"""Numbers that come one part after another and are read when all are there: few in memory, more in a file.

So what is known of each document or term takes room on the disk while an index is written, and none in memory: the
system keeps as many pages of the file as it has room for.
"""

from __future__ import annotations

from mmap import mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# In memory of each spool. A writer has some thirty of them; a batch of a few hundred documents needs no file.
MOST_BYTES = 1 << 18


class Spool:
    """Numbers of one kind in the order in which they came.

    >>> lengths = Spool(Path(), np.uint32)
    >>> lengths.append(np.array([3, 70]))
    >>> lengths.append(np.array([5]))
    >>> len(lengths), lengths.array().tolist()
    (3, [3, 70, 5])
    """

    def __init__(self, folder: Path, kind: type[np.generic]) -> None:
        """The file, which has no name and goes with this spool, will be in `folder`."""
        self._folder, self._kind = folder, np.dtype(kind).newbyteorder("<")
        self._waiting = bytearray()
        self._file: Any = None  # typeshed's name of its type is private
        self._array: NDArray[Any] | None = None
        self._size = 0

    def __len__(self) -> int:
        return self._size // self._kind.itemsize

    def append(self, numbers: NDArray[Any]) -> None:
        """Add numbers behind the last."""
        self.write(np.ascontiguousarray(numbers, self._kind).view(np.uint8).data)

    def write(self, data: bytes | memoryview) -> None:
        """The same from their bytes, under the name that files have."""
        self._waiting += data
        self._size += len(data)
        if len(self._waiting) > MOST_BYTES:
            self._lay_aside()

    def array(self) -> NDArray[Any]:
        """All of them, which may be changed; nothing is appended any more."""
        if self._array is None:
            memory: bytearray | mmap = self._waiting
            if self._file is not None:
                self._lay_aside()
                memory = mmap(self._file.fileno(), self._size)
                self._file.close()  # a merge has hundreds of them, and a process may hold a thousand files
            self._array = np.frombuffer(memory, self._kind)
        return self._array

    def _lay_aside(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115  open as long as this spool
        self._file.write(self._waiting)
        self._file.flush()
        self._waiting = bytearray()
