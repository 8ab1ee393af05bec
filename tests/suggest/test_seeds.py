"""Suggestions over the five seeds, with the engine that people use; the judge of engines gives the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import Index
from search.aliases import alias_table, shipped_rules
from search.bulk.columns import Bulk
from search.bulk.held import Held
from search.engines.whoosh import WhooshEngine
from search.index.making import Making
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.suggest import Completions, build, did_you_mean, related
from tests.engines.oracle import Oracle
from tests.engines.samples import put

ALIASES = alias_table([shipped_rules()])


@pytest.fixture(scope="module")
def folder(seed_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds")
    build(seed_index.documents(), path)
    return path


@pytest.fixture(scope="module")
def whoosh(seed_index_path: Path, folder: Path) -> Completions:
    return Completions(folder, WhooshEngine(seed_index_path), ALIASES)


@pytest.fixture(scope="module")
def oracle(seed_index: Index, folder: Path) -> Completions:
    engine = Oracle()
    put(engine, *map(Making(Bulk(ALIASES)).entry, seed_index.documents()))
    return Completions(folder, engine, ALIASES)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("koal", "koalisi"),
        ("vladimir p", "Vladimir Putin"),
        ("koalisi rus", "koalisi Rusia"),
        ("nii", "NIIS"),
        ("françois hol", "Francois Hollande"),
        ("laut medi", "Laut Mediterania"),
    ],
)
def test_the_first_completion_of_the_seeds(whoosh: Completions, typed: str, text: str) -> None:
    assert whoosh.complete(typed)[0].text == text


@pytest.mark.parametrize("typed", ["k", "pe", "ser", "koalisi ", "presiden v", '"laut m', "judul:ru", "-isi", "mengg"])
def test_both_engines_complete_alike(whoosh: Completions, oracle: Completions, typed: str) -> None:
    assert whoosh.complete(typed) == oracle.complete(typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Daehs", "Daesh"),
        ("koalisy Roesia", "koalisi Rusia"),
        ("serangn teror", "serangan teror"),
        ("Perancis Moskwa", ""),
    ],
)
def test_both_engines_correct_alike(whoosh: Completions, oracle: Completions, typed: str, text: str) -> None:
    for completions in (whoosh, oracle):
        found = did_you_mean(typed, parsed(typed).query, completions.engine, completions.proposals)
        assert (found.text if found else "") == text


def test_both_engines_relate_alike(whoosh: Completions, oracle: Completions, seed_index: Index) -> None:
    wanted = rewritten(parsed("pesawat").query, ALIASES).wanted
    documents = list(seed_index.documents("pesawat"))
    assert documents
    held = Held(ALIASES)
    assert related(documents, wanted, whoosh.engine, held) == related(documents, wanted, oracle.engine, held)
