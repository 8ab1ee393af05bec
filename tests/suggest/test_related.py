"""Related searches and more like this, over the small archive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.bulk.held import Held
from search.engines.entry import Entry, Terms
from search.model import Document
from search.query.bound import Nothing
from search.query.concepts import Wanted
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.suggest import like, related
from search.suggest.likeness import TERMS, telling_terms
from search.suggest.related import _printed, _small
from search.suggest.surest import SIGNIFICANT, Candidate, Surest, log_likelihood
from tests.engines.oracle import Oracle
from tests.engines.samples import put
from tests.suggest.archive import ALIASES, DOCUMENTS, document, engine_of

# Articles on two subjects among forty of others: enough for likelihood to say something.
QUAKES = [
    document(number, "Gempa", f"Gempa mengguncang kota nomor {number}. Petugas BMKG memantau tsunami di Laut Banda.")
    for number in range(100, 108)
]
OTHERS = [
    document(number, "Pasar", f"Pedagang di pasar nomor {number} menjual beras dari Jawa Tengah kepada petugas.")
    for number in range(200, 240)
]
ARCHIVE = engine_of([*QUAKES, *OTHERS])
HELD = Held(ALIASES)


def asked(typed: str) -> Wanted:
    return rewritten(parsed(typed).query, ALIASES).wanted


def texts(typed: str, documents: list[Document] = QUAKES, limit: int = 20) -> list[str]:
    return [one.text for one in related(documents, asked(typed), ARCHIVE, HELD, limit)]


def test_related_terms_are_those_that_tell_the_result_from_the_archive() -> None:
    found = texts("gempa")
    assert {"tsunami", "mengguncang", "Laut Banda"} <= set(found)
    assert not {"nomor", "petugas", "di", "pedagang"} & set(found)


@pytest.mark.parametrize(
    ("typed", "absent"),
    [
        ("gempa", "gempa"),
        ("tsunami gempa", "tsunami"),
        ("guncangan", "mengguncang"),
        ("bmkg", "BMKG"),
        ("Badan Meteorologi Klimatologi dan Geofisika", "BMKG"),
        ('"laut banda"', "Laut Banda"),
        ("banda", "Laut Banda"),
        ("gempa OR tsunami", "tsunami"),
    ],
)
def test_what_was_asked_for_is_not_related_to_itself(typed: str, absent: str) -> None:
    found = texts(typed)
    assert found
    assert absent not in found


def test_no_two_share_a_word() -> None:
    words = " ".join(texts("gempa")).lower().split()
    assert len(words) == len(set(words))


def test_a_related_term_says_how_many_documents_hold_it() -> None:
    first = related(QUAKES, asked("gempa"), ARCHIVE, HELD)[0]
    assert first.documents == len(QUAKES)
    assert first.likelihood > SIGNIFICANT


def test_an_empty_result_has_nothing_related() -> None:
    assert texts("gempa", []) == []
    assert texts("gempa", limit=0) == []
    assert texts("gempa", limit=-1) == []
    assert len(texts("gempa", limit=2)) == 2


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 500), st.integers(100, 10_000))
def test_likelihood_is_a_number_that_grows_with_what_is_here(here: int, read: int, held: int, more: int) -> None:
    here, held = min(here, read), max(held, min(here, read))
    total = max(more, read + held)
    value = log_likelihood(here, read, held, total)
    assert value >= -1e-6
    if here < min(read, held):
        assert log_likelihood(here + 1, read, held, total) >= value - 1e-6


def ids(source: Document, engine: Oracle, cluster: str = "") -> list[str]:
    query = like(source, engine, ALIASES, cluster=cluster)
    found = engine.search(query, weights={}, limit=10, is_complete_first=False).found
    return [one.id for one in found]


@pytest.mark.parametrize(("source", "nearest"), [(0, {1, 2}), (3, {4}), (6, {7}), (8, {9})])
def test_articles_of_one_subject_are_like_each_other(engine: Oracle, source: int, nearest: set[int]) -> None:
    others = [one for one in ids(DOCUMENTS[source], engine) if one != DOCUMENTS[source].id]
    assert set(others[: len(nearest)]) == {DOCUMENTS[number].id for number in nearest}


def test_copies_are_left_out_by_their_cluster() -> None:
    source = DOCUMENTS[0]
    copied = engine_of(DOCUMENTS)
    for one in (copied.entries[source.id], copied.entries[DOCUMENTS[1].id]):
        terms = {**one.terms, "cluster": Terms([source.id])}
        put(copied, Entry(one.id, one.digest, one.stored, terms))
    found = ids(source, copied, cluster=source.id)
    assert found[0] == DOCUMENTS[2].id
    assert not {source.id, DOCUMENTS[1].id} & set(found)


def test_terms_are_few_telling_and_weighed_against_the_first(engine: Oracle) -> None:
    terms = telling_terms(DOCUMENTS[0], engine, ALIASES)
    assert 0 < len(terms) <= TERMS
    assert terms[0][1] == 1.0
    weights = [weight for _, weight in terms]
    assert weights == sorted(weights, reverse=True)
    assert not {"pada", "itu", "sampai"} & {term for term, _ in terms}


@pytest.mark.parametrize("body", ["", "!!!", "yang di dan", "xyzzy quux"])
def test_a_document_that_tells_nothing_is_like_none(engine: Oracle, body: str) -> None:
    assert like(document(1, "", body), engine, ALIASES) == Nothing()


def test_an_empty_archive_suggests_nothing() -> None:
    empty = engine_of([])
    assert like(DOCUMENTS[0], empty, ALIASES) == Nothing()
    assert related([], asked("gempa"), empty, HELD) == ()


@given(st.text(max_size=80), st.text(max_size=40))
def test_documents_and_queries_of_any_text_are_taken(engine: Oracle, text: str, typed: str) -> None:
    source = document(1, text, text)
    like(source, engine, ALIASES)
    related([source], asked(typed), engine, HELD)


# Of ten documents that are read, and of a thousand in the archive.
COUNTS = {"tsunami": (9, 9), "laut banda": (4, 5), "banda": (5, 9), "petugas": (9, 990), "kota": (8, 60)}


def test_the_archive_is_asked_only_of_candidates_whose_turn_may_come() -> None:
    asked: list[str] = []

    def held(text: str) -> int:
        asked.append(text)
        return COUNTS[text][1]

    def candidates() -> list[Candidate]:
        return [Candidate(text, here, lambda text=text: held(text)) for text, (here, _) in COUNTS.items()]  # type: ignore[misc]

    first = next(iter(Surest(candidates(), 10, 1_000)))
    assert first.text == "tsunami"
    assert set(asked) == {"tsunami", "petugas"}, "nothing else is in as many of those that were read"
    weighed = {text: log_likelihood(here, 10, held, 1_000) for text, (here, held) in COUNTS.items()}
    found = [(one.text, one.likelihood) for one in Surest(candidates(), 10, 1_000)]
    wanted = {text: likelihood for text, likelihood in weighed.items() if likelihood >= SIGNIFICANT}
    assert found == sorted(wanted.items(), key=lambda item: -item[1])
    assert "petugas" not in wanted


def test_terms_that_as_many_documents_hold_are_not_left_to_chance() -> None:
    # Of 150 words, each in every article that is read, no hundred are better than the others.
    letters = [first + second + "kk" for first in "bcdfghjklm" for second in "aiueoxyzqwrtpsn"]
    read = [document(number, "", " ".join(letters)) for number in range(3)]
    archive = engine_of([*read, *OTHERS])
    assert len(set(letters)) == 150
    assert len(related(read, asked("gempa"), archive, HELD, 200)) == len(letters)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kabut asap. Asapnya tebal, asap itu, ASAP", "asap"),
        ("Asap. ASAP ASAP", "ASAP"),
        ("berasap, asapnya", "asap"),
        ("Asap, ASAP dan ASAP di İstanbul", "asap"),  # small letters have other places there
    ],
)
def test_a_term_is_shown_as_it_is_printed_most_often(text: str, shown: str) -> None:
    assert _printed("asap", [(text, _small(text))]) == shown
