"""Two systems on the same topics: how much better, and could that be chance?

The test is Fisher's paired randomisation: if the two were equally good, each topic's difference could as well have
the other sign. It asks nothing of how values are spread, and agrees with the t-test on such data (Smucker, Allan and
Carterette, A comparison of statistical significance tests for information retrieval evaluation, CIKM 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from random import Random

from search.evaluation.measures import Scores, mean

ROUNDS = 10_000  # an error of .004 at p = .05 (two standard errors)
_EXACT = 12  # up to so many differences all 4,096 signs are tried


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of two systems.

    Attributes:
        first, second: Means over the topics that both answered.
        low, high: Of the difference of the means, 95 % of a normal distribution.
        p: How often chance alone gives a difference as large, two-sided.
        better, worse: Topics on which the second has the higher, the lower value.
    """

    measure: str
    first: float
    second: float
    low: float
    high: float
    p: float
    better: int
    worse: int

    @property
    def difference(self) -> float:
        """How much the second gains."""
        return self.second - self.first


def compared(first: Scores, second: Scores, measure: str) -> Comparison:
    """Compare two systems on the topics that both have."""
    topics = [topic for topic in first if topic in second]
    one, other = ({topic: scores[topic] for topic in topics} for scores in (first, second))
    gains = [other[topic][measure] - one[topic][measure] for topic in topics]
    low, high = _interval(gains)
    return Comparison(
        measure,
        mean(one, measure),
        mean(other, measure),
        low,
        high,
        randomised_p(gains),
        sum(gain > 0 for gain in gains),
        sum(gain < 0 for gain in gains),
    )


def _interval(gains: Sequence[float]) -> tuple[float, float]:
    """Mean less and plus 1.96 standard errors."""
    count = len(gains)
    middle = sum(gains) / count if count else 0.0
    if count < 2:
        return middle, middle
    spread = sqrt(sum((gain - middle) ** 2 for gain in gains) / (count - 1))
    return middle - 1.96 * spread / sqrt(count), middle + 1.96 * spread / sqrt(count)


def randomised_p(gains: Sequence[float]) -> float:
    """The share of sign changes with a sum at least as far from 0; always the same for the same gains.

    >>> randomised_p([0.5, 0.25, 0.5]), randomised_p([0.0, 0.0])
    (0.25, 1.0)
    """
    # Reciprocal ranks have few different values: of each, only how many keep their sign matters.
    sizes = Counter(round(abs(gain), 9) for gain in gains if gain)
    reached = abs(sum(gains)) - 1e-9
    if sizes.total() <= _EXACT:
        signed = product(*([size, -size] for size in sizes.elements()))
        return sum(abs(sum(signs)) >= reached for signs in signed) / (1 << sizes.total())
    random = Random(0)
    hits = 0
    for _ in range(ROUNDS):
        total = sum(size * (2 * random.getrandbits(count).bit_count() - count) for size, count in sizes.items())
        hits += abs(total) >= reached
    return (hits + 1) / (ROUNDS + 1)
