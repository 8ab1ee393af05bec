"""A passage as text: nothing lost, nothing obeyed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import MatchKind, Passage, Reason, Span
from search.snippets import ansi, html, lines, plain

ANY = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=60) | st.text(
    "<>&\"'a \x1b\n", max_size=60
)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A text with spans that are in order and apart."""
    text = draw(ANY)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    return Passage(text, tuple(span(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)))


def span(text: str, start: int, end: int) -> Span:
    return Span(start, end, Reason(text[start:end], MatchKind.EXACT, text[start:end]))


class Read(HTMLParser):
    """The text of HTML, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.elements = "", []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


KERJA = Passage("<b>Kerja & sama", (span("<b>Kerja & sama", 3, 8),))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (plain(KERJA), "<b>*Kerja* & sama"),
        (ansi(KERJA), "<b>\x1b[1;33mKerja\x1b[0m & sama"),
        (ansi(KERJA, "\x1b[1m"), "\x1b[1m<b>\x1b[1;33mKerja\x1b[0m\x1b[1m & sama\x1b[0m"),
        (html(KERJA), "&lt;b&gt;<mark>Kerja</mark> &amp; sama"),
        (
            html(KERJA, lambda one: {"title": f'"{one.reason.word}"'}),
            '&lt;b&gt;<mark title="&quot;Kerja&quot;">Kerja</mark> &amp; sama',
        ),
    ],
    ids=["plain", "ansi", "ansi in bold", "html", "html with attributes"],
)
def test_marks_become_signs(printed: str, expected: str) -> None:
    assert printed == expected


@given(passages())
def test_the_text_of_the_html_is_the_passage(passage: Passage) -> None:
    read = Read(html(passage, lambda one: {"title": one.reason.word}))
    assert read.text == passage.text
    assert read.elements == [("mark", {"title": one.reason.word}) for one in passage.spans]


@given(passages())
def test_no_document_commands_a_terminal(passage: Passage) -> None:
    for printed in (plain(passage), ansi(passage).replace("\x1b[1;33m", "").replace("\x1b[0m", "")):
        assert not {character for character in printed if ord(character) < 32 or 127 <= ord(character) < 160} - {
            "\n",
            "\t",
        }


@given(passages(), st.integers(1, 30))
def test_lines_lose_nothing_but_blanks_and_keep_every_mark(passage: Passage, columns: int) -> None:
    broken = list(lines(passage, columns))
    assert " ".join(line.text for line in broken) == passage.text
    assert all(line.text[one.start : one.end] in one.reason.printed for line in broken for one in line.spans)
    marked = "".join(line.text[one.start : one.end] for line in broken for one in line.spans)
    assert marked.replace(" ", "") == "".join(one.reason.printed for one in passage.spans).replace(" ", "")


def test_a_line_counts_columns_and_not_characters() -> None:
    assert [line.text for line in lines(Passage("中文 中文 Pe\u0301ron"), 9)] == ["中文 中文", "Pe\u0301ron"]
    stars = Passage("kerja sama", (span("kerja sama", 0, 5),))
    assert [len(list(lines(stars, 10, sign=sign))) for sign in (0, 2)] == [1, 2]
