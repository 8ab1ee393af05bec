"""Queries for Hypothesis: trees in normal form, and texts that try to break the parser."""

from __future__ import annotations

from hypothesis import strategies as st

from search.query.building import boosted, either, grouped, on_field
from search.query.fields import READER_NAMES
from search.query.lexer import is_word, printable
from search.query.shapes import MOST_EDITS, MOST_SLOP, OPERATORS, QUOTES, Kind, shaped
from search.query.tree import Anything, Clause, Exact, Fuzzy, Near, Occur, Pattern, Phrase, Query, Word

PRINTED = ["kpk", "Jum'at", "anti-teror", "Su-24", "24/7", "13:30", "https://contoh.id/a?b=1", "C++", "AT&T", "#KPK"]
SHAPES = ["koalis*", "ko*si", "Holande~", "Holande~2", "=serangan", "Rusia^2", '"a b"~5', '"a * b"', '="A ""B"""', "*"]
DATES = ["2015-11", "2015-11-13..2015-11-30", "..2014", "~2015", "27/11/2015", '"27 November 2015"', "kemarin"]
SIGNS = [*"()+-:&|!*~^=<>.,;?'’–…%@#/\\", *QUOTES, " ", "\t", "\n", "\x00", "\ud800", "\u200b", "\u2028"]
NAMES = [name for canonical, others in READER_NAMES.items() for name in (canonical, *others)]
OTHERS = ["penerbit:", "dan", "5", "ß", "🔥", "\u0301", "DEKAT/5", "NEAR/999", "^2", "~5", "^0", "salinan:ya"]
PARTS = [*SIGNS, *OPERATORS, *PRINTED, *SHAPES, *DATES, *(f"{name}:" for name in NAMES), *OTHERS]

words = st.one_of(st.sampled_from([*PRINTED, *DATES]).filter(is_word), st.text(min_size=1, max_size=12).filter(is_word))
letters = st.text("abkrs0-’*?", min_size=3, max_size=8)
patterns = letters.filter(lambda text: not text.endswith(("?", "’")) and shaped(text).kind is Kind.PATTERN)
misspelt = words.filter(lambda text: shaped(f"{text}~").kind is Kind.FUZZY)
lines = st.text(min_size=1, max_size=12).map(lambda text: " ".join(printable(text).split())).filter(bool)
in_quotes = st.lists(st.sampled_from([*PRINTED, "dan", "OR", "(kpk)", "-28", "judul:"]), min_size=2, max_size=4)
slops, factors = st.integers(0, MOST_SLOP), st.sampled_from([0.01, 0.5, 2, 2.25, 99.99, 100])
leaves: st.SearchStrategy[Query] = st.one_of(
    words.map(Word),
    patterns.map(Pattern),
    st.builds(Fuzzy, misspelt, st.integers(1, MOST_EDITS)),
    lines.map(Exact),
    in_quotes.map(lambda some: Phrase(" ".join(some[1:]))),
    in_quotes.map(lambda some: Phrase(" * ".join(some))),
    st.builds(Near, in_quotes.map(" ".join), slops),
    st.just(Anything()),
)


def _joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    clauses = st.builds(Clause, st.sampled_from(Occur), inner)
    return st.one_of(
        st.lists(clauses, min_size=1, max_size=5).map(grouped),
        st.lists(inner, min_size=1, max_size=4).map(either),
        st.builds(on_field, st.sampled_from(sorted(READER_NAMES)), inner),
        st.builds(boosted, inner, factors),
    )


queries: st.SearchStrategy[Query] = st.recursive(leaves, _joined, max_leaves=16)
typed: st.SearchStrategy[str] = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PARTS), max_size=30).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join),
)
