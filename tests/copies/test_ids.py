"""Ids as numbers: what a dictionary and a list would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.copies.ids import Ids

names = st.text(st.sampled_from("ab/ë\ud83d\U0010ffff"), max_size=3)


@given(st.lists(names, max_size=60), st.lists(names, max_size=20))
def test_each_id_has_the_number_of_its_first_coming(added: list[str], asked: list[str]) -> None:
    ids, known = Ids(), {}
    for name in added:
        assert ids.add(name) == known.setdefault(name, len(known))
    assert [ids.find(name) for name in (*added, *asked)] == [known.get(name) for name in (*added, *asked)]
    assert [ids[number] for number in range(len(ids))] == list(known)


def test_many_ids_are_found_again() -> None:
    ids, names = Ids(), [f"arsip/2015/{number}.txt" for number in range(5_000)]
    assert [ids.add(name) for name in names] == list(range(5_000))
    assert [ids.find(name) for name in names] == list(range(5_000))
    assert not any(ids.find(f"{name}x") for name in names)
