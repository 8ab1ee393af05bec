"""What is shown of a text: whole sentences where they fit, no torn word, nothing twice, nothing made up."""

from __future__ import annotations

import regex  # brought by trafilatura; \X is Unicode's own idea of what a reader sees as one character
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import AliasTable
from search.analysis import root_of
from search.model import Document, MatchKind, Reason
from search.query.concepts import AllOf, Concept
from search.snippets import Mark, apart, explained, marks, snippet, whole
from search.snippets.edges import LONGEST_WORD
from search.snippets.fragments import MOST_FRAGMENTS, fragments
from search.snippets.passages import WIDTH
from tests.snippets.strategies import ALIASES, queries, texts

long_texts = st.lists(texts, min_size=1, max_size=12).map("".join)
ARTICLE = (
    "Gempa mengguncang Lombok pada Minggu malam. Warga berlarian ke luar rumah dan bermalam di halaman masjid.\n\n"
    "Dr. M. Sidik dari badan meteorologi menyebut pusat gempa berada di laut. Tidak ada peringatan tsunami.\n\n"
    "Bantuan datang dari Surabaya dengan kapal. Tenda, selimut dan air bersih dibagikan sejak pagi di lapangan.\n\n"
    "Sekolah diliburkan selama tiga hari. Listrik menyala kembali pada Selasa sore, kata perusahaan listrik negara."
)


def asked(*words: str) -> list[Concept]:
    return [Concept(word, (root_of(word),), ((word,),)) for word in words]


def shown(text: str, *words: str, width: int = WIDTH) -> str:
    """The snippet of a text, its marks in brackets."""
    passage = snippet(text, apart(marks(text, "body", asked(*words), ALIASES, "id")), width=width)
    printed, end = "", 0
    for span in passage.spans:
        printed += f"{passage.text[end : span.start]}[{span.reason.printed}]"
        end = span.end
    return printed + passage.text[end:]


@given(queries, long_texts)
def test_spans_mark_what_they_say_in_order_and_apart(query: list[Concept], text: str) -> None:
    passage = snippet(text, apart(marks(text, "body", query, ALIASES, "id")))
    end = 0
    for span in passage.spans:
        assert end <= span.start < span.end <= len(passage.text)
        assert passage.text[span.start : span.end] == span.reason.printed
        end = span.end
    assert "\n" not in passage.text


@given(queries, long_texts, st.integers(60, 300))
def test_fragments_are_parts_of_the_text_in_order_and_whole_words(query: list[Concept], text: str, width: int) -> None:
    found = apart(marks(text, "body", query, ALIASES, "id"))
    parts = fragments(text, found, width, range(len(query)))
    assert 1 <= len(parts) <= MOST_FRAGMENTS
    assert sum(end - start for start, end in parts) <= width + len(parts) * LONGEST_WORD
    edges = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    before = -1
    for start, end in parts:
        assert before < start <= end <= len(text)
        before = end
        # Between two blanks, of which the second carries no accent, as a word at the edge of a part would.
        inner = [place for place in (start, end) if 0 < place < len(text) and place + 1 in edges]
        is_torn = any(not (text[place - 1] + text[place]).strip() for place in inner)
        assert not is_torn or not text[start:end].strip()
        assert {start, end} <= edges
    joined = "".join(snippet(text, found, width=width).text.split())
    assert joined.strip("…") == "…".join("".join(text[start:end].split()) for start, end in parts).strip("…")


@given(long_texts)
def test_a_text_without_blanks_is_cut_between_characters_as_readers_see_them(text: str) -> None:
    text = "".join(text.split())
    ((start, end),) = fragments(text, [], 70, ())
    assert start == 0
    assert end in {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    assert end <= 70 + LONGEST_WORD


@given(queries, long_texts)
def test_a_text_with_marks_shows_one(query: list[Concept], text: str) -> None:
    found = apart(marks(text, "body", query, ALIASES, "id"))
    assert bool(found) == bool(snippet(text, found).spans)


def test_a_sentence_that_fits_is_shown_whole() -> None:
    assert shown(ARTICLE, "tsunami", width=50) == "… Tidak ada peringatan [tsunami]. …"


def test_an_abbreviation_ends_no_sentence() -> None:
    assert shown(ARTICLE, "meteorologi", width=110).startswith("… Dr. M. Sidik dari badan [meteorologi]")


def test_words_far_apart_are_shown_in_fragments() -> None:
    assert shown(ARTICLE, "masjid", "selimut", "negara") == (
        "… Warga berlarian ke luar rumah dan bermalam di halaman [masjid]. … Tenda, [selimut] dan air bersih dibagikan"
        " sejak pagi di lapangan. … sore, kata perusahaan listrik [negara]."
    )


def test_words_near_each_other_are_shown_in_one_fragment() -> None:
    assert shown(ARTICLE, "bantuan", "selimut", width=120).strip("… ").count("…") == 0


def test_a_function_word_far_away_is_no_reason_for_a_fragment() -> None:
    wanted = AllOf(wanted=tuple(asked("tsunami")), optional=tuple(asked("dengan")))
    document = Document("1", "", ARTICLE, language="id")
    assert "…" not in explained(document, wanted, AliasTable()).snippet.text.strip("… ")


def test_a_first_sentence_that_stands_in_for_a_headline_is_not_shown_twice() -> None:
    title = ARTICLE[: ARTICLE.index(".")]
    wanted = AllOf(wanted=tuple(asked("gempa")))
    repeated = explained(Document("1", title, ARTICLE, title_derived=True, language="id"), wanted, AliasTable())
    assert repeated.title.spans
    assert repeated.snippet.text.startswith("… Dr. M. Sidik")
    opening = explained(Document("1", title, ARTICLE, title_derived=True, language="id"), AllOf(), AliasTable())
    assert opening.snippet.text.startswith("… Warga berlarian")
    alone = explained(Document("1", title, f"{title}.", title_derived=True, language="id"), wanted, AliasTable())
    assert alone.snippet.text == f"{title}."


def test_a_mark_over_a_line_end_is_printed_in_one_line() -> None:
    phrase = Concept('"kerja sama"', (), (("kerja", "sama"),))
    (span,) = snippet(text := "Kerja\n\nsama itu", marks(text, "body", [phrase], ALIASES, "id")).spans
    assert span.reason.printed == "Kerja sama"


def test_a_mark_longer_than_the_snippet_is_cut_with_its_reason() -> None:
    text = "kata " * 100
    mark = Mark(0, 499, 0, Reason('"kata *"', MatchKind.EXACT, text[:499]))
    passage = snippet(text, [mark])
    assert len(passage.text) <= WIDTH + 2
    assert passage.spans[0].reason.printed == passage.text[: passage.spans[0].end]


def test_nothing_to_mark_shows_the_opening() -> None:
    assert snippet(ARTICLE, [], width=50).text == "Gempa mengguncang Lombok pada Minggu malam. …"
    assert snippet("", []).text == snippet(" \n ", []).text == ""


def test_the_whole_text_keeps_its_lines() -> None:
    assert whole(ARTICLE, marks(ARTICLE, "body", asked("gempa"), ALIASES, "id")).text == ARTICLE
