"""The work of `search evaluate`: runs from settings and files, measured, and where the first of them lost."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from search.cli.reader import index_path
from search.errors import SearchError
from search.evaluation import (
    Qrels,
    Report,
    Run,
    Topic,
    answered,
    losses,
    measured,
    opened_with,
    read_run,
    report,
    setting,
)
from search.index import Index, open_index

OWN_RUN = "telusur"  # the name of the index's answers where no setting names them
WORST = 10  # topics explained


def evaluated(
    topics: Sequence[Topic],
    qrels: Qrels,
    *,
    corpus: Sequence[Path],
    run_files: Sequence[Path],
    compare: Sequence[str],
    depth: int,
) -> tuple[Report, Run]:
    """The report, and the run of its first system."""
    measured(qrels, {})  # a missing library is told before the work, not after it
    with _index(corpus) as index, tempfile.TemporaryDirectory() as folder:
        runs = _runs(index, topics, compare, depth, Path(folder))
        runs |= {file.name: read_run(file) for file in run_files}
        first = next(iter(runs.values()))
        found = losses(index, {topic.id: topic for topic in topics}, qrels, first, measured(qrels, first), limit=WORST)
    return report(topics, qrels, runs, found), first


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


def _runs(index: Index, topics: Sequence[Topic], compare: Sequence[str], depth: int, folder: Path) -> dict[str, Run]:
    """The runs of the settings by their texts; of the index as it is where none is given."""
    settings = {text: setting(text) for text in compare}
    if len(settings) < len(compare):
        raise SearchError(f'"{compare[0]}" is compared with itself. Give two different settings.')
    with _progress(len(topics) * max(1, len(settings))) as advance:
        runs: dict[str, Run] = {}
        for number, (text, chosen) in enumerate(settings.items()):
            with opened_with(index, chosen, folder / str(number)) as variant:
                runs[text] = answered(variant, topics, depth=depth, exact=chosen.exact, on_topic=advance)
        return runs or {OWN_RUN: answered(index, topics, depth=depth, on_topic=advance)}


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, a step a topic."""
    with click.progressbar(length=total, label="Asking", file=sys.stderr) as bar:

        def advance() -> None:
            bar.update(1)

        yield advance
