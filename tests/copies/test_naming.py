"""Names of clusters: kept, unique, given back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.copies.naming import named

NAMES = st.sampled_from(["a", "b", "c", "d", ""])


def test_a_new_cluster_takes_the_name_of_its_earliest_member() -> None:
    assert named([("b", "a")], {}, ()) == {"b": "b", "a": "b"}


def test_a_cluster_that_grows_keeps_its_name_and_one_left_alone_has_none() -> None:
    names = {"b": "b", "c": "b", "d": "b"}
    assert named([("a", "b", "c"), ("d",)], names, ()) == {"a": "b", "b": "b", "c": "b", "d": ""}


def test_of_two_parts_the_greater_keeps_the_name() -> None:
    names = dict.fromkeys("abcde", "a")
    assert named([("a", "b"), ("c", "d", "e")], names, ()) == dict.fromkeys("ab", "b") | dict.fromkeys("cde", "a")


def test_a_name_that_another_cluster_bears_is_not_given_again() -> None:
    assert named([("a", "b")], {}, ["a"])["a"] == "b"
    assert named([("a", "b")], {}, ["a", "b"]) == {"a": "a+2", "b": "a+2"}


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4), max_size=5), st.sets(NAMES))
def test_no_name_is_that_of_two_clusters(claims: list[list[str]], taken: set[str]) -> None:
    clusters = [tuple(f"{number}.{at}" for at in range(len(claim))) for number, claim in enumerate(claims)]
    names = {f"{number}.{at}": name for number, claim in enumerate(claims) for at, name in enumerate(claim)}
    found = named(clusters, names, taken)
    given_names = [{found[one] for one in cluster} for cluster in clusters if len(cluster) > 1]
    assert all(len(one) == 1 for one in given_names)
    flat = [name for one in given_names for name in one]
    assert len(set(flat)) == len(flat)
    assert not set(flat) & (taken | {""})
