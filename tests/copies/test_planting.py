"""Planted copies are found and series are left alone: the floor of issue 4, on texts of our own."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from search.copies import Copies, sketch
from search.model import PartialDate
from tests.copies.articles import SERIES, composed
from tests.copies.planting import FORMS, Planted, planted, series

DAY = PartialDate(2019, 9, 12)


@pytest.fixture(scope="module")
def archive() -> list[Planted]:
    random = Random(1)
    articles = [(f"article-{number}", *composed(random)) for number in range(120)]
    return [*planted(articles, random), *series(30, random)]


@pytest.fixture(scope="module")
def names(archive: list[Planted]) -> dict[str, str]:
    copies = Copies()
    for one in archive:
        copies.take(one.id, sketch(one.body), DAY)
    return dict(copies.changed())


def test_precision_and_recall_of_pairs_reach_the_floor(archive: list[Planted], names: dict[str, str]) -> None:
    originals = {one.id: one.original for one in archive}
    clusters: dict[str, list[str]] = {}
    for one, name in names.items():
        clusters.setdefault(name, []).append(one)
    found = [pair for cluster in clusters.values() for pair in combinations(cluster, 2)]
    right = sum(originals[one] == originals[two] for one, two in found)
    per_article = len(FORMS) + 1
    planted_pairs = 120 * per_article * (per_article - 1) // 2
    assert len(archive) == 120 * per_article + 30 * len(SERIES)
    assert right / len(found) >= 0.98
    assert right / planted_pairs >= 0.95


@pytest.mark.parametrize("form", FORMS)
def test_copies_of_every_form_stand_with_their_article(
    form: str, archive: list[Planted], names: dict[str, str]
) -> None:
    copies = [one for one in archive if one.form == form]
    met = sum(names.get(one.id, "") != "" and names.get(one.id) == names.get(one.original) for one in copies)
    assert len(copies) == 120
    assert met / len(copies) >= 0.88
