"""Two systems compared: the differences, their interval, and chance."""

from __future__ import annotations

import random

import pytest

from search.evaluation import compared
from search.evaluation.comparing import randomised_p


def scores(values: list[float]) -> dict[str, dict[str, float]]:
    return {f"t{number}": {"AP": value} for number, value in enumerate(values)}


def test_a_comparison_counts_topics_and_adds_up() -> None:
    one = compared(scores([0.1, 0.5, 0.5, 1.0]), scores([0.6, 0.25, 0.5, 1.0]), "AP")
    assert (one.first, one.second) == (0.525, 0.5875)
    assert one.difference == pytest.approx(0.0625)
    assert (one.better, one.worse) == (1, 1)
    assert one.low < one.difference < one.high


def test_only_topics_of_both_count() -> None:
    first, second = scores([0.5, 0.5, 0.5]), scores([1.0])
    assert compared(first, second, "AP").first == 0.5
    assert compared(first, second, "AP").better == 1


def test_equal_systems_differ_by_chance_alone() -> None:
    assert compared(scores([0.3, 1.0]), scores([0.3, 1.0]), "AP").p == 1.0
    assert compared({}, {}, "AP").p == 1.0


def test_few_differences_are_tried_in_all_their_signs() -> None:
    assert randomised_p([1.0]) == 1.0
    assert randomised_p([1.0] * 5) == 2 / 32
    assert randomised_p([0.5, -0.5]) == 1.0


def test_many_differences_are_sampled_and_give_the_same_each_time() -> None:
    gains = [random.Random(number).choice([0.5, 0.5, -0.5, 0.25]) for number in range(200)]
    assert randomised_p(gains) == randomised_p(gains) < 0.001


def test_the_sample_agrees_with_the_exact_answer() -> None:
    # Of 16 coin throws at least 12 alike: 2 * (C(16,12) + C(16,13) + ... + C(16,16)) / 2^16 = 0.0768.
    assert randomised_p([1.0] * 12 + [-1.0] * 4) == pytest.approx(0.0768, abs=0.008)
