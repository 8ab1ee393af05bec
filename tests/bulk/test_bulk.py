"""Many texts at once give what each of them gives by itself: words, places, roots with names folded, sketches."""

from __future__ import annotations

import pickle
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import AliasTable, alias_table, root_terms, rules_of, shipped_rules
from search.analysis import Piece, pieces
from search.bulk import lexicon as lexicons
from search.bulk.columns import OPENING, Bulk
from search.bulk.folding import Folding
from search.bulk.lexicon import Lexicon
from search.bulk.tokens import tokens
from search.copies import sketch_of
from search.engines.entries import Entries
from search.index.making import Making
from search.ingest import Record, document, records
from search.model import Document
from tests.conftest import ROOT, cases

SHIPPED = alias_table([shipped_rules()])
RULES = "#cs: IS\nISIS, IS, Negara Islam\nDewan Keamanan PBB, DK PBB\nPBB, UN\nUK => Inggris\nizin, ijin"
NESTED = alias_table([rules_of(RULES, "aliases.txt")])
# Names, parts of names, and what may stand between them.
PRINTED = (
    *("TNI-AL", "AS", "as", "Amerika", "Serikat", "Dewan", "Keamanan", "PBB", "PBB-nya", "Negara", "Islam", "Inggris"),
    *("DiBrussels", "Su-24", "IS/ISIS", "perizinan", "ijin.", "(UK)", "di", ",", "-", "Rp1,5", "27/11/2015", "\n"),
)
# What a chunk is put together from: what parts words always, sometimes (a comma, a stroke, a full stop), and never.
GLUED = (
    *("IS", "Rusia", "anti", "lari", "berlari", "5", "10", "2015", "1.000", "Rp", "nya", "é", "½", "１", "com", "www."),
    *(",", ",", ".", "(", ")", "[", "]", '"', "“", "”", "!", ";", "/", "-", "'", "’", ":", "://", "%", "&", "@", "#"),
)
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(PRINTED), max_size=20).map(" ".join),
        st.lists(st.lists(st.sampled_from(GLUED), max_size=7).map("".join), max_size=5).map(" ".join),
    )
)
LANGUAGES = st.sampled_from(["id", "en", "jv"])


def is_same(texts: list[tuple[str, str]], aliases: AliasTable, lexicon: Lexicon) -> bool:
    """Compare many at once with one by one."""
    found = tokens(texts, lexicon)
    view = Folding(aliases, lexicon).roots(found)
    positions, word = found.positions().tolist(), lexicon.words.all.__getitem__
    start = root_start = 0
    for (text, language), count, root_count in zip(texts, found.counts, view.counts, strict=True):
        own, part = pieces(text, language), slice(start, start + count)
        assert list(map(word, found.surfaces[part])) == [piece.surface for piece in own], text
        assert found.joins[part].tolist() == [piece.joins for piece in own], text
        assert positions[part] == places(own), text
        roots = list(map(word, view.terms[root_start : root_start + root_count]))
        assert sorted(roots) == sorted(root_terms(own, aliases)), text
        start, root_start = start + count, root_start + root_count
    return start == len(found.surfaces) and root_start == len(view.terms)


def places(own: list[Piece]) -> list[int]:
    """The place of each piece; the first stands at place 0."""
    return list(accumulate(chain((0,), [piece.step for piece in own][1:])))[: len(own)]


@pytest.mark.parametrize("aliases", [SHIPPED, NESTED, alias_table([])], ids=["shipped", "nested", "none"])
@given(texts=TEXTS, language=LANGUAGES)
def test_any_texts_give_the_terms_that_each_gives_by_itself(
    aliases: AliasTable, texts: list[str], language: str
) -> None:
    lexicon = Lexicon()
    for _ in range(2):  # unknown words, then known ones
        assert is_same([(text, language) for text in texts], aliases, lexicon)


