"""`search evaluate` and `search judge`: how good the answers are, and the judgements that tell."""

from __future__ import annotations

import json
from pathlib import Path

import click

from search.cli.reader import index_option

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@index_option
@click.argument("topics_file", type=FILE, metavar="TOPICS")
@click.argument("qrels_file", type=FILE, metavar="QRELS")
@click.option("--corpus", multiple=True, type=click.Path(exists=True, path_type=Path), help="Index this, for now only.")
@click.option("--run", "run_files", multiple=True, type=FILE, help="A TREC run to compare with.")
@click.option("--compare", nargs=2, metavar="A B", help="Two settings: aliases=none aliases=mine.txt")
@click.option(
    "--depth", type=click.IntRange(10, 1000), metavar="N", default=100, show_default=True, help="Answers to a topic."
)
@click.option("--per-topic", is_flag=True, help="Also the values of each topic.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of tables.")
@click.option("--html", "html_file", type=NEW_FILE, help="Write a page with the worst topics, explained.")
@click.option("--write-run", "run_out", type=NEW_FILE, help="Write the answers as a TREC run.")
def evaluate_command(
    topics_file: Path,
    qrels_file: Path,
    corpus: tuple[Path, ...],
    run_files: tuple[Path, ...],
    compare: tuple[str, str] | None,
    depth: int,
    per_topic: bool,
    is_json: bool,
    html_file: Path | None,
    run_out: Path | None,
) -> None:
    """Measure the answers to TOPICS by the judgements of QRELS.

    \b
    search evaluate topics.tsv qrels.txt
    search evaluate topics.tsv qrels.txt --compare aliases=none aliases=mine.txt

    TOPICS is TSV, JSON Lines or TREC, QRELS as TREC has it. Measures: nDCG@10, RR@10, Success@10, AP, R@100, P@5, for
    each topic and in the mean. It needs the extra "eval"; the message names the command that installs it.
    """
    # Here, because evaluation takes a twentieth of the time of a whole search to load.
    from search.cli.measuring import evaluated
    from search.evaluation import as_json, html_page, read_qrels, read_topics, table, write_run

    topics, qrels = read_topics(topics_file), read_qrels(qrels_file)
    shown, run = evaluated(topics, qrels, corpus=corpus, run_files=run_files, compare=compare or (), depth=depth)
    if run_out:
        write_run(run, run_out)
    if html_file:
        html_file.write_text(html_page(shown), encoding="utf-8")
    click.echo(json.dumps(as_json(shown), ensure_ascii=False) if is_json else table(shown, per_topic=per_topic))


@click.command()
@index_option
@click.argument("topics_file", type=FILE, metavar="TOPICS")
@click.argument("qrels_file", type=NEW_FILE, metavar="QRELS")
@click.option("--run", "run_files", multiple=True, type=FILE, help="A TREC run whose answers are judged as well.")
@click.option(
    "--pool", type=click.IntRange(1, 100), metavar="N", default=10, show_default=True, help="Answers of each run."
)
def judge_command(topics_file: Path, qrels_file: Path, run_files: tuple[Path, ...], pool: int) -> None:
    """Judge the answers to each topic, one by one and in no order.

    \b
    search judge topics.tsv qrels.txt --run other.run

    Your judgements are written to QRELS. What QRELS judges already is not asked again, so judging can be interrupted
    (q) and gone on with.
    """
    # Here, for the same reason.
    from search.cli.judging import judged
    from search.evaluation import read_topics

    judged(read_topics(topics_file), qrels_file, run_files=run_files, pool=pool)
