"""Counts as tables for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from search.index.statistics import Statistics
from search.wording import number, sentence

# Facets in the order of a reader's interest, and the values of each that fit on a screen.
SHOWN = ("source", "year", "month", "language", "section", "place", "author")
MOST_VALUES = 15
MOST_PROBLEMS = 3  # of a run
WIDEST_BAR = 30  # characters


def statistics_table(found: Statistics, language: str) -> str:
    """What an index holds, one count a line, then the values of each facet with a bar, then the last runs."""
    counts = ("documents", "results", "copies", "undated", "partly_dated")
    head = [(sentence(f"stats-{name}", language), number(getattr(found, name), language)) for name in counts]
    parts = ["\n".join(_aligned(head))]
    for name in SHOWN:
        values = found.facets.get(name, {})
        if values:
            parts.append("\n".join([sentence(f"facet-{name}", language), *_bars(values, language)]))
    parts += [_run_lines(found, language)] if found.runs else []
    return "\n\n".join(parts)


def _bars(values: Mapping[str, int], language: str) -> Iterator[str]:
    highest = max(values.values())
    shown = list(islice(values.items(), MOST_VALUES))
    width = max(len(value) for value, _ in shown)
    for value, count in shown:
        bar = "█" * max(1, round(count / highest * WIDEST_BAR))
        yield f"  {value:<{width}}  {number(count, language):>9}  {bar}"
    if len(values) > MOST_VALUES:
        yield "  " + sentence("more-values", language, {"count": len(values) - MOST_VALUES})


def _run_lines(found: Statistics, language: str) -> str:
    lines = [sentence("stats-runs", language)]
    for run in found.runs:
        report = run.report
        counts = {"added": report.added, "updated": report.updated, "removed": report.removed, "skipped": run.left_out}
        told = (sentence(code, language, {"count": count}) for code, count in counts.items() if count)
        when = run.when[:16].replace("T", " ")  # to the minute
        lines.append(f"  {when}  {', '.join(run.paths)}: {', '.join(told)}".rstrip(": "))
        lines += [f"      {problem}" for problem in report.problems[:MOST_PROBLEMS]]
        if run.left_out > MOST_PROBLEMS:
            lines.append("      " + sentence("more-problems", language, {"count": run.left_out - MOST_PROBLEMS}))
    return "\n".join(lines)


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    kept = list(rows)
    width = max(len(label) for label, _ in kept)
    for label, value in kept:
        yield f"{label:<{width}}  {value:>9}"
