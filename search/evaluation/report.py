"""The report of an evaluation: a record, and the same as a table for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from search.evaluation.comparing import Comparison, compared
from search.evaluation.losses import Loss
from search.evaluation.measures import MEASURES, Scores, mean, measured
from search.evaluation.pooling import unjudged
from search.evaluation.qrels import Qrels, is_judged
from search.evaluation.runs import Run
from search.evaluation.topics import Topic
from search.model import Json

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class System:
    """What was evaluated: an index, a setting of it, or a run file.

    Attributes:
        unjudged: The share of its first ten answers without a judgement.
    """

    name: str
    run: Run
    scores: Scores
    unjudged: float


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation.

    Attributes:
        left_out: Ids of topics without a right document among the judgements; they count nowhere.
        comparisons: Of the first two systems, one for each measure; () for one system.
        losses: Of the first system.
    """

    topics: tuple[Topic, ...]
    left_out: tuple[str, ...]
    systems: tuple[System, ...]
    comparisons: tuple[Comparison, ...] = ()
    losses: tuple[Loss, ...] = ()


def report(topics: Sequence[Topic], qrels: Qrels, runs: Mapping[str, Run], found: Sequence[Loss] = ()) -> Report:
    """Measure the runs, by name, and compare the first two. Raises SearchError without ir-measures."""
    asked = tuple(topic for topic in topics if is_judged(qrels, topic.id))
    systems = tuple(_system(name, run, asked, qrels) for name, run in runs.items())
    pairs = systems[:2]
    comparisons = (
        tuple(compared(pairs[0].scores, pairs[1].scores, measure) for measure in MEASURES) if len(pairs) == 2 else ()
    )
    left_out = tuple(topic.id for topic in topics if topic not in asked)
    return Report(asked, left_out, systems, comparisons, tuple(found))


def _system(name: str, run: Run, topics: Sequence[Topic], qrels: Qrels) -> System:
    # A topic that a run file does not name was answered with nothing, and counts.
    whole = {topic.id: run.get(topic.id, ()) for topic in topics}
    return System(name, whole, measured(qrels, whole), unjudged(whole, qrels, whole))


def table(shown: Report, *, per_topic: bool = False) -> str:
    """The report for a terminal: means, comparison, and where asked for the first system's values by topic."""
    parts = [_means(shown)]
    if shown.comparisons:
        parts.append(_comparison(shown))
    if per_topic:
        parts.append(_by_topic(shown))
    return "\n\n".join(parts)


def _means(shown: Report) -> str:
    width = max([6, *(len(system.name) for system in shown.systems)])
    lines = [f"{len(shown.topics)} topics".ljust(width) + "".join(f"{name:>12}" for name in (*MEASURES, "unjudged"))]
    for system in shown.systems:
        values = [mean(system.scores, measure) for measure in MEASURES] + [system.unjudged]
        lines.append(system.name.ljust(width) + "".join(f"{value:12.4f}" for value in values))
    if shown.left_out:
        lines.append(f"Left out, without a right document: {', '.join(shown.left_out)}")
    return "\n".join(lines)


def _comparison(shown: Report) -> str:
    first, second = shown.systems[:2]
    lines = [f"{second.name} against {first.name}: difference, 95 % interval, randomisation test, topics"]
    for one in shown.comparisons:
        star = "*" if one.p < SIGNIFICANT else " "
        lines.append(
            f"{one.measure:<10} {one.difference:+.4f}{star} [{one.low:+.4f}, {one.high:+.4f}]  p {one.p:.4f}"
            f"  {one.better} better, {one.worse} worse"
        )
    return "\n".join(lines)


def _by_topic(shown: Report) -> str:
    width = max([5, *(len(topic.id) for topic in shown.topics)])
    lines = ["topic".ljust(width) + "".join(f"{name:>12}" for name in MEASURES) + "  query"]
    for topic in shown.topics:
        values = shown.systems[0].scores[topic.id]
        lines.append(topic.id.ljust(width) + "".join(f"{values[name]:12.4f}" for name in MEASURES) + f"  {topic.text}")
    return "\n".join(lines)


def as_json(shown: Report) -> dict[str, Json]:
    """The report as plain dicts and lists: means, values by topic, comparison, losses."""
    return {
        "topics": len(shown.topics),
        "left_out": list(shown.left_out),
        "measures": list(MEASURES),
        "systems": [
            {
                "name": system.name,
                "unjudged": system.unjudged,
                "means": {measure: mean(system.scores, measure) for measure in MEASURES},
                "by_topic": {topic: dict(values) for topic, values in system.scores.items()},
            }
            for system in shown.systems
        ],
        "comparison": [{**asdict(one), "difference": one.difference} for one in shown.comparisons],
        "losses": [asdict(loss) for loss in shown.losses],
    }
