"""The stemmer's tables: well formed, without idle lines, and reviewed ones only."""

from __future__ import annotations

from collections import Counter

import pytest

from search.analysis import stemmer
from search.analysis.data import FOLDER, entries
from search.analysis.dictionary import DICTIONARY, roots
from search.analysis.names import names
from search.analysis.root_analysis import best_analysis
from search.analysis.root_unknown import around_unknown


def test_every_override_changes_something() -> None:
    """An override that the rules can do without only hides what they do."""
    table = stemmer.overrides()
    assert len(table) >= 80
    idle = []
    for word, wanted in table.items():
        analysis = None if word in roots() or "-" in word else best_analysis(word, roots()) or around_unknown(word)
        idle += [word] if "-" not in word and (analysis.root if analysis else word) == wanted else []
    assert not idle


def test_every_override_leads_to_a_root_that_stays() -> None:
    assert not {word: found for word, found in stemmer.overrides().items() if stemmer.root(found) != found}


@pytest.mark.parametrize("table", ["overrides.tsv", "names.txt", "roots.txt"])
def test_no_word_stands_twice_under_one_sign(table: str) -> None:
    words: Counter[str] = Counter()
    for line in entries(table):
        sign = line[0] if line[0] in "+-!~" else ""
        listed = line.split("\t")[:1] if table == "overrides.tsv" else line.removeprefix(sign).split()
        words.update(sign + word for word in listed)
    assert words
    assert not [word for word, count in words.items() if count > 1]


@pytest.mark.parametrize("table", ["overrides.tsv", "names.txt", "roots.txt", "frequency.txt"])
def test_tables_hold_folded_words_and_say_where_they_are_from(table: str) -> None:
    text = (FOLDER / table).read_text(encoding="utf-8")
    assert text.startswith("# ")
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-+!~ \t")
    assert not [line for line in entries(table) if not set(line) <= allowed]


def test_names_that_nothing_would_change_are_not_listed_for_their_own_sake() -> None:
    """Every protected name has the letters of an affix, or takes affixes itself (the lines with +)."""
    whole = [word for line in entries("names.txt") if line[0] != "+" for word in line.split()]
    others = {word: cost for word, cost in roots().items() if word not in names()}
    idle = [word for word in whole if not (best_analysis(word, others) or around_unknown(word))]
    assert len(whole) >= 200
    assert len(idle) <= 0.05 * len(whole), idle


def test_the_dictionary_is_read_from_the_installed_package_and_not_copied() -> None:
    theirs = set(DICTIONARY.read_text(encoding="utf-8").split())
    shipped = {word for line in entries("frequency.txt") for word in line.split()[1:]}
    assert len(theirs) > 25_000
    assert len(shipped & theirs) < 0.35 * len(theirs)
