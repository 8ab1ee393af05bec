"""From typed words to what engines compile: every operator, and every notice on the way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from search.aliases import AliasTable
from search.model import MatchKind
from search.query.concepts import Concept, bound, concepts
from search.query.expanding import Expansion, Spelling
from search.query.parser import parsed
from search.query.rewriting import Rewritten, rewritten
from search.query.tree import Query
from search.wording import LANGUAGES, noticed
from tests.query import strategies

TODAY = date(2015, 11, 27)
KNOWN = {
    "koalis*": ("koalisi", "koalisinya"),
    "holande": ("hollande",),
    "antiter*": ("antiteror",),
    "anta*": ("antara",),
    "antara": ("antara",),
}

# typed, as engines get it; in titles only, where that is shorter
COMPILED = [
    ("*", "*"),
    ("judul:kpk", "(title_root:kpk | title_surface:kpk)"),
    ("judul:=serangan", "title_surface:serangan"),
    ('judul:="bank sentral"', 'title_surface:"bank sentral"'),
    ('judul:"harga * naik"', 'title_surface:"harga * naik"'),
    ('judul:"* harga * * naik *"', 'title_surface:"harga * * naik"'),
    ('judul:"Su-24 * jet"', '(title_surface:"su 24 * jet" | title_surface:"su24 * jet")'),
    ('judul:"harga naik"~3', 'title_surface:"harga naik"~3'),
    ('judul:"harga * naik"~3', 'title_surface:"harga naik"~3'),
    ("judul:(harga NEAR/3 naik)", 'title_surface:"harga naik"~3'),
    ("judul:koalis*", "title_surface:[koalisi koalisinya]"),
    ("judul:Anti-ter*", "title_surface:[antiteror]"),
    ("judul:Holande~1", "title_surface:[hollande]"),
    ("judul:=kpk^2", "title_surface:kpk^2"),
    ("judul:(=kpk =suap)^2", "(title_surface:kpk^2 title_surface:suap^2)"),
    ("judul:(=kpk^3 OR =suap)^2", "(title_surface:kpk^6 | title_surface:suap^2)"),
    ("judul:(=kpk^99)^99", "title_surface:kpk^100"),
    ("judul:(=kpk isi:=suap)", "(title_surface:kpk body_surface:suap)"),
    ("sumber:antara", "(#source_words:antara)"),
    ("sumber:anta*", "(#(source_words:antara))"),
    ("sumber:=Antara", "(#source:Antara)"),
    ("bahasa:inggris", "(#language:en)"),
    ("salinan:tidak", "(#copies:no)"),
    ("id:Berkas/1.txt", "(#id:Berkas/1.txt)"),
    ("tanggal:2015-11", "(#published:20151101..20151130)"),
    ("tanggal:~2015-11", "(#(published:20151101..20151130 | published:20151101..20151130?))"),
    ("sejak:2015 judul:=kpk", "(title_surface:kpk #published:20150101..99991231)"),
    ("judul:(=kpk sumber:antara)", "(title_surface:kpk #source_words:antara)"),
    ("judul:=kpk -sumber:antara", "(+title_surface:kpk -(#source_words:antara))"),
    ("judul:=kpk OR sumber:antara", "(title_surface:kpk | (#source_words:antara))"),
    ("sumber:(antara OR bbc)", "(#(source_words:antara | source_words:bbc))"),
    ('sumber:"antara news"', "(#source_words:antara #source_words:news)"),
    ("* -judul:=kpk", "(+* -title_surface:kpk)"),
    ("tanggal:besok", "()"),
    ("tanggal:besok judul:=kpk", "(title_surface:kpk)"),
    ('judul:="***"', "()"),
    ('judul:(="***" =kpk)', "(title_surface:kpk)"),
    ("-judul:=kpk", "()"),
    ("", "()"),
]

# typed, the codes of the notices
TOLD = [
    ("koalis*", "expanded"),
    ("zebra*", "expanded-to-none"),
    ("banyak*", "expanded expansion-cut"),
    ("sumber:zebra*", "expanded-to-none"),
    ("sumber:zebra", "unknown-value"),
    ("sumber:(antara OR zebra)", "unknown-value"),
    ('sumber:"antara zebra"', "unknown-value"),
    ("sumber:antara", ""),
    ("tanggal:besok", "unreadable-date"),
    ("tanggal:27 November 2015", "unreadable-date"),
    ("sejak:x sampai:y", "unreadable-date unreadable-date"),
    ("tanggal:(2015 OR besok)", "unreadable-date"),
    ("tanggal:kemarin", "read-as"),
    ("tanggal:2015..2014", "read-as"),
    ("tanggal:2015", ""),
    ("salinan:mungkin", "unreadable-choice"),
    ('="***"', "no-searchable-word"),
    ("siapa presiden", "question-words"),
    ('"siapa" presiden', ""),
    ("=siapa presiden", ""),
]


def expand(spelling: Spelling) -> Expansion:
    """A small archive."""
    return Expansion(KNOWN.get(spelling.text, ("banyak",) * spelling.text.startswith("b")), spelling.text[0] == "b")


def read(text: str) -> Rewritten:
    return rewritten(parsed(text).query, AliasTable(), expand=expand, today=TODAY)


@pytest.mark.parametrize(("typed", "compiled"), COMPILED, ids=[typed for typed, _ in COMPILED])
def test_engines_get_this(typed: str, compiled: str) -> None:
    assert str(bound(read(typed).wanted)) == compiled


@pytest.mark.parametrize(("typed", "codes"), TOLD, ids=[typed for typed, _ in TOLD])
def test_readers_are_told_this(typed: str, codes: str) -> None:
    assert [notice.code for notice in read(typed).notices] == codes.split()


def test_a_notice_stands_where_the_word_was_typed() -> None:
    (notice,) = read("kpk tanggal:besok").notices
    assert (notice.start, notice.end, notice.values["typed"]) == (12, 17, "besok")


def test_patterns_and_misspelt_words_say_what_kind_of_match_they_are() -> None:
    found = [(one.word, one.kind) for one in concepts(read("koalis* Holande~1").wanted)]
    assert found == [("koalis*", MatchKind.PATTERN), ("Holande~1", MatchKind.FUZZY)]


def test_nearness_and_gaps_reach_the_concepts() -> None:
    near, gap = concepts(read('"harga naik"~3 "harga * naik"').wanted)
    assert (near.slop, near.sequences) == (3, (("harga", "naik"),))
    assert (gap.slop, gap.sequences) == (None, (("harga", None, "naik"),))


def test_words_on_both_sides_of_a_filter_are_analyzed_together() -> None:
    apart, beside = (read(text).wanted for text in ("su tanggal:2015 24", "su 24"))
    assert [one.word for one in concepts(apart)] == [one.word for one in concepts(beside)]


def test_exact_search_takes_question_words_as_they_are() -> None:
    found = rewritten(parsed("siapa presiden").query, AliasTable(), is_exact=True)
    assert [concept.word for concept in concepts(found.wanted)] == ["siapa", "presiden"]
    assert not found.notices


@given(strategies.typed)
def test_any_text_can_be_compiled_and_every_notice_said(text: str) -> None:
    found = read(text)
    assert str(bound(found.wanted))
    for notice in found.notices:
        for language in LANGUAGES:
            assert noticed(notice, text, language)


@given(strategies.queries)
def test_what_prints_the_same_is_compiled_the_same(query: Query) -> None:
    again = rewritten(parsed(str(query)).query, AliasTable(), expand=expand, today=TODAY)
    assert rewritten(query, AliasTable(), expand=expand, today=TODAY).wanted == again.wanted


@given(strategies.queries)
def test_no_concept_is_without_something_to_look_for(query: Query) -> None:
    for concept in concepts(rewritten(query, AliasTable(), expand=expand, today=TODAY).wanted):
        assert isinstance(concept, Concept)
        is_pattern = concept.kind is MatchKind.FUZZY or "*" in concept.word or "?" in concept.word
        assert is_pattern or concept.roots or concept.sequences
