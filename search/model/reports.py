"""What became of an input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that was not understood and therefore left out.

    Attributes:
        path: The file or folder as it was named.
        line: 1-based; None where the whole file is meant.
        reason: One line: what is wrong and how to mend it.
        is_mended: Nothing was left out: it was put right without loss, and is told all the same.
    """

    path: str
    reason: str
    line: int | None = None
    is_mended: bool = False

    def __str__(self) -> str:
        where = f"{self.path}, line {self.line}" if self.line else self.path
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one run of `Index.add` did, in documents.

    Attributes:
        removed: Documents whose file or record is gone, where that was asked for.
        problems: What was left out, or lost a letter on the way in.
        mended: What was put right without loss.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
