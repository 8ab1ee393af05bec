"""Sketches: equal for equal words, the same for ever, never an error."""

from __future__ import annotations

from hashlib import sha256
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import pieces
from search.copies import SIZE_BYTES, sketch, sketch_of
from search.copies.shingles import shingles, word_codes
from search.copies.sketch import RECORD, SHORTEST
from tests.copies.articles import composed

ARTICLE = composed(Random(7))[1]


def test_a_sketch_of_the_same_words_is_the_same_whatever_the_print() -> None:
    printed = ARTICLE.upper().replace(".", " !").replace(" ", "\n")
    assert sketch(printed) == sketch(ARTICLE) == sketch_of([piece.surface for piece in pieces(ARTICLE)])


def test_a_sketch_is_the_same_on_every_machine() -> None:
    # Computed by version 1 on x86-64; a change of it means another VERSION, and every index made anew.
    words = [f"kata{number % 170}" for number in range(240)]
    assert sha256(sketch_of(words)).hexdigest()[:16] == "43a38fd3a5f692ac"


def test_a_text_of_few_words_has_no_sketch() -> None:
    words = [f"kata{number}" for number in range(SHORTEST)]
    assert sketch_of(words[:-1]) == sketch_of([]) == b""
    assert len(sketch_of(words)) == SIZE_BYTES == 128


def test_the_order_of_the_words_counts() -> None:
    words = [f"kata{number}" for number in range(50)]
    assert sketch_of(words) != sketch_of(words[::-1])


def test_one_word_for_ever_and_very_long_texts_are_sketched() -> None:
    (record,) = np.frombuffer(sketch_of(["gol"] * 100), RECORD)
    assert record["shingles"] == 1
    (record,) = np.frombuffer(sketch_of([f"kata{number}" for number in range(70_000)]), RECORD)
    assert record["shingles"] == 65_535  # as many as two bytes count


@given(st.lists(st.text(min_size=1), max_size=80))
def test_any_words_can_be_sketched(words: list[str]) -> None:
    """Lone surrogates too: they are met in the JSON of careless programs."""
    assert len(sketch_of([*words, "\ud800"])) in (0, SIZE_BYTES)


@pytest.mark.parametrize("likeness", [0.3, 0.5, 0.8])
def test_equal_slots_estimate_the_likeness(likeness: float) -> None:
    """Over 40 pairs of texts the mean lies within three standard errors (.045 each) of the truth."""
    estimates = []
    for seed in range(40):
        random = Random(seed)
        words = [f"w{random.randrange(10**9)}" for _ in range(400)]
        kept = round(200 * 2 * likeness / (1 + likeness))
        one, two = words[:200], words[:kept] + words[200 : 400 - kept]
        ends = np.array([len(one), len(one) + len(two)])
        numbers, (count, _) = shingles(word_codes(one + two), np.array([0, len(one)]), ends)
        both = [set(part.tolist()) for part in (numbers[:count], numbers[count:])]
        truth = len(both[0] & both[1]) / len(both[0] | both[1])
        left, right = (np.frombuffer(sketch_of(text), RECORD)["slots"] for text in (one, two))
        estimates.append(float((left == right).mean()) - truth - (1 - truth) / 256)
    assert abs(sum(estimates) / len(estimates)) < 3 * 0.045 / 40**0.5
