"""Queries for Hypothesis: trees in normal form, and texts that try to break the parser."""

from __future__ import annotations

from hypothesis import strategies as st

from search.query.fields import READER_NAMES
from search.query.lexer import OPERATORS, QUOTES, is_word
from search.query.tree import Clause, Occur, Phrase, Query, Word, either, grouped, on_field

PRINTED = ["kpk", "Jum'at", "anti-teror", "Su-24", "24/7", "13:30", "https://contoh.id/a?b=1", "C++", "AT&T", "#KPK"]
SIGNS = [*"()+-:&|!*~^=<>.,;?'’–…%@#/\\", *QUOTES, " ", "\t", "\n", "\x00", "\ud800", "\u200b", "\u2028"]
NAMES = [name for canonical, others in READER_NAMES.items() for name in (canonical, *others)]
PARTS = [*SIGNS, *OPERATORS, *PRINTED, *(f"{name}:" for name in NAMES), "penerbit:", "dan", "5", "ß", "🔥", "\u0301"]

words = st.one_of(st.sampled_from(PRINTED), st.text(min_size=1, max_size=12).filter(is_word)).map(Word)
phrases = st.lists(st.sampled_from([*PRINTED, "dan", "OR", "(kpk)", "-28", "judul:"]), min_size=1, max_size=4)
leaves: st.SearchStrategy[Query] = st.one_of(words, phrases.map(" ".join).map(Phrase))


def _joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    clauses = st.builds(Clause, st.sampled_from(Occur), inner)
    return st.one_of(
        st.lists(clauses, min_size=1, max_size=5).map(grouped),
        st.lists(inner, min_size=1, max_size=4).map(either),
        st.builds(on_field, st.sampled_from(sorted(READER_NAMES)), inner),
    )


queries: st.SearchStrategy[Query] = st.recursive(leaves, _joined, max_leaves=16)
typed: st.SearchStrategy[str] = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PARTS), max_size=30).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join),
)