@pytest.mark.parametrize(
    ("chunk", "pieces"),
    [
        ("IS/ISIS", "is isis"),
        ("IS/IS", "is is"),
        ("(Rusia),", "rusia"),
        ("“Su-24”,kata", "su24 su 24 kata"),
        ("1,5", "1,5"),
        ("a,5", "a 5"),
        ("26/11", "26/11 26 11"),
        ("(,)", ""),
        ("x.com/y,z", "x.com x y z"),
        ("http://x.com/y,z", "http://x.com/y,z x"),
        ("(%)", ""),
    ],
)
def test_signs_part_words_but_not_numbers_and_addresses(chunk: str, pieces: str) -> None:
    lexicon = Lexicon()
    found = tokens([(chunk, "id"), (f"Rusia {chunk} Suriah", "id")], lexicon)
    words = [lexicon.words.all[number] for number in found.surfaces]
    assert words == [*pieces.split(), "rusia", *pieces.split(), "suriah"]
    assert is_same([(f"Rusia {chunk} Suriah", "id"), (chunk, "en")], SHIPPED, lexicon)


def test_the_texts_of_the_tables_too() -> None:
    rows = cases("../aliases/folded.tsv", columns=4)
    assert len(rows) > 20
    for rules, text, _, _ in rows:
        table = alias_table([rules_of(rules.replace(" / ", "\n"), "mine.txt")])
        assert is_same([("Kata", "id"), (text, "id"), ("", "id"), (text, "id")], table, Lexicon())


def test_the_articles_of_the_corpora_too(shared: Path) -> None:
    read = (record for record in records([shared / "eval" / "facqa.corpus.jsonl.gz"]) if isinstance(record, Record))
    texts = [(str(record.fields["text"]), language) for record, language in zip(read, ["id", "en"] * 50, strict=False)]
    assert len(texts) == 100
    assert is_same(texts, SHIPPED, Lexicon())


def seeds() -> list[Document]:
    found = [document(record) for record in records([ROOT / "seeds"]) if isinstance(record, Record)]
    assert len(found) == 5
    return found


def test_an_entry_holds_both_views_of_each_text_and_a_sketch() -> None:
    untitled = Document("a", "", "Amerika Serikat menyerang ISIS di Suriah pada Jum'at, kata Putin.", language="id")
    for one in [*seeds(), untitled]:
        entry = Making(Bulk(SHIPPED)).entry(one)
        body = pieces(one.body, one.language)
        assert sorted(entry.terms["body_root"].terms) == sorted(root_terms(body, SHIPPED))
        assert list(entry.terms["body_surface"].terms) == [piece.surface for piece in body]
        assert list(entry.terms["body_surface"].positions) == places(body)
        opening = body[:OPENING] if one.title_derived or not one.title else pieces(one.title, one.language)
        assert sorted(entry.terms["opening_root"].terms) == sorted(root_terms(opening, SHIPPED))
        assert entry.sketch == sketch_of([piece.surface for piece in body])


def test_documents_are_the_same_together_and_alone_and_in_another_process() -> None:
    making = Making(Bulk(SHIPPED))
    together = making.remade(seeds(), ["", "x", "", "x", ""]).entries
    alone = [making.entry(one, name) for one, name in zip(seeds(), ["", "x", "", "x", ""], strict=True)]
    sent: Entries = pickle.loads(pickle.dumps(together))
    assert list(together) == alone == list(sent) == list(Entries.of(alone))
    assert len(sent.vocabulary) <= len(together.vocabulary)


def test_a_full_lexicon_gives_way_to_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "MOST_CHUNKS", 50)
    bulk = Bulk(SHIPPED)
    making, before = Making(bulk), [Making(Bulk(SHIPPED)).entry(one) for one in seeds()]
    assert [making.entry(one) for one in seeds()] == before
    terms = {term for one in before for field in one.terms.values() for term in field.terms}
    assert len(bulk.lexicon.words) < len(terms)


def test_no_documents_have_no_terms() -> None:
    found = tokens([], Lexicon())
    assert len(found.surfaces) == len(found.counts) == 0
    assert np.array_equal(Folding(SHIPPED, Lexicon()).roots(found).counts, [])
