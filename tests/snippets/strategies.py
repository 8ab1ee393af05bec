"""Texts and queries for Hypothesis: words of news, names that overlap, signs, and everything that is none of these."""

from __future__ import annotations

from hypothesis import strategies as st

from search.aliases import alias_table, rules_of
from search.analysis import root_of
from search.model import MatchKind
from search.query.concepts import EVERYWHERE, Concept

# Names inside names, across names, with and without case, by one-way rules, met by their roots, with hyphens.
ALIASES = alias_table(
    [
        rules_of(
            """\
#cs: IS
ISIS, IS, NIIS, Daesh
#cs: AS
AS, Amerika Serikat
Serikat Buruh, SB
#cs: PBB
PBB, Perserikatan Bangsa-Bangsa
Dewan Keamanan PBB, DK PBB
Keamanan Nasional, Kamnas
Prancis, Perancis
ijin, izin
bom => serangan bom
Su-24, Sukhoi 24, Fencer
pesawat tempur => Su-24
TNI-AL, Angkatan Laut
#cs: Solo
Solo, Surakarta
""",
            "aliases.txt",
        )
    ]
)
WORDS = (
    *("serangan", "menyerang", "Diserang", "perang", "memerangi", "kerja", "sama", "Rusia", "Rusia-nya", "izin"),
    *("diijinkan", "ISIS", "IS", "is", "NIIS", "Daesh", "IS/ISIS", "AS", "as", "Amerika", "Serikat", "Buruh", "PBB"),
    *("Dewan", "Keamanan", "Nasional", "Perserikatan", "Bangsa-Bangsa", "Bangsa", "Prancis", "Perancis", "bom"),
    *("pemboman", "Su-24", "Su", "24", "Sukhoi", "Fencer", "pesawat", "tempur", "TNI-AL", "TNI", "AL", "Angkatan"),
    *(
        "Laut",
        "anti-teror",
        "teror",
        "27/11/2015",
        "2015",
        "1990-an",
        "Jum'at",
        "François",
        "Pe\u0301ron",
        "solo",
        "Solo",
    ),
    *("di", "yang", "dan", "DiBrussels", "voa-islam.com", "15%", "Rp1,5", "berlari-lari", "ke-28", "Trump's"),
)
SIGNS = (
    *",.;:!?()–—\"“”'’…/|",
    "-",
    " - ",
    "\n",
    "\n\n",
    "\u2028",
    "\x1c",
    "\t",
    "\u00a0",
    "🔥",
    "👩\u200d🚀",
    "\u0301",
    "ا",
    "中",
)
parts = st.one_of(
    st.sampled_from([f"{word} " for word in WORDS]),
    st.sampled_from([f"{word} " for word in WORDS]),
    st.sampled_from([f"{word} ".upper() for word in WORDS]),
    st.sampled_from(WORDS),
    st.sampled_from(SIGNS),
)
texts: st.SearchStrategy[str] = st.one_of(
    st.lists(parts, min_size=12, max_size=60).map("".join),
    st.lists(parts, max_size=12).map("".join),
    st.text(max_size=40),
)

SURFACES = (
    *("serangan", "perang", "kerja", "sama", "rusia", "isis", "is", "as", "amerika", "serikat", "buruh", "pbb", "bom"),
    *("keamanan", "dewan", "nasional", "su", "24", "su24", "tni", "al", "teror", "antiteror", "anti", "2015", "di"),
    *("prancis", "izin", "ijin", "solo", "bangsa", "bangsa-bangsa", "dan", "yang", "brussels", "persen", "peron"),
)
surfaces = st.sampled_from(SURFACES)
terms = st.one_of(surfaces.map(root_of), st.sampled_from(sorted(ALIASES.classes)))
rows: st.SearchStrategy[tuple[str | None, ...]] = st.builds(
    lambda first, inner, last: (first, *inner, last),
    surfaces,
    st.lists(st.one_of(surfaces, st.none()), max_size=2),
    surfaces,
)
fields = st.sampled_from((EVERYWHERE, EVERYWHERE, EVERYWHERE, ("title",), ("body",)))
words = st.builds(
    lambda word, roots, where: Concept(word, tuple(roots), ((word,),), fields=where),
    surfaces,
    st.lists(terms, min_size=1, max_size=2),
    fields,
)
named = st.builds(
    lambda term: Concept(ALIASES.classes[term].name, (term,), ()), st.sampled_from(sorted(ALIASES.classes))
)
phrases = st.builds(lambda row, where: Concept('"…"', (), (row,), fields=where), rows, fields)
near = st.builds(
    lambda row, slop: Concept('"…"~', (), (tuple(row),), slop=slop),
    st.lists(surfaces, min_size=2, max_size=3),
    st.integers(0, 5),
)
wide = st.builds(
    lambda found, kind: Concept("s*", (), ((found[0],),), expanded=tuple(found), kind=kind),
    st.lists(surfaces, min_size=1, max_size=6),
    st.sampled_from((MatchKind.PATTERN, MatchKind.FUZZY)),
)
queries: st.SearchStrategy[list[Concept]] = st.lists(
    st.one_of(words, named, phrases, near, wide), min_size=2, max_size=8
)
