"""The figures of benchmarks/stemming.py must not fall."""

from __future__ import annotations

from pathlib import Path

from benchmarks.stemming import below_floor, conflation, figures
from search.analysis.stemmer import root


def test_conflation_counts_pairs_as_paice_does() -> None:
    gold = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "y")]
    found = conflation(gold, {"a": "s", "b": "s", "c": "t", "d": "t"}.__getitem__)
    # Three pairs share a root, one of them a stem; three pairs do not, one of them is merged.
    assert round(found.missed, 3) == 66.667
    assert round(found.merged, 1) == 33_333.3


def test_figures_keep_above_the_floor(shared: Path) -> None:
    assert (shared / "gold" / "roots-dev.tsv").is_file()
    assert not below_floor(figures(root, ("roots-dev.tsv", "unimorph.lemmas.tsv")))
