"""What the last runs did to an index, and what they left out: a short file beside it.

It is told after the commit it speaks of. A run that is lost in a crash is lost from here only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from search.files import replace_file
from search.model import AddReport, Problem

NAME = "history.json"
MOST_RUNS, MOST_PROBLEMS = 20, 200  # a run with a problem in every file must not outgrow the index


@dataclass(frozen=True, slots=True)
class Run:
    """One run that added to an index.

    Attributes:
        when: ISO 8601 with its offset, to the second.
        paths: As named.
        report: What it did; of its problems at most MOST_PROBLEMS, `left_out` and `mended` count them all.
    """

    when: str
    paths: tuple[str, ...]
    report: AddReport
    left_out: int = 0
    mended: int = 0


def runs(folder: Path) -> tuple[Run, ...]:
    """The last runs, the newest first; none where the file is missing or not ours."""
    try:
        kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return tuple(_run(one) for one in kept["runs"])
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def keep(run: Run, folder: Path) -> None:
    """Remember a run, and forget the oldest. Raises IndexReadOnlyError."""
    kept = [asdict(_shortened(one)) for one in (run, *runs(folder))][:MOST_RUNS]
    replace_file(folder / NAME, json.dumps({"runs": kept}) + "\n")  # in ASCII, for names of files may be no text


def run(when: str, paths: tuple[str, ...], report: AddReport) -> Run:
    """The record of a run."""
    return Run(when, paths, report, len(report.problems), len(report.mended))


def _shortened(one: Run) -> Run:
    report = one.report
    counts = {name: getattr(report, name) for name in ("added", "updated", "unchanged", "removed")}
    problems, mended = report.problems[:MOST_PROBLEMS], report.mended[:MOST_PROBLEMS]
    return Run(one.when, one.paths, AddReport(**counts, problems=problems, mended=mended), one.left_out, one.mended)


def _run(kept: Mapping[str, object]) -> Run:
    values = dict(kept)
    report = dict(values.pop("report"))  # type: ignore[call-overload]  # JSON
    for name in ("problems", "mended"):
        report[name] = tuple(Problem(**one) for one in report[name])
    return Run(**{**values, "paths": tuple(values["paths"]), "report": AddReport(**report)})  # type: ignore[arg-type]
