"""Spans become marks; all else is escaped, and no character is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search import Passage, Reason, Span
from search.model import MatchKind
from tests.web.reading import Read
from web import create_app
from web.marks import marked, paragraphs, words_marked

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


@given(passages())
def test_the_text_of_the_marked_passage_is_the_passage(passage: Passage) -> None:
    with create_app("none").test_request_context():
        page = Read(str(marked(passage, 0)))
    assert page.text == passage.text
    assert {tag for tag, _ in page.elements} <= {"mark"}
    assert [mark["id"] for mark in page.all("mark")] == [f"m{span.start}" for span in passage.spans]


@given(passages())
def test_paragraphs_lose_nothing_but_blanks(passage: Passage) -> None:
    parts = list(paragraphs(passage))
    assert "".join("".join(part.passage.text for part in parts).split()) == "".join(passage.text.split())
    for part in parts:
        assert passage.text[part.start :].startswith(part.passage.text)
        for span in part.passage.spans:
            assert 0 <= span.start < span.end <= len(part.passage.text)


def test_a_span_over_a_gap_is_marked_on_both_sides() -> None:
    both = [part.passage.spans for part in paragraphs(Passage("kerja\n\nsama", (Span(0, 11, reason("kerja sama")),)))]
    assert [[(span.start, span.end) for span in spans] for spans in both] == [[(0, 5)], [(0, 4)]]


def test_marked_words_are_counted_in_any_case() -> None:
    passage = Passage("ISIS atau Daesh, isis", tuple(Span(a, b, reason("x")) for a, b in ((0, 4), (10, 15), (17, 21))))
    assert words_marked(passage) == [("ISIS", 2, 0), ("Daesh", 1, 10)]
