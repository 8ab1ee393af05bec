"""Did you mean: only what no document holds is exchanged, and only for what some document holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parser import parsed
from search.suggest import Change, Completions, Correction, did_you_mean
from search.suggest.correcting import MOST_UNKNOWN
from tests.engines.oracle import Oracle
from tests.suggest.archive import ALIASES, document, engine_of


def corrected(typed: str, engine: Oracle, completions: Completions) -> str:
    """The text of the correction, "" for none."""
    found = did_you_mean(typed, parsed(typed).query, engine, completions.proposals)
    return found.text if found else ""


MEANT = [
    ("gemmpa", "gempa", "a letter too many"),
    ("tsunmi", "tsunami", "a letter missing"),
    ("tsumami", "tsunami", "a wrong letter"),
    ("tusnami", "tsunami", "two letters exchanged"),
    ("ptsunami", "tsunami", "a letter before the first one"),
    ("museun nasionla", "Museum Nasional", "two words, as the archive prints them"),
    ("pengnujugn", "pengunjung", "two slips in a long word"),
    ("Soekarno", "Sukarno", "the spelling of before 1947"),
    ("soekarno di ende", "Sukarno di ende", "the rest stays as typed"),
    ("SOEKARNO", "SUKARNO", "all capitals are no acronym"),
    ("Djakarta", "Jakarta", "the spelling of before 1972"),
    ("pamerran", "pameran", "a doubled letter"),
    ("Daehs", "Daesh", "a name that alias rules know"),
    ("judul:(gemmpa OR banjir) -tsunmi", "judul:(gempa OR banjir) -tsunmi", "what is excluded stays"),
    ('"gemmpa  bumi"^2 ambon', '"gempa  bumi"^2 ambon', "inside of quotes, blanks and signs kept"),
    ("  gemmpa,  ambon", "  gempa,  ambon", "blanks and commas kept"),
    ("gemmpa-tsunmi", "gempa-tsunami", "both sides of a hyphen"),
]


@pytest.mark.parametrize(("typed", "text", "why"), MEANT, ids=[why for _, _, why in MEANT])
def test_a_misspelt_word_is_put_right(
    engine: Oracle, completions: Completions, typed: str, text: str, why: str
) -> None:
    assert corrected(typed, engine, completions) == text


RIGHT = [
    ("", "nothing typed"),
    ("gempa", "a word with hits"),
    ("menggempakan", "a form whose root has hits"),
    ("perancis", "another name with hits"),
    ("GMPA ambon", "an acronym"),
    ("memancing", "a word of the dictionary that the archive does not hold"),
    ("sinai", "a name of the list"),
    ("gmp", "too short to tell"),
    ("xyzzyquux", "nothing like it"),
    ("sumber:gemmpa", "the value of a filter"),
    ("-gemmpa", "an excluded word"),
    ("gemm*", "a pattern"),
    ("gemmpa~", "a fuzzy word"),
    ("yang dimana", "function words"),
    ("20151127 mh370", "numbers"),
]


@pytest.mark.parametrize(("typed", "why"), RIGHT, ids=[why for _, why in RIGHT])
def test_nothing_is_corrected(engine: Oracle, completions: Completions, typed: str, why: str) -> None:
    assert corrected(typed, engine, completions) == ""


def test_a_correction_says_what_changed(engine: Oracle, completions: Completions) -> None:
    typed = "laut bnda"
    found = did_you_mean(typed, parsed(typed).query, engine, completions.proposals)
    assert found == Correction("laut Banda", (Change(5, 9, "bnda", "Banda", 2),))


def test_a_word_is_looked_for_in_the_field_it_is_bound_to(engine: Oracle, completions: Completions) -> None:
    assert corrected("getarn", engine, completions) == "getaran"
    assert corrected("judul:getarn", engine, completions) == ""


def test_of_spellings_equally_near_the_frequent_one_wins(completions: Completions) -> None:
    documents = [document(number, "Kabar", "Kabar tentang teranx.") for number in range(1)]
    documents += [document(number, "Kabar", "Kabar tentang terany.") for number in range(1, 4)]
    assert corrected("teranz", engine_of(documents), completions) == "terany"


def test_roots_of_the_archives_other_languages_count_as_hits(engine: Oracle, completions: Completions) -> None:
    article = document(1, "Attack", "Attacks were reported in Sinai.")
    english = engine_of([article.__class__("1", article.title, article.body, language="en")])
    typed = "attacking"
    assert did_you_mean(typed, parsed(typed).query, english, completions.proposals, ["en"]) is None


def test_at_most_three_words_are_exchanged(engine: Oracle, completions: Completions) -> None:
    typed = "gemmpa tsunmi museun pamerran"
    found = did_you_mean(typed, parsed(typed).query, engine, completions.proposals)
    assert found is not None
    assert len(found.changes) == 3


def test_only_the_first_unknown_words_are_looked_at(engine: Oracle, completions: Completions) -> None:
    strangers = " ".join(f"xyzzy{'q' * number}" for number in range(MOST_UNKNOWN))
    assert corrected(f"gemmpa {strangers}", engine, completions) == f"gempa {strangers}"
    assert corrected(f"{strangers} gemmpa", engine, completions) == ""


def test_an_unknown_word_that_comes_again_counts_once(engine: Oracle, completions: Completions) -> None:
    strangers = "xyzzyq " * MOST_UNKNOWN
    assert corrected(f"{strangers}gemmpa gemmpa", engine, completions) == f"{strangers}gempa gempa"


@given(st.text(max_size=60))
def test_any_text_is_taken(engine: Oracle, completions: Completions, typed: str) -> None:
    found = did_you_mean(typed, parsed(typed).query, engine, completions.proposals)
    assert found is None or found.text != typed


@given(st.lists(st.sampled_from(["gemmpa", "gempa", '"tsunmi laut"', "-museun", "(", ")", "judul:", "OR", "^2"])))
def test_all_but_the_changes_stays_as_typed(engine: Oracle, completions: Completions, parts: list[str]) -> None:
    typed = " ".join(parts)
    found = did_you_mean(typed, parsed(typed).query, engine, completions.proposals)
    back, grown = typed, 0
    for change in found.changes if found else ():
        assert typed[change.start : change.end] == change.typed
        back = back[: change.start + grown] + change.meant + back[change.end + grown :]
        grown += len(change.meant) - len(change.typed)
    assert back == (found.text if found else typed)


def test_the_aliases_of_the_table_are_those_of_the_proposals(completions: Completions) -> None:
    assert completions.proposals.aliases is ALIASES
