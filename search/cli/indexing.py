"""`search index ...`: what goes into an index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from search.cli.reader import engine_option, index_option, index_path, language, say
from search.engines.registry import NAMES
from search.index import open_index
from search.index.opening import index_folder
from search.model import AddReport
from search.wording import sentence

MOST_PROBLEMS = 20  # lines; the rest is counted


@click.group()
@index_option
def index_group() -> None:
    """Add articles, keep the index in order, see what it holds."""


@index_group.command("add")
@index_option
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="PATH...")
@click.option(
    "--format", "format_name", default="", metavar="NAME", help="What PATH is, where its name is silent: jsonl, csv ..."
)
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=NAME", help="The archive's own name of a field: body=isi_naskah."
)
@click.option("--prune", is_flag=True, help="Remove articles that came from PATH and are not there any more.")
@click.option("--keep-furniture", is_flag=True, help='Lines of page templates ("Baca juga") stay in the text.')
@click.option("--workers", type=click.IntRange(0, 64), default=0, metavar="N", help="Processes; 0: as many as pay.")
@engine_option
@click.pass_context
def add_command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    format_name: str,
    pairs: tuple[str, ...],
    engine: str,
    **options: Any,  # noqa: ANN401  the other options, as `Index.add` calls them
) -> None:
    """Add files and folders, with all that is below them, to the index.

    \b
    search index add arsip/ laman.html.gz
    search index add arsip/ --prune                    once more: what is gone there goes here
    search index add dump.csv --map body=isi_naskah    columns of other names
    zcat dump.jsonl.gz | search index add - --format jsonl

    It reads .txt and .md (one article a file), .html, .json, .jsonl, .csv, .tsv, RSS and Atom, .warc and .pdf, also as
    .gz, .zst or in a .zip. Formats that need a library of their own name the command that installs it.

    Again is an update: unchanged articles stay, changed ones are replaced. All is committed at once at the end; after
    Ctrl+C the index is as it was before. What cannot be read is listed at the end with file, line and reason, and the
    exit code is 2; --prune keeps it.

    A file's article has its path below the folder that was added as its id; a record has its own id, else its url,
    else a hash of its content.
    """
    # Here, because the readers of all formats take a tenth of the time of a whole search to load.
    from search.ingest import Reading, reading

    started = perf_counter()
    try:
        settings = Reading(format_name.lower().lstrip("."), dict(map(_pair, pairs)))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    opened = open_index(index_path(engine), create_missing=True, engine=engine)
    with opened as index, _progress("adding") as advance, reading(settings):
        report = index.add(paths, on_progress=advance, **options)
    summarize(report, seconds(started))
    ctx.exit(2 if report.problems else 0)


@index_group.command("sync")
@index_option
def sync_command() -> None:
    """Analyze stored texts again, by the rules of today.

    \b
    search index sync

    After a change of the index's own aliases.txt only those that hold a touched name, which takes seconds; after a new
    version with other rules of analysis all of them. "search" says so until it is done.
    """
    started = perf_counter()
    with open_index(index_path()) as index, _progress("syncing") as advance:
        count = index.sync(on_progress=advance)
    say("sync-done", count=count, seconds=seconds(started))


@index_group.command("convert")
@index_option
@click.option("--engine", type=click.Choice(NAMES), required=True, help="That of the new index.")
@click.option("--to", "target", type=click.Path(path_type=Path), metavar="FOLDER", help="Where it goes.")
def convert_command(engine: str, target: Path | None) -> None:
    """Make an index of another engine out of this one, which stays.

    \b
    search index convert --engine tantivy
    search index convert --engine whoosh --to arsip-lama

    The files it was made from are not needed: the stored texts are analyzed again, by the rules of today, and copies,
    learned lines of templates, aliases, settings and completions come along. The new index has its name only when it
    is whole. Unless told it goes beside this one: "tantivy" beside "whoosh", else "NAME-tantivy" beside NAME.
    docs/engines.md says which engine is for what.
    """
    # Here, because a search needs nothing of what makes an index.
    from search.index.converting import beside, convert

    started, source = perf_counter(), index_folder(index_path())
    target = target or beside(source, engine)
    with _progress("converting") as advance:
        count = convert(source, target, engine, on_progress=advance)
    say("convert-done", count=count, path=str(target), seconds=seconds(started))


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
    """A progress bar on a terminal, nothing in a pipe; an interrupted batch is told so."""
    try:
        if not sys.stderr.isatty():
            yield lambda count, total: None
            return
        with click.progressbar(length=1, label=sentence(code, language()), file=sys.stderr) as bar:

            def advance(count: int, total: int) -> None:
                bar.length = max(1, total)
                bar.update(count)

            yield advance
            bar.update(max(0, (bar.length or 0) - bar.pos))
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)  # 128 + SIGINT, as shells count


def summarize(report: AddReport, took: str = "") -> None:
    """Say what a run did, how long it took or else when it was, and what it left out."""
    words = language()
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    if report.removed:
        counts["removed"] = report.removed
    counts["skipped"] = len(report.problems)
    parts = [sentence(code, words, {"count": count}) for code, count in counts.items()]
    values = {"seconds": took, "time": f"{datetime.now():%H:%M:%S}", "summary": ", ".join(parts)}
    click.echo(sentence("add-done" if took else "watch-done", words, values))
    for problems in (report.problems, report.mended):
        for problem in problems[:MOST_PROBLEMS]:
            click.echo(f"  {problem}", err=True)
        if len(problems) > MOST_PROBLEMS:
            say("more-problems", count=len(problems) - MOST_PROBLEMS)
