"""From files to a table: a reader's own file extends the shipped rules and never clashes with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.aliases import AliasClass, AliasTable, alias_table, file_rules, rules_of, shipped_rules
from search.analysis import query_pieces
from search.errors import AliasError


def two_files(shipped: str, own: str) -> AliasTable:
    return alias_table([rules_of(shipped, "aliases.txt"), rules_of(own, "folder/whoosh/aliases.txt")])


def class_of(table: AliasTable, word: str) -> AliasClass:
    (match,) = table.matches(query_pieces(word))
    return match.name.alias


def test_an_own_file_extends_a_class() -> None:
    table = two_files("ISIS, IS", "IS, NIIS")
    assert class_of(table, "NIIS") is class_of(table, "ISIS")
    assert class_of(table, "NIIS").names == ("ISIS", "IS", "NIIS")
    assert class_of(table, "NIIS").rule == "aliases.txt line 1, whoosh/aliases.txt line 1"


def test_an_own_file_joins_two_classes() -> None:
    table = two_files("ISIS, IS\nDaesh, Daish", "Daish, ISIS")
    assert {class_of(table, word).term for word in ("ISIS", "IS", "Daesh", "Daish")} == {"=daesh"}
    assert len(table.classes) == 1


def test_an_own_file_may_say_what_is_shipped_already() -> None:
    assert class_of(two_files("ISIS, IS", "ISIS, IS"), "IS").names == ("ISIS", "IS")


def test_a_mark_stays_and_one_can_be_added() -> None:
    shipped = "#cs: AS\nAmerika Serikat, AS\nPartai Amanat Nasional, PAN"
    table = two_files(shipped, "AS, Paman Sam\n#cs: PAN\nPAN, Partai Matahari")
    assert [bool(table.matches(query_pieces(f"Kata {word}"))) for word in ("AS", "as", "PAN", "pan")] == [
        *(True, False),
        *(True, False),
    ]


def test_a_mark_of_doubt_is_kept_with_the_class() -> None:
    table = two_files("#amb: also a land\nPBB, Bangsa Bersatu", "#amb: also a party\nPBB, UN")
    assert class_of(table, "UN").ambiguity == "also a land; also a party"


def test_one_way_rules_tie_classes_of_other_files() -> None:
    table = two_files("Britania Raya, Inggris Raya", "UK => Inggris Raya")
    assert class_of(table, "Britania Raya").widened == ("=uk",)
    assert [alias.name for alias in table.finding(class_of(table, "UK"))] == ["Britania Raya"]


def test_the_digest_changes_with_what_rules_say_and_not_with_where() -> None:
    one = alias_table([rules_of("ISIS, IS", "a.txt")]).digest
    assert alias_table([rules_of("# words\n\nISIS, IS", "b.txt")]).digest == one
    assert alias_table([rules_of("#cs: IS\nISIS, IS", "a.txt")]).digest != one
    assert alias_table([rules_of("ISIS => IS", "a.txt")]).digest != one


def test_an_own_file_is_read_as_people_save_it(tmp_path: Path) -> None:
    file = tmp_path / "aliases.txt"
    assert file_rules(file) == ()
    file.write_bytes("\ufeffISIS, IS\r\n\r\n# catatan\r\nJum'at, François\r\n".encode())
    assert [(rule.members, rule.line) for rule in file_rules(file)] == [
        (("ISIS", "IS"), 1),
        (("Jum'at", "François"), 4),
    ]


def test_a_mistake_in_an_own_file_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "aliases.txt"
    file.write_text("ISIS, IS\nIS, Islam\n")
    with pytest.raises(AliasError, match=r'aliases\.txt, line 2: "IS" is in the class of line 1'):
        file_rules(file)
    file.write_bytes(b"ISIS, IS\nPer\xf3n, Peron\n")
    with pytest.raises(AliasError, match=r"aliases\.txt, line 2: this is no UTF-8 text"):
        file_rules(file)
    with pytest.raises(AliasError, match="cannot be read"):
        file_rules(tmp_path)


def test_shipped_names_are_found_in_their_own_class() -> None:
    table = alias_table([shipped_rules()])
    assert len(table.classes) > 200
    for alias in table.classes.values():
        for name in alias.names:
            assert alias.term in {match.name.alias.term for match in table.matches(query_pieces(name))}, name
