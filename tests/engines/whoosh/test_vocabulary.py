"""The vocabulary and the runs of a file: as a sorted list, and as slices of an array, would answer."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from tempfile import gettempdir

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.matching.arrays import starts_of
from search.engines.whoosh import spool, uniting
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.vocabulary import TERMS_IN_BLOCK, Vocabulary, encoded, write_vocabulary

# Enough for several blocks, with beginnings in common, white space, letters beyond ASCII, and half a surrogate pair.
ENDINGS = ("", "a", "nya", "-kan", "\n", "ë", "\ud83d", "\U0010ffff")
words = st.sets(st.tuples(st.integers(0, 60), st.sampled_from(ENDINGS)), max_size=400)


def sections_of(path: Path, *written: object) -> Sections:
    out = SectionWriter(path.open("wb"))
    for write in written:
        write(out)  # type: ignore[operator]
    out.close()
    with path.open("rb") as file:
        return Sections(file, path.name)


@given(words)
def test_a_vocabulary_answers_as_a_sorted_list(
    tmp_path_factory: pytest.TempPathFactory, made: set[tuple[int, str]]
) -> None:
    terms = sorted({encoded(f"serang{number}{ending}") for number, ending in made})
    path = tmp_path_factory.mktemp("vocabulary") / "terms"
    vocabulary = Vocabulary(sections_of(path, lambda out: write_vocabulary(terms, out)))
    assert list(vocabulary) == [vocabulary[number] for number in range(len(vocabulary))] == terms
    for term in (*terms, b"", b"serang", b"serang3", b"zaman", b"\xff"):
        assert vocabulary.place(term) == bisect_left(terms, term)
        assert vocabulary.find(term) == (terms.index(term) if term in terms else None)
        first, last = vocabulary.range(term)
        assert terms[first:last] == [one for one in terms if one.startswith(term)]


def test_the_last_term_of_a_full_block_is_followed_by_the_next_block(tmp_path: Path) -> None:
    terms = [b"%05d" % number for number in range(TERMS_IN_BLOCK * 2)]
    vocabulary = Vocabulary(sections_of(tmp_path / "terms", lambda out: write_vocabulary(terms, out)))
    after = terms[TERMS_IN_BLOCK - 1] + b"0"
    assert (vocabulary.place(after), vocabulary.find(after)) == (TERMS_IN_BLOCK, None)
    assert (vocabulary.place(b"9"), vocabulary.find(b"9")) == (len(terms), None)


@given(st.lists(words, max_size=3))
def test_united_vocabularies_know_where_each_term_went(made: list[set[tuple[int, str]]]) -> None:
    lists = [sorted(encoded(f"{number}{ending}") for number, ending in own) for own in made]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(uniting, "NUMBERS_AT_ONCE", 7)
        patched.setattr(spool, "MOST_BYTES", 90)
        united = uniting.United(lists, Path(gettempdir()))
        terms = list(united)
    assert terms == sorted(set().union(*lists))
    assert len(united) == len(terms)
    assert [[terms[number] for number in own] for own in united.numbers()] == lists


@given(st.lists(st.sampled_from([0, 1, 2, 300, 70_000]) | st.integers(0, 20), min_size=1, max_size=200))
def test_runs_are_where_they_were_written(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    data = np.arange(sum(sizes), dtype=np.int64).astype(np.uint8)
    starts = starts_of(np.array(sizes))
    path = tmp_path_factory.mktemp("runs") / "runs"
    writing = (lambda out: out.append("lama", data), lambda out: write_starts(starts, "lama", out))
    runs = Runs(sections_of(path, *writing), "lama")
    assert len(runs) == len(sizes)
    assert runs.sizes(0, len(sizes)).tolist() == sizes
    for number, (start, size) in enumerate(zip(starts.tolist(), sizes, strict=True)):
        assert runs[number].tobytes() == data[start : start + size].tobytes()
    half = len(sizes) // 2
    assert runs.between(half, len(sizes)).tobytes() == data[starts[half] :].tobytes()
