"""What a reader's text means, and that no text at all does harm."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from search.errors import QuerySyntaxError
from search.query.building import leaves
from search.query.grammar import MAX_DEPTH
from search.query.parser import MAX_NOTICES, MAX_TYPED, parsed, strictly_parsed
from search.query.repair import MAX_CHARACTERS, MAX_TOKENS, MAX_WORDS
from search.query.tree import EMPTY, Query, Word, as_typed
from search.wording import LANGUAGES, sentence
from tests.conftest import CASES, cases
from tests.query import strategies

HARMLESS = {"empty", "only-excluded", "field-with-blank", "capital-operators"}
ROWS = cases("queries.tsv", columns=3)
BROKEN = re.compile(r"broken|hostile|nothing|none", re.IGNORECASE)  # in the headings of the table


@pytest.mark.parametrize(("typed", "tree", "codes"), ROWS)
def test_typed_text_gives_this_tree_and_these_notices(typed: str, tree: str, codes: str) -> None:
    reading = parsed(typed)
    assert str(reading.query) == tree
    assert [notice.code for notice in reading.notices] == codes.split()


@pytest.mark.parametrize(("typed", "tree", "codes"), ROWS)
def test_the_strict_parse_refuses_what_the_lenient_one_mends(typed: str, tree: str, codes: str) -> None:
    if set(codes.split()) <= HARMLESS:
        assert str(strictly_parsed(typed)) == tree
    else:
        with pytest.raises(QuerySyntaxError) as raised:
            strictly_parsed(typed)
        assert raised.value.query == typed
        assert 0 <= raised.value.position < len(typed)
        assert raised.value.hint


def test_half_of_the_table_is_broken_or_hostile() -> None:
    lines = (CASES / "queries.tsv").read_text(encoding="utf-8").splitlines()
    broken, is_broken = 0, False
    for line in lines:
        is_broken = bool(BROKEN.search(line)) if line.startswith("# ") else is_broken
        broken += is_broken and not line.startswith("# ")
    assert len(ROWS) >= 250
    assert 2 * broken >= len(ROWS)


@given(strategies.typed)
def test_any_text_has_a_tree_that_prints_and_comes_back(text: str) -> None:
    query = parsed(text).query
    assert parsed(str(query)).query == query
    assert parsed(as_typed(query)).query == query


@given(strategies.queries)
def test_any_tree_prints_as_a_line_that_comes_back(query: Query) -> None:
    line = str(query)
    assert "\n" not in line
    reading = parsed(line)
    assert reading.query == parsed(as_typed(query)).query == query
    assert {notice.code for notice in reading.notices} <= {*HARMLESS, "ignored-bracket", "wide-pattern"}


@given(strategies.typed)
def test_leaves_know_where_they_were_typed(text: str) -> None:
    for leaf in leaves(parsed(text).query):
        typed = text[leaf.start : leaf.end]
        assert typed == leaf.text if isinstance(leaf, Word) else len(typed) >= len(leaf.text)


@given(strategies.typed)
def test_every_notice_has_a_place_and_a_sentence(text: str) -> None:
    for notice in parsed(text).notices:
        assert 0 <= notice.start <= notice.end <= len(text)
        for language in LANGUAGES:
            assert sentence(notice.code, language, notice.values).encode()


def test_a_notice_shows_what_was_typed() -> None:
    (notice,) = parsed("kpk) suap").notices
    assert (notice.code, notice.start, notice.end, notice.values["typed"]) == ("ignored-bracket", 3, 4, ")")


def test_a_notice_shows_only_the_beginning_of_a_long_text() -> None:
    (notice,) = parsed("kpk " + "x" * 3_000).notices
    assert notice.code == "too-long"
    assert notice.values["typed"] == "x" * 39 + "…"


def test_words_beyond_the_limit_are_left_out_whole() -> None:
    reading = parsed(" ".join(f"kata{n}" for n in range(MAX_WORDS + 5)))
    assert [leaf.text for leaf in leaves(reading.query)] == [f"kata{n}" for n in range(MAX_WORDS)]
    (notice,) = reading.notices
    assert (notice.code, notice.values) == ("too-many-words", {"limit": "64", "typed": "kata64"})


def test_what_is_open_at_the_cut_is_closed_without_further_notice() -> None:
    reading = parsed(f"(({'kpk OR ' * MAX_WORDS} suap) AND judul:(polri")
    assert len(list(leaves(reading.query))) == MAX_WORDS
    assert [notice.code for notice in reading.notices] == ["too-many-words"]


def test_characters_beyond_the_limit_are_left_out() -> None:
    reading = parsed(" ".join(["x" * 500] * 5))
    assert sum(len(leaf.text) for leaf in leaves(reading.query)) == MAX_CHARACTERS
    assert [notice.code for notice in reading.notices] == ["too-long"]


def test_nothing_after_the_longest_text_is_read() -> None:
    reading = parsed("kpk" + " " * MAX_TYPED + "suap")
    assert str(reading.query) == "kpk"
    assert [notice.code for notice in reading.notices] == ["too-long"]


def test_brackets_beyond_the_limit_are_not_read() -> None:
    reading = parsed("kpk " + "() " * MAX_TOKENS + "suap")
    assert str(reading.query) == "kpk"
    *_, notice = reading.notices
    assert (notice.code, notice.values["limit"]) == ("too-long", str(notice.start))


def test_a_reader_is_never_told_more_than_fits() -> None:
    notices = parsed("kpk ) " * 60).notices
    assert len(notices) == MAX_NOTICES


def test_the_longest_tree_prints_within_the_limit() -> None:
    word = "x" * (MAX_CHARACTERS // MAX_WORDS)
    pair = f'+judul:(judul:"{word}" ATAU +(isi:"{word}"))'
    reading = parsed(pair * (MAX_WORDS // 2))
    assert not reading.notices
    assert len(list(leaves(reading.query))) == MAX_WORDS
    assert len(str(reading.query)) < MAX_TYPED
    assert parsed(str(reading.query)).query == reading.query


@pytest.mark.parametrize("level", ["({}) a", "a b OR c AND ({})", "judul:({} a)", "-({} -a) b"])
@pytest.mark.parametrize("levels", [1, 5, 6, 15, 16, 17, 60])
def test_any_depth_has_a_tree_that_comes_back(level: str, levels: int) -> None:
    text = "kpk"
    for _ in range(levels):
        text = level.replace("{}", text)
    reading = parsed(text)
    assert str(reading.query).count("(") < MAX_DEPTH * MAX_WORDS
    assert parsed(str(reading.query)).query == reading.query


def test_control_characters_and_lone_surrogates_are_blanks() -> None:
    assert str(parsed("koalisi\x00Rusia\ud800Turki\x7f").query) == "(koalisi Rusia Turki)"


def test_an_empty_query_is_the_empty_tree() -> None:
    assert parsed("").query == EMPTY
    assert strictly_parsed("") == EMPTY


HOSTILE = [
    *(sign * 100_000 for sign in "()\"'+-:&*,.“a%"),
    *(part * (100_000 // len(part)) for part in ["( ", ") ", "AND ", "NOT ", "(a OR ", "a:", "a:b:", "judul:", "-a- "]),
    *(
        part * (100_000 // len(part))
        for part in ['"a" ', "()", "-(", "judul:(", "a-", "a:/", "\ud800", "\x00", "a\u0301"]
    ),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:7]))
def test_hostile_text_of_100000_characters_is_read_and_comes_back(text: str) -> None:
    read = parsed(text)  # how fast: benchmarks/parsing.py
    assert len(str(read.query)) <= MAX_TYPED
    assert parsed(str(read.query)).query == read.query
