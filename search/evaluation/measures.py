"""The field's measures, from ir-measures, so that names and numbers are those of everybody else.

This is the only place that knows the library. It is an extra: a newsroom that searches need not install it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from search.errors import SearchError
from search.evaluation.qrels import Qrels, is_judged
from search.evaluation.runs import Run

# In the order of the report: the order of the first ten, how early the first right one comes, whether it comes at
# all, then what is found further down, and how many of the first five are right.
MEASURES = ("nDCG@10", "RR@10", "Success@10", "AP", "R@100", "P@5")
Scores = Mapping[str, Mapping[str, float]]  # topic -> measure -> value, in the order of the run


def measured(qrels: Qrels, run: Run) -> Scores:
    """The value of each measure for each topic of the run that has a right document.

    A topic that was answered with nothing has the value 0.

    Raises:
        SearchError: ir-measures is not installed.
    """
    try:
        ir_measures = import_module("ir_measures")
    except ImportError as error:
        raise SearchError(
            'The measures come from ir-measures, which is not installed. Install it with: pip install "telusur[eval]"'
        ) from error
    topics = [topic for topic in run if is_judged(qrels, topic)]
    # Scores that fall with the rank: the library orders by score alone.
    answers = {topic: {name: float(-rank) for rank, name in enumerate(run[topic])} for topic in topics}
    judged = {topic: dict(qrels[topic]) for topic in topics}
    values = {topic: dict.fromkeys(MEASURES, 0.0) for topic in topics}
    measures = [ir_measures.parse_measure(name) for name in MEASURES]
    for found in ir_measures.iter_calc(measures, judged, answers):
        values[found.query_id][str(found.measure)] = float(found.value)
    return values


def mean(scores: Scores, measure: str) -> float:
    """The mean of a measure over all topics; 0 where there is none.

    >>> mean({"t1": {"RR@10": 1.0}, "t2": {"RR@10": 0.5}}, "RR@10")
    0.75
    """
    return sum(values[measure] for values in scores.values()) / len(scores) if scores else 0.0
