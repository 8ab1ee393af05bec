"""What is marked, and why: table, seeds, real articles, and the fast way against the slow one."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from search import Index
from search.aliases import alias_table, shipped_rules
from search.analysis import root_of, tokens
from search.analysis.windows import Chunks
from search.model import MatchKind
from search.query.concepts import Concept, concepts
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.snippets import Mark, Marker, apart, marks
from search.snippets.marking import MOST
from tests.conftest import cases
from tests.snippets.reference import is_in_order, place, slow_marks
from tests.snippets.strategies import ALIASES, queries, texts

SHIPPED = alias_table([shipped_rules()])
SEED_QUERIES = (
    *("koalisi Rusia", "ISIS", "serangan teror di Paris", '"koalisi internasional"', "presiden AS Barack Obama"),
    *("Su-24", "memerangi", "judul:ISIS", "perancis inggris jerman", '"pesawat tempur"', "di dan yang", "PBB"),
)


def shown(found: Sequence[Mark]) -> set[tuple[object, ...]]:
    """The marks without their order; two of the same place, concept and kind are one."""
    return {(*place(mark), mark.span.reason) for mark in found}


def asked(text: str) -> tuple[Concept, ...]:
    """The concepts of a typed query."""
    return tuple(concepts(rewritten(parsed(text).query, SHIPPED, ("en",)).wanted))


@settings(max_examples=400)
@given(queries, texts)
def test_the_marks_are_those_of_the_whole_analysis(query: list[Concept], text: str) -> None:
    for field in ("title", "body"):
        assert shown(marks(text, field, query, ALIASES, "id")) == shown(slow_marks(text, field, query, ALIASES, "id"))


@given(queries, texts)
def test_marks_are_in_order_and_inside_and_say_what_was_printed(query: list[Concept], text: str) -> None:
    found = marks(text, "body", query, ALIASES, "id")
    assert found == sorted(found, key=place)
    assert is_in_order(apart(found))
    for mark in found:
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert text[mark.span.start : mark.span.end] == mark.span.reason.printed
        assert mark.span.reason.word == query[mark.concept].word


@given(texts)
def test_the_tokens_of_all_chunks_are_those_of_the_text(text: str) -> None:
    chunks = Chunks(text)
    assert chunks.tokens(0, len(chunks.printed)) == tokens(text)


def test_a_marker_gives_each_text_its_own_marks_whatever_it_saw_before() -> None:
    query = asked("serangan bom di Amerika Serikat")
    seen = ["Serangan di Amerika.", "BOM DI AMERIKA SERIKAT", "Amerika, Serikat; serangan-serangan", ""]
    marker = Marker(query, SHIPPED)
    for text in seen * 2:
        assert marker.marks(text, "body", "id") == marks(text, "body", query, SHIPPED, "id")
    assert marker.marks(seen[0], "body", "en") == marks(seen[0], "body", query, SHIPPED, "en")


@pytest.mark.parametrize("typed", SEED_QUERIES)
def test_the_marks_of_the_seeds_are_those_of_the_whole_analysis(seed_index: Index, typed: str) -> None:
    query, count = asked(typed), 0
    for document in seed_index.documents():
        for field, text in (("title", document.title), ("body", document.body), ("about", document.about)):
            slow = slow_marks(text, field, query, SHIPPED, document.language)
            assert shown(marks(text, field, query, SHIPPED, document.language)) == shown(slow)
            count += len(slow)
    assert count or typed == "PBB"


def test_the_marks_of_real_articles_are_those_of_the_whole_analysis(shared: Path) -> None:
    def lines(name: str) -> list[str]:
        with gzip.open(shared / "eval" / name, "rt", encoding="utf-8") as file:
            return [json.loads(line)["text"] for line in itertools.islice(file, 500)]

    articles, count = lines("clickid.corpus.jsonl.gz"), 0
    for number, typed in enumerate(lines("clickid-title.queries.jsonl.gz")):
        query = asked(typed if number % 3 else f'"{typed[:20].rpartition(" ")[0]}" {typed[20:]}')
        for text in (articles[number], articles[-number], typed):
            slow = slow_marks(text, "body", query, SHIPPED, "id")
            assert shown(marks(text, "body", query, SHIPPED, "id")) == shown(slow)
            count += len(slow)
    assert count > 5_000


def concept(row: str) -> Concept:
    """A concept of the table: word, =word, "a phrase", "near words"~N; pattern* and fuzzy~ with what they stand for."""
    typed, _, stands_for = row.partition(" -> ")
    if stands_for:
        kind = MatchKind.FUZZY if typed.endswith("~") else MatchKind.PATTERN
        return Concept(typed, (), (), expanded=tuple(stands_for.split()), kind=kind)
    if typed.startswith('"'):
        words, _, slop = typed[1:].partition('"')
        row_of = tuple(None if word == "*" else word for word in words.split())
        return Concept(typed, (), (row_of,), slop=int(slop[1:]) if slop else None)
    if typed.startswith("="):
        return Concept(typed, (), ((typed[1:],),))
    return Concept(typed, (root_of(typed),), ((typed,),))


@pytest.mark.parametrize(("typed", "text", "expected", "why"), cases("marks.tsv", columns=4))
def test_a_concept_marks_what_the_table_says(typed: str, text: str, expected: str, why: str) -> None:
    found = apart(marks(text, "body", [concept(typed)], SHIPPED, "id"))
    kinds = " ".join(mark.span.reason.kind.value for mark in found)
    printed, end = "", 0
    for mark in found:
        printed += f"{text[end : mark.span.start]}[{mark.span.reason.printed}]"
        end = mark.span.end
    assert f"{printed}{text[end:]} = {kinds}".rstrip(" =") == expected, why


def test_of_one_word_only_so_many_marks_are_shown() -> None:
    found = marks("perang damai " * (MOST + 5), "body", asked("memerangi damai"), SHIPPED, "id")
    assert len(found) == 2 * (MOST + 5)
    assert len(apart(found)) == 2 * MOST
