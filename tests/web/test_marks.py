"""Spans become marks; all else is escaped, and no character is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search import Passage, Reason, Span
from search.model import MatchKind
from tests.web.reading import Read
from web import create_app
from web.marks import Mark, Marked, marked, numbered, paragraphs, words_marked

# Line ends of other systems are one character to HTML, and no text of the index holds a NUL or a lone surrogate.
ANY = st.characters(codec="utf-8", exclude_characters="\x00\r")
TEXT = st.text(ANY, max_size=60) | st.text("<>&\"'a \n", max_size=60)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A text with spans that are in order and do not overlap."""
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return Passage(text, tuple(Span(start, end, reason(text[start:end])) for start, end in pairs))


def reason(printed: str) -> Reason:
    return Reason(printed, MatchKind.ROOT, printed, via=printed)


def marks(*places: tuple[int, int]) -> tuple[Mark, ...]:
    return tuple(Mark(start, end, "exact") for start, end in places)


@given(passages())
def test_the_text_of_the_marked_passage_is_the_passage(passage: Passage) -> None:
    with create_app("none").test_request_context():
        page = Read(str(marked(passage).__html__()))
    assert page.text == passage.text
    assert [tag for tag, _ in page.elements] == ["mark"] * len(passage.spans)


@given(passages())
def test_paragraphs_lose_nothing_but_blanks(passage: Passage) -> None:
    with create_app("none").test_request_context():
        parts = paragraphs(marked(passage))
    assert "".join("".join(part.text for part in parts).split()) == "".join(passage.text.split())
    assert all(0 <= mark.start < mark.end <= len(part.text) for part in parts for mark in part.marks)


def test_a_mark_over_a_gap_is_on_both_sides() -> None:
    both = paragraphs(Marked("kerja\n\nsama", marks((0, 11))))
    assert [[(mark.start, mark.end) for mark in part.marks] for part in both] == [[(0, 5)], [(0, 4)]]


def test_marks_are_numbered_over_all_parts_and_lead_to_their_neighbours() -> None:
    parts = numbered([Marked("ISIS", marks((0, 4))), Marked("NIIS, IS", marks((0, 4), (6, 8)))])
    with create_app("none").test_request_context():
        pages = [Read(str(part.__html__())) for part in parts]
    assert [mark["id"] for page in pages for mark in page.all("mark")] == ["m1", "m2", "m3"]
    assert [link["href"] for page in pages for link in page.all("a")] == ["#m2", "#m1", "#m3", "#m2"]


def test_marked_words_are_counted_in_any_case() -> None:
    parts = numbered([Marked("ISIS atau Daesh, isis", marks((0, 4), (10, 15), (17, 21)))])
    found = [(word.printed, word.times, word.number) for word in words_marked(parts)]
    assert found == [("ISIS", 2, 1), ("Daesh", 1, 2)]
