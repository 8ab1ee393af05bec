"""`search index ...`: what goes into an index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import click

from search.cli.reader import index_option, index_path, language, say
from search.index import open_index
from search.model import AddReport
from search.wording import number, sentence

MOST_PROBLEMS = 20  # lines; the rest is counted


@click.group()
@index_option
def index_group() -> None:
    """Add articles to the index, and keep it in order."""


@index_group.command("add")
@index_option
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.pass_context
def add_command(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Add files or folders: .txt (one article a file) and .jsonl (one article a line), also as .gz.

    Adding again updates what has changed and leaves the rest. Exit code 2 tells that something was skipped.
    """
    started = perf_counter()
    with open_index(index_path(), create_missing=True) as index, _progress("adding") as advance:
        report = index.add(paths, on_progress=advance)
    _summarize(report, _seconds(started))
    ctx.exit(2 if report.problems else 0)


@index_group.command("sync")
@index_option
def sync_command() -> None:
    """Analyze all articles again from their stored text, by the alias file and the rules of today."""
    started = perf_counter()
    with open_index(index_path()) as index, _progress("syncing") as advance:
        count = index.sync(on_progress=advance)
    say("sync-done", count=number(count, language()), seconds=_seconds(started))


def _seconds(started: float) -> str:
    return f"{perf_counter() - started:.1f}"


@contextmanager
def _progress(code: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr; an interrupted batch is told so."""
    label = sentence(code, language())
    try:
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def advance(count: int, total: int) -> None:
                bar.length = max(1, total)
                bar.update(count)

            yield advance
            bar.update(max(0, (bar.length or 0) - bar.pos))
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)  # 128 + SIGINT, as shells count


def _summarize(report: AddReport, seconds: str) -> None:
    words = language()
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    counts["skipped"] = len(report.problems)
    parts = [sentence(code, words, {"count": number(count, words)}) for code, count in counts.items()]
    click.echo(sentence("add-done", words, {"seconds": seconds, "summary": ", ".join(parts)}))
    for problem in report.problems[:MOST_PROBLEMS]:
        click.echo(f"  {problem}", err=True)
    if len(report.problems) > MOST_PROBLEMS:
        say("more-problems", count=number(len(report.problems) - MOST_PROBLEMS, words))
