"""Our own collection: sound in itself, and answered no worse than the floor says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from search import Index, open_index
from search.evaluation import Qrels, Topic, answered, measured, read_qrels, read_topics
from search.evaluation.measures import mean
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "collection"
FLOOR = ROOT / "benchmarks" / "quality_floor.json"
PARTS = ("documents.jsonl", "topics.tsv", "qrels.txt")


@pytest.fixture(scope="module")
def topics() -> tuple[Topic, ...]:
    return read_topics(FOLDER / "topics.tsv")


@pytest.fixture(scope="module")
def qrels() -> Qrels:
    return read_qrels(FOLDER / "qrels.txt")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(tmp_path_factory.mktemp("collection") / "index", create_missing=True) as made:
        report = made.add([FOLDER / "documents.jsonl"])
        assert not report.problems
        yield made


def test_the_collection_has_what_it_promises(topics: tuple[Topic, ...], qrels: Qrels) -> None:
    lines = (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    ids = {json.loads(line)["id"] for line in lines}
    assert len(ids) == len(lines) >= 80
    assert len(topics) >= 60
    assert {topic.id for topic in topics} == set(qrels)
    judged = {document for grades in qrels.values() for document in grades}
    assert judged <= ids
    kinds = {topic.id.partition("-")[0] for topic in topics}
    assert kinds == {"alias", "inflect", "name", "date", "copy", "exact", "question", "partial"}


def test_the_floor_is_of_this_collection() -> None:
    digest = sha256(b"".join((FOLDER / part).read_bytes() for part in PARTS)).hexdigest()
    assert json.loads(FLOOR.read_text(encoding="utf-8"))["digest"] == digest, "measure again, and say why in the commit"


def test_answers_are_no_worse_than_the_floor(index: Index, topics: tuple[Topic, ...], qrels: Qrels) -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    scores = measured(qrels, answered(index, topics, depth=10))
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))["at_least"]
    assert floor
    low = {name: mean(scores, name) for name, least in floor.items() if mean(scores, name) < least}
    assert not low, f"below {floor}"


def test_class_terms_find_the_other_names(index: Index, topics: tuple[Topic, ...], qrels: Qrels) -> None:
    """Without measures, so that it runs without the extra: the first answer to an alias topic is right."""
    asked = [topic for topic in topics if topic.id.startswith("alias-")]
    first = {topic.id: index.search(topic.text, limit=1).hits[0].document.id for topic in asked}
    right = sum(qrels[topic].get(document, 0) > 0 for topic, document in first.items())
    assert right >= 0.9 * len(asked) > 30
