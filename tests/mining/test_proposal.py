"""Proposals: what is joined, what is kept apart, what the rules in force know already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import AliasTable, alias_table, mistakes, rules_of, shipped_rules
from search.mining import Miner, Proposal, as_rule, mined, proposals, texts
from search.model import Document, Problem
from tests.conftest import ROOT

NONE = AliasTable()
KPK = "Komisi Pemberantasan Korupsi (KPK)"


def proposed(*bodies: str, rules: str = "", minimum: int = 1) -> list[Proposal]:
    documents = [Document(str(number), "", body) for number, body in enumerate(bodies)]
    return proposals(mined(documents), alias_table([rules_of(rules, "mine.txt")]), minimum=minimum)


def names(found: list[Proposal]) -> list[set[str]]:
    return [set(one.names) for one in found]


@pytest.fixture(scope="module")
def seed_miner() -> Miner:
    miner = Miner()
    for item in texts([ROOT / "seeds"]):
        assert not isinstance(item, Problem)
        miner.read(item.document_id, item.text)
    return miner


def test_the_seeds_say_that_isis_is_niis_daesh_and_no_more(seed_miner: Miner) -> None:
    (found,) = proposals(seed_miner.evidence(), NONE)
    assert found.names[0] == "ISIS"
    assert set(found.names) == {"ISIS", "IS", "NIIS", "Daesh"}
    assert "IS" in found.case_sensitive
    assert {one.document_id[:3] for one in found.evidence} == {"001", "002"}
    assert (found.documents, len(proposals(seed_miner.evidence(), NONE, minimum=1))) == (4, 1)


def test_the_shipped_rules_know_that_already(seed_miner: Miner) -> None:
    (found,) = proposals(seed_miner.evidence(), alias_table([shipped_rules()]))
    assert found.rule == "aliases.txt line 14"


def test_a_short_form_keeps_its_most_frequent_reading_and_tells_the_other() -> None:
    party, law = "Partai Keadilan Sejahtera (PKS)", "Penghapusan Kekerasan Seksual (PKS)"
    (found,) = proposed(party, law, party, party, law)
    assert found.names == ("Partai Keadilan Sejahtera", "PKS")
    assert found.other_readings == ("Penghapusan Kekerasan Seksual",)
    assert "\n#amb: Penghapusan Kekerasan Seksual\n" in as_rule(found)


def test_a_slip_of_the_pen_is_no_second_reading() -> None:
    (found,) = proposed(*["Badan Legislasi (Baleg)"] * 3, *["Badan Legislatif (Baleg)"] * 2)
    assert (found.names, found.other_readings) == (("Badan Legislasi", "Baleg"), ())


def test_two_short_forms_of_one_thing_are_one_class() -> None:
    both = "Kementerian Pendidikan dan Kebudayaan"
    assert names(proposed(f"{both} (Kemendikbud)", f"{both} (Kemdikbud)")) == [{both, "Kemendikbud", "Kemdikbud"}]


def test_names_that_the_letters_tell_apart_are_not_joined_by_a_slash() -> None:
    bodies = ["Islamic State (IS) datang", "Institut Studi Islam Semarang (ISIS) buka", "IS/ISIS", "IS atau ISIS"]
    assert names(proposed(*bodies)) == [{"Institut Studi Islam Semarang", "ISIS"}, {"Islamic State", "IS"}]


def test_a_nickname_needs_three_reports() -> None:
    report = "Polisi memeriksa Abdurrahman Wahid alias Gus Dur."
    assert not proposed(report, report)
    assert names(proposed(report, report, report)) == [{"Abdurrahman Wahid", "Gus Dur"}]


def test_the_minimum_counts_documents() -> None:
    assert not proposed(KPK, minimum=2)
    assert len(proposed(KPK, KPK, minimum=2)) == 1


CONTRADICTED = [
    ("KPK, Komisi Pengawas Kota", "the short form has another long form"),
    ("KPK, Komisi Polisi\nKomisi Pemberantasan Korupsi, Antirasuah", "the names are in two classes"),
]


@pytest.mark.parametrize(("rules", "why"), CONTRADICTED, ids=[row[1] for row in CONTRADICTED])
def test_rules_in_force_are_never_contradicted(rules: str, why: str) -> None:
    assert not [one for one in proposed(KPK, KPK, rules=rules) if not one.rule], why


def test_new_names_extend_a_class_in_force() -> None:
    (found,) = proposed("Komisi Pemberantasan Korupsi (Kompemkor)", KPK, rules="KPK, Komisi Pemberantasan Korupsi")
    assert (found.names, found.rule) == (("KPK", "Kompemkor"), "")


def test_known_names_carry_their_place() -> None:
    (found,) = proposed(KPK, rules="# mine\nKPK, Komisi Pemberantasan Korupsi")
    assert found.rule == "mine.txt line 2"
    assert all(line.startswith("#") for line in as_rule(found).splitlines())


def test_ordinary_words_are_marked_as_printed() -> None:
    (found,) = proposed("Partai Amanat Nasional (PAN)")
    assert found.case_sensitive == ("PAN",)
    assert proposed("Pusat Kesehatan Masyarakat (Puskesmas)")[0].case_sensitive == ()


def test_what_is_printed_can_be_put_into_the_file() -> None:
    found = proposed(KPK, "Partai Amanat Nasional (PAN)", "IS atau ISIS", "ISIS alias NIIS", "hak asasi manusia (HAM)")
    text = "\n\n".join(map(as_rule, found))
    assert not mistakes(text, "aliases.txt")
    assert len(rules_of(text, "aliases.txt")) == len(found) == 4


PARTS = st.sampled_from(
    [
        *(KPK, "Komisi Pengawas Kota (KPK)", "KPK/KPKPK", "IS/ISIS", "ISIS alias NIIS", "NIIS alias KPK"),
        *("KPK (KPKPK)", "Daesh (bahasa Arab untuk ISIS)", "Prancis (bahasa Arab untuk Daesh)"),
        "Gus Dur Wahid alias Daesh",
    ]
)
RULES = "ISIS, IS\nKPK, Komisi Pengawas Kota\nPrancis, Perancis"


@given(st.lists(st.lists(PARTS, max_size=4).map(". ".join), max_size=8), st.sampled_from(["", RULES]))
def test_proposals_never_clash_with_one_another(bodies: list[str], rules: str) -> None:
    found = proposed(*bodies, rules=rules)
    assert found == proposed(*bodies, rules=rules)
    new = "\n".join(as_rule(one) for one in found if not one.rule)
    assert not mistakes(new, "aliases.txt")
