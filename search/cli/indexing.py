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
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="PATH...")
@click.option("--format", "format_name", default="", metavar="NAME", help="What '-' or a named file is: csv, ...")
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=NAME", help="The archive's own name of a field: body=isi_naskah."
)
@click.option("--prune", is_flag=True, help="Remove articles that came from PATH and are not there any more.")
@click.option("--keep-furniture", is_flag=True, help='Lines of page templates ("Baca juga") stay in the text.')
@click.option("--workers", type=click.IntRange(0, 64), default=0, help="Processes that analyze; 0: as many as pay.")
@click.pass_context
def add_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    format_name: str,
    pairs: tuple[str, ...],
    prune: bool,
    keep_furniture: bool,
    workers: int,
) -> None:
    """Add files or folders: text, HTML, JSON, JSON Lines, CSV, RSS and Atom, WARC, PDF; also as .gz, .zst or in a .zip.

    A dash reads standard input. Adding again updates what has changed and leaves the rest. Exit code 2 tells that
    something was skipped.
    """
    # Here, because the readers of all formats take a tenth of the time of a whole search to load.
    from search.ingest import Reading, reading

    started = perf_counter()
    try:
        settings = Reading(format_name.lower().lstrip("."), dict(map(_pair, pairs)))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    with open_index(index_path(), create_missing=True) as index, _progress("adding") as advance, reading(settings):
        report = index.add(
            paths, prune=prune, keep_furniture=keep_furniture, workers=workers, on_progress=advance
        )
    summarize(report, seconds(started))
    ctx.exit(2 if report.problems else 0)


@index_group.command("sync")
@index_option
def sync_command() -> None:
    """Analyze all articles again from their stored text, by the alias file and the rules of today."""
    started = perf_counter()
    with open_index(index_path()) as index, _progress("syncing") as advance:
        count = index.sync(on_progress=advance)
    say("sync-done", count=number(count, language()), seconds=seconds(started))


def _pair(text: str) -> tuple[str, str]:
    """Field and name of --map. Raises ValueError."""
    name, mark, key = text.partition("=")
    if not (name.strip() and mark and key.strip()):
        raise ValueError(f'"{text}" is not of the form FIELD=NAME, like body=isi_naskah.')
    return name.strip(), key.strip()


def seconds(started: float) -> str:
    """The time since then, for readers."""
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


def summarize(report: AddReport, took: str) -> None:
    """Say what a run did, and what it left out."""
    words = language()
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    if report.removed:
        counts["removed"] = report.removed
    counts["skipped"] = len(report.problems)
    parts = [sentence(code, words, {"count": number(count, words)}) for code, count in counts.items()]
    click.echo(sentence("add-done", words, {"seconds": took, "summary": ", ".join(parts)}))
    for problems in (report.problems, report.mended):
        for problem in problems[:MOST_PROBLEMS]:
            click.echo(f"  {problem}", err=True)
        if len(problems) > MOST_PROBLEMS:
            say("more-problems", count=number(len(problems) - MOST_PROBLEMS, words))
