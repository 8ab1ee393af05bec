"""The report: values of the field's own tools, reasons for losses, and a page that escapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import Index, SearchError
from search.evaluation import Topic, answered, as_json, html_page, losses, measured, pooled, report, table
from search.evaluation import measures as measuring

TOPICS = (
    Topic("t1", "koalisi Rusia"),
    Topic("t2", "Obama"),
    Topic("t3", "unjudged"),
    Topic("t4", "<script>komodo</script>"),
)


@pytest.fixture
def qrels(seed_index: Index) -> dict[str, dict[str, int]]:
    ids = [hit.document.id for hit in seed_index.search("Rusia").hits]
    obama = [hit.document.id for hit in seed_index.search("Obama").hits if not hit.missing]
    assert len(ids) == 5
    return {"t1": {ids[-1]: 2, ids[0]: 1}, "t2": dict.fromkeys(obama, 1), "t4": {ids[0]: 1, "gone.txt": 2}}


def test_values_are_those_of_the_definitions() -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    run = {"t1": ("x", "a", "b"), "t2": (), "t3": ("a",)}
    found = measured({"t1": {"a": 2, "b": 1, "c": 1}, "t2": {"a": 1}, "t9": {"a": 1}, "t3": {"a": 0}}, run)
    assert list(found) == ["t1", "t2"]
    assert found["t1"]["RR@10"] == 0.5
    assert found["t1"]["AP"] == pytest.approx((1 / 2 + 2 / 3) / 3)
    assert found["t1"]["R@100"] == pytest.approx(2 / 3)
    assert found["t1"]["P@5"] == pytest.approx(0.4)
    assert found["t2"] == dict.fromkeys(measuring.MEASURES, 0.0)


def test_without_the_library_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(measuring, "import_module", missing)
    with pytest.raises(SearchError, match=r'pip install "telusur\[eval\]"'):
        measured({}, {})


def test_the_report_says_why_and_the_page_escapes(seed_index: Index, qrels: dict[str, dict[str, int]]) -> None:
    pytest.importorskip("ir_measures", reason='the measures need the extra: pip install "telusur[eval]"')
    run = answered(seed_index, TOPICS)
    found = losses(seed_index, {topic.id: topic for topic in TOPICS}, qrels, run, measured(qrels, run))
    assert {loss.topic.id for loss in found} >= {"t4"}
    assert next(loss.why for loss in found if loss.topic.id == "t4") == "The index does not hold gone.txt."
    shown = report(TOPICS, qrels, {"ours": run, "worse <b>": dict.fromkeys(run, ())}, found)
    assert shown.left_out == ("t3",)
    assert [one.worse > 0 and one.difference < 0 for one in shown.comparisons].count(True) >= 5
    page = html_page(shown)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "worse &lt;b&gt;" in page
    assert "worse <b> against ours" in table(shown, per_topic=True)
    assert json.loads(json.dumps(as_json(shown)))["systems"][0]["name"] == "ours"


def test_the_pool_tells_no_rank_and_asks_nothing_twice() -> None:
    runs = [{"t": tuple(f"d{number}" for number in range(20))}, {"t": ("x", "d1")}]
    first = pooled(runs, "t", {}, depth=10)
    assert set(first) == {*(f"d{number}" for number in range(10)), "x"}
    assert list(first) != sorted(first)
    assert pooled(runs, "t", {"t": dict.fromkeys(first, 0)}, depth=10) == ()


def test_files_have_no_traces_of_an_index(seed_index: Index, tmp_path: Path) -> None:
    before = sorted(path.name for path in seed_index.path.iterdir())
    answered(seed_index, TOPICS)
    assert sorted(path.name for path in seed_index.path.iterdir()) == before
