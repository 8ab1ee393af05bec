"""`search evaluate` and `search judge`: how good the answers are, and the judgements that tell."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from search.cli.reader import index_option, index_path
from search.errors import SearchError
from search.evaluation import (
    Qrels,
    Run,
    Topic,
    answered,
    as_json,
    html_page,
    losses,
    measured,
    opened_with,
    pooled,
    read_qrels,
    read_run,
    read_topics,
    report,
    setting,
    table,
    write_qrels,
    write_run,
)
from search.index import Index, open_index

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
HIGHEST_GRADE = 3
WORST = 10  # topics explained on the page


@click.command()
@index_option
@click.argument("topics_file", type=FILE, metavar="TOPICS")
@click.argument("qrels_file", type=FILE, metavar="QRELS")
@click.option("--corpus", multiple=True, type=click.Path(exists=True, path_type=Path), help="Index this first.")
@click.option("--run", "run_files", multiple=True, type=FILE, help="A TREC run to compare with.")
@click.option("--compare", nargs=2, metavar="A B", help="Two settings: aliases=none aliases=mine.txt")
@click.option("--depth", type=click.IntRange(10, 1000), default=100, show_default=True, help="Answers to a topic.")
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
    """Measure the answers to TOPICS by the judgements of QRELS; against a run or another setting, if one is given."""
    topics, qrels = read_topics(topics_file), read_qrels(qrels_file)
    measured(qrels, {})  # a missing library is told before the work, not after it
    with _index(corpus) as index, tempfile.TemporaryDirectory() as folder:
        runs = _answers(index, topics, compare or (), depth, Path(folder))
        for file in run_files:
            runs[file.name] = read_run(file)
        first = next(iter(runs.values()))
        judged = [topic for topic in topics if topic.id in measured(qrels, first)]
        found = losses(index, {one.id: one for one in judged}, qrels, first, measured(qrels, first), limit=WORST)
    shown = report(topics, qrels, runs, found)
    if run_out:
        write_run(first, run_out)
    if html_file:
        html_file.write_text(html_page(shown), encoding="utf-8")
    click.echo(json.dumps(as_json(shown), ensure_ascii=False) if is_json else table(shown, per_topic=per_topic))


@contextmanager
def _index(corpus: Sequence[Path]) -> Iterator[Index]:
    """The chosen index, or one of the corpus that lives as long as this."""
    with ExitStack() as stack:
        if not corpus:
            yield stack.enter_context(open_index(index_path()))
            return
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        index = stack.enter_context(open_index(folder / "index", create_missing=True))
        for problem in index.add(corpus).problems:
            click.echo(str(problem), err=True)
        yield index


def _answers(
    index: Index, topics: Sequence[Topic], compare: Sequence[str], depth: int, folder: Path
) -> dict[str, Run]:
    """The runs of the settings by their texts; of the index as it is where none is given."""
    settings = {text: setting(text) for text in compare}
    if len(settings) < len(compare):
        raise SearchError(f'"{compare[0]}" is compared with itself. Give two different settings.')
    with _progress(len(topics) * max(1, len(settings))) as advance:
        runs: dict[str, Run] = {}
        for number, (text, chosen) in enumerate(settings.items()):
            with opened_with(index, chosen, folder / str(number)) as variant:
                runs[text] = answered(variant, topics, depth=depth, exact=chosen.exact, on_topic=advance)
        return runs or {"telusur": answered(index, topics, depth=depth, on_topic=advance)}


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr."""
    with click.progressbar(length=total, label="Asking", file=click.get_text_stream("stderr")) as bar:
        yield lambda: bar.update(1)


@click.command()
@index_option
@click.argument("topics_file", type=FILE, metavar="TOPICS")
@click.argument("qrels_file", type=NEW_FILE, metavar="QRELS")
@click.option("--run", "run_files", multiple=True, type=FILE, help="A TREC run whose answers are judged as well.")
@click.option("--pool", type=click.IntRange(1, 100), default=10, show_default=True, help="Answers of each run.")
def judge_command(topics_file: Path, qrels_file: Path, run_files: tuple[Path, ...], pool: int) -> None:
    """Show the answers to each topic one by one, in no order, and write your judgements to QRELS.

    What QRELS judges already is not asked again, so judging can be interrupted (q) and gone on with.
    """
    topics = read_topics(topics_file)
    qrels: Qrels = read_qrels(qrels_file) if qrels_file.exists() else {}
    grades = {topic: dict(judged) for topic, judged in qrels.items()}
    with open_index(index_path()) as index:
        runs = [answered(index, topics, depth=pool), *map(read_run, run_files)]
        for topic in topics:
            for document_id in pooled(runs, topic.id, grades, depth=pool):
                grade = _judgement(index, topic, document_id)
                if grade == "q":
                    return
                if grade != "s":
                    grades.setdefault(topic.id, {})[document_id] = int(grade)
                    write_qrels(grades, qrels_file)  # after each: nothing is lost when a terminal closes


def _judgement(index: Index, topic: Topic, document_id: str) -> str:
    view = index.view(document_id, topic.text)
    click.echo(f"\n{topic.id}: {topic.text}\n\n{view.title.text}  [{document_id}]\n{view.body.text}\n")
    answers = [*map(str, range(HIGHEST_GRADE + 1)), "s", "q"]
    question = "0 wrong, 1 touches it, 2 right, 3 just this; s skip, q quit"
    return str(click.prompt(question, type=click.Choice(answers), show_choices=False))
