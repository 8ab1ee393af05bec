"""What holds for every text whatever, attacked by Hypothesis."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import pieces, query_tokens, root_of, tokens
from search.analysis.chunks import EDGES, LONGEST, analysis
from search.analysis.folding import fold, plain
from search.analysis.tokenizer import LONGEST_TERM

# Any string, lone surrogates included, and strings of the characters that the rules are about.
ANYTHING = st.text(st.characters(exclude_categories=()))
NEWSLIKE = st.text("aAeEiIsSkK019 .,:;/-–'’\"()%$#@&_\n\u00ad\u0301éİß²½高Rp")
TEXTS = (
    ANYTHING
    | NEWSLIKE
    | st.lists(st.sampled_from(["ke-28", "anti-teror", "Rp1,5", "IS/ISIS", "A.S.", "nya"])).map("-".join)
)
LANGUAGES = st.sampled_from(["id", "ms", "en", "de", "ru", "jv", "und"])


@given(TEXTS, LANGUAGES)
def test_pieces_and_tokens_agree(text: str, language: str) -> None:
    assert pieces(text, language) == [token.piece for token in tokens(text, language)]


@given(TEXTS)
@example("\ufdfa")  # one sign that stands for four words
@example("\u2028")
def test_terms_are_bounded_and_hold_no_white_space(text: str) -> None:
    for piece in pieces(text):
        for term in (piece.surface, piece.root):
            assert 0 < len(term) <= LONGEST_TERM
            assert term.split() == [term]
            assert term.encode()  # a lone surrogate is no letter: terms can always be written


@given(TEXTS)
def test_offsets_give_back_the_surface(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        printed = plain(text[token.start : token.end]).text
        surface = token.piece.surface
        # The letters of the term are the letters printed there, in order; a sign may have gone, a clitic may follow.
        letters = iter(printed.lower())
        assert surface == "persen" or all(letter in letters for letter in surface if letter.isalnum())


@given(TEXTS, TEXTS)
def test_a_word_has_one_root_in_documents_and_queries(document: str, query: str) -> None:
    roots = {piece.surface: piece.root for piece in pieces(document)}
    for token in query_tokens(query):
        assert roots.get(token.piece.surface, token.piece.root) == token.piece.root


@given(TEXTS)
def test_positions_move_forward_one_by_one(text: str) -> None:
    found = pieces(text)
    assert all(piece.step in (0, 1) and piece.covers >= 1 for piece in found)
    assert not found or (found[0].step == 1 and not found[0].joins)


@given(TEXTS.map(lambda text: "".join(text.split())), st.sampled_from(["", *EDGES]))
def test_the_cache_gives_what_the_rules_give(chunk: str, sign: str) -> None:
    short, long = analysis("id", is_cased=True)
    if chunk:
        assert short(sign + chunk + sign) == long(sign + chunk + sign)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=30), LANGUAGES)
def test_a_surface_is_folded_already(word: str, language: str) -> None:
    for piece in pieces(word, language):
        assert fold(piece.surface) == piece.surface
        assert root_of(piece.surface, language) == piece.root


def test_a_megabyte_without_a_blank_is_analyzed_in_slices() -> None:
    text = "anti-teror/" * (2 * LONGEST // 11)
    assert [token.piece for token in tokens(text)] == pieces(text)
    assert all(
        fold(text[token.start : token.end]).replace("-", "") == token.piece.surface for token in tokens(text)[:50]
    )
