"""The worst topics, and for each why the right document lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.errors import DocumentMissingError
from search.evaluation.measures import Scores
from search.evaluation.qrels import Qrels
from search.evaluation.runs import Run
from search.evaluation.topics import Topic
from search.index import Index

MEASURE = "nDCG@10"  # worst is lowest by this


@dataclass(frozen=True, slots=True)
class Contender:
    """A document beside a topic.

    Attributes:
        rank: 1-based; None where it is not among the answers.
        met: How each of the topic's words is met in it, in words ("perang: memerangi").
        missing: The topic's words that it lacks.
        words: The length of its body.
    """

    document_id: str
    title: str
    rank: int | None
    met: tuple[str, ...]
    missing: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A topic on which a wrong document came before the right one.

    Attributes:
        value: Of MEASURE.
        right: The best document that came after a worse one or not at all; None where the index does not hold it.
        winner: The first answer that is worse; None where there is none.
        why: One sentence.
    """

    topic: Topic
    value: float
    right: Contender | None
    winner: Contender | None
    why: str


def losses(
    index: Index, topics: Mapping[str, Topic], qrels: Qrels, run: Run, scores: Scores, *, limit: int = 10
) -> tuple[Loss, ...]:
    """The worst topics, worst first; topics with a perfect order are never among them."""
    worst = sorted((topic for topic in scores if scores[topic][MEASURE] < 1), key=lambda one: scores[one][MEASURE])
    return tuple(
        _loss(index, topics[topic], qrels[topic], run[topic], scores[topic][MEASURE]) for topic in worst[:limit]
    )


def _loss(index: Index, topic: Topic, grades: Mapping[str, int], answers: tuple[str, ...], value: float) -> Loss:
    lost, first = _lost(grades, answers)
    ranks = {name: rank for rank, name in enumerate(answers, start=1)}
    try:
        right = _contender(index, lost, topic.text, ranks.get(lost))
    except DocumentMissingError:
        return Loss(topic, value, None, None, f"The index does not hold {lost}.")
    winner = _contender(index, first, topic.text, ranks[first]) if first else None
    return Loss(topic, value, right, winner, _why(right, winner, len(answers)))


def _lost(grades: Mapping[str, int], answers: tuple[str, ...]) -> tuple[str, str | None]:
    """The best document that came after a worse one or not at all, and the first worse one; None where there is none.

    >>> _lost({"a": 2, "b": 1}, ("a", "x", "b")), _lost({"a": 2, "b": 1}, ("b", "a")), _lost({"a": 1}, ())
    (('b', 'x'), ('a', 'b'), ('a', None))
    """
    ranks = {name: rank for rank, name in enumerate(answers)}
    wanted = sorted((name for name in grades if grades[name] > 0), key=lambda name: -grades[name])
    for name in wanted:
        worse = next((other for other in answers if grades.get(other, 0) < grades[name]), None)
        if name not in ranks or (worse is not None and ranks[worse] < ranks[name]):
            return name, worse
    return wanted[0], None


def _contender(index: Index, document_id: str, text: str, rank: int | None) -> Contender:
    view = index.view(document_id, text)
    met = tuple(f"{reason.word}: {reason.printed}" for reason in view.why)
    return Contender(document_id, view.document.title, rank, met, view.missing, len(view.document.body.split()))


def _why(right: Contender, winner: Contender | None, depth: int) -> str:
    if not right.met:
        return "It holds none of the words, not even by root or alias."
    if winner is None:
        return f"It is not among the first {depth}."
    lacking = [word for word in right.missing if word not in winner.missing]
    if lacking:
        return f"It lacks what the other has: {', '.join(lacking)}."
    if len(right.missing) < len(winner.missing):
        return "It has more of the words, but they weigh less there: they come later, or in a longer text."
    if right.words > 2 * winner.words:
        return f"Both have the same words, but its text is longer ({right.words} words, {winner.words})."
    return "Both have the same words; the other has them more often, earlier or in the title."
