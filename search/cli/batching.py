"""`search batch`: a file of queries in, a table of hits out, and for each query without any the reason."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

import click

from search.answers import hit_as_json
from search.cli.choosing import Chosen, filter_options
from search.cli.indexing import seconds
from search.cli.presenting import fields_option
from search.cli.printing import printed_advice, printed_miss
from search.cli.querying import MOST, ORDERS
from search.cli.questions import STDIN, Question, questions
from search.cli.reader import index_option, index_path, language, say
from search.cli.shaping import COLUMNS, cells
from search.index import Index, open_index
from search.index.misses import Miss, missed
from search.model import Json, Page
from search.wording import noticed

OWN = ("query_id", "query")
HIT = (*COLUMNS, "missing")
MISS = (*OWN, "unknown_words", "empty_filters", "without_filters", "advice", "advice_query", "advice_total", "notices")
MOST_TOLD = 20  # queries without results that stderr tells of
_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(slots=True)
class Told:
    """What a run has done so far."""

    queries: int = 0
    rows: int = 0
    missed: int = 0


class Rows:
    """Rows on their way into a file: a table, or JSON Lines."""

    def __init__(self, out: TextIO, columns: Sequence[str], *, is_table: bool) -> None:
        self._out, self._columns = out, columns
        self._table = csv.writer(out, lineterminator="\n") if is_table else None
        if self._table:
            self._table.writerow(columns)

    def write(self, row: Mapping[str, Json]) -> None:
        """Write one row; what is no column is left out."""
        if self._table:
            self._table.writerow(cells(row, self._columns))
        else:
            self._out.write(json.dumps({name: row.get(name) for name in self._columns}, ensure_ascii=False) + "\n")


@click.command("batch")
@index_option
@click.option("-o", "--output", type=_FILE, help="A file for the hits, a table or .jsonl; else standard output.")
@click.option("--report", type=_FILE, help="A file for the queries without results and the reasons, likewise.")
@click.option("--format", "kind", type=click.Choice(["csv", "tsv", "txt"]), help="What FILE is, if no name says it.")
@click.option("--column", default="", metavar="NAME", help="The column of the queries; query or kueri, unless told.")
@click.option("-n", "--limit", type=click.IntRange(0, MOST), metavar="N", help="Hits a query; 10, or as configured.")
@click.option("--sort", type=ORDERS, help="By relevance, or by date with the undated last.")
@filter_options
@click.option("--collapse/--no-collapse", default=None, help="Are copies of an article one result? Yes, unless told.")
@fields_option("Only these keys of a hit.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_context
def batch_command(
    ctx: click.Context,
    /,
    file: Path,
    output: Path | None,
    report: Path | None,
    kind: str | None,
    column: str,
    chosen: Chosen,
    fields: tuple[str, ...],
    **options: Any,  # noqa: ANN401  the other options, as `Index.search` calls them
) -> None:
    """Ask all queries of FILE: one row for each query and hit.

    \b
    search batch queries.csv -o results.csv --report misses.csv
    search batch names.txt -n 3 --source antara > results.csv
    cut -f2 topics.tsv | search batch - -o results.jsonl

    FILE is a table (.csv, .tsv) with a column "query" and, if you like, "id"; or lines of text; "-" is standard input.
    A table without a head has one column of queries, or two: ids and queries. The filters hold for every query. Why a
    query has no results is told: words that no article holds, filters that none passes, and what would find something.
    Exit code 1: no query has results.
    """
    _check_files(file, output, report)
    started, told = perf_counter(), Told()
    with ExitStack() as stack:
        index = stack.enter_context(open_index(index_path()))
        rows = stack.enter_context(_rows(output, (*OWN, *(fields or HIT))))
        misses = stack.enter_context(_rows(report, MISS)) if report else None
        configured = index.config.section("search")
        settings = {name: configured[name] if value is None else value for name, value in options.items()}
        for question in questions(file, kind=kind or "", column=column):
            _ask(index, question, chosen, settings, rows, misses, told)
    if told.missed > MOST_TOLD and not report:
        say("more-misses", count=told.missed - MOST_TOLD)
    counts = {"queries": told.queries, "rows": told.rows, "missed": told.missed}
    say("batch-done", seconds=seconds(started), **counts)
    ctx.exit(0 if told.queries > told.missed else 1)


def _ask(
    index: Index,
    question: Question,
    chosen: Chosen,
    settings: Mapping[str, Any],
    rows: Rows,
    misses: Rows | None,
    told: Told,
) -> None:
    """Search for one query, and write what comes of it."""
    own = dict(zip(OWN, (question.id, question.text), strict=True))
    query = chosen.query([question.text])
    page = index.search(query, exact=chosen.exact, aliases=chosen.aliases, **settings)
    told.queries += 1
    told.rows += len(page.hits)
    for hit in page.hits:
        rows.write(own | hit_as_json(hit, language()))
    if page.total:
        return
    told.missed += 1
    if not misses and told.missed > MOST_TOLD:
        return
    miss = missed(index, query, exact=chosen.exact, aliases=chosen.aliases)
    if misses:
        misses.write(own | _reasons(page, miss))
    else:
        say("batch-miss", query=question.text, place=question.id)
        for line in (*_noticed(page), *printed_miss(miss, language()), *printed_advice(page, language())):
            click.echo(line, err=True)


def _reasons(page: Page, miss: Miss) -> dict[str, Json]:
    best = page.advice[0] if page.advice else None
    return {
        "unknown_words": ", ".join(miss.words),
        "empty_filters": ", ".join(miss.filters),
        "without_filters": miss.unfiltered or None,
        "advice": best and best.code,
        "advice_query": best and best.query,
        "advice_total": best and best.total,
        "notices": " ".join(line.strip() for line in _noticed(page)),
    }


def _noticed(page: Page) -> Iterator[str]:
    return iter(dict.fromkeys(f"  {noticed(notice, page.query, language())}" for notice in page.notices))


@contextmanager
def _rows(path: Path | None, columns: Sequence[str]) -> Iterator[Rows]:
    is_table = path is None or path.suffix.lower() not in (".jsonl", ".ndjson")
    if path is None:
        yield Rows(sys.stdout, columns, is_table=is_table)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        yield Rows(file, columns, is_table=is_table)


def _check_files(file: Path, output: Path | None, report: Path | None) -> None:
    """Nothing is written over: raise click.UsageError where two of the files are one."""
    named = [path.resolve() for path in (file, output, report) if path is not None and path != STDIN]
    if len(set(named)) < len(named):
        raise click.UsageError("FILE, --output and --report are three files; two of them are the same.")
    if file != STDIN and not file.is_file():
        raise click.BadParameter(f"{file}: there is no such file.", param_hint="FILE")
