"""The postings of frequent terms in bits: what comes back is what went in, and it is small."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.rising import RISING, packed_rising, unpacked_rising

# Documents side by side and far apart, counts of every width.
documents = st.sets(st.integers(0, 40) | st.integers(0, 3_000) | st.integers(0, 1 << 30), min_size=1, max_size=200)
counts = st.lists(st.integers(1, 3) | st.sampled_from([4, 5, 15, 16, 17, 255, 256, 257, 70_000]), min_size=200)


@given(documents, counts)
def test_documents_and_counts_come_back(held: set[int], counted: list[int]) -> None:
    postings = np.array(sorted(held)), np.array(counted[: len(held)])
    data, packing = packed_rising(*postings)
    assert RISING <= packing <= 255
    back = unpacked_rising(data, packing)
    assert [column.tolist() for column in back] == [column.tolist() for column in postings]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 15, 16, 17, 255, 256, 257, 65_536, 65_537, 1 << 31])
def test_a_single_count_of_any_size_comes_back(most: int) -> None:
    for counted in ([most], [1, most], [most, 1, 2] * 40):
        back = unpacked_rising(*packed_rising(np.arange(len(counted)) * 7, np.array(counted)))
        assert back[1].tolist() == counted


@pytest.mark.parametrize(("every", "bits"), [(1, 1.1), (2, 2.1), (8, 5.1), (100, 9.5), (1000, 17.2)])
def test_what_a_document_takes_grows_with_the_logarithm_of_the_step_to_it(every: int, bits: float) -> None:
    held = np.arange(0, 2_000 * every, every)
    data, _ = packed_rising(held, np.ones_like(held))
    assert len(data) * 8 / len(held) < bits
