"""Counting what an archive says of names: once a document, in bounded memory, always the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.mining import Cue, Miner, mined
from search.mining.miner import LONGEST_SENTENCE, sentence
from search.model import Document


def test_a_pair_counts_once_for_each_document() -> None:
    miner = Miner()
    miner.read("1", "Kelompok ISIS alias NIIS. ISIS alias NIIS mundur.")
    miner.read("2", "Kata dia, NIIS alias ISIS kalah.")
    (found,) = miner.evidence()
    assert (found.names, found.documents, found.document_id) == (("ISIS", "NIIS"), 2, "1")
    assert found.sentence == "Kelompok ISIS alias NIIS."


def test_the_surest_cue_and_the_most_frequent_printing_are_kept() -> None:
    miner = Miner()
    for number, text in enumerate(("aparatur sipil negara (ASN)", "Aparatur Sipil Negara (ASN)") * 2 + ("ASN (apa)",)):
        miner.read(str(number), text)
    miner.read("x", "aparatur sipil negara (ASN)")
    (found,) = miner.evidence()
    assert (found.names, found.cue, found.documents) == (("aparatur sipil negara", "ASN"), Cue.LETTERS, 5)


def test_what_is_seen_least_is_forgotten_first() -> None:
    miner = Miner(most_pairs=4)
    for number in range(30):
        letter = chr(ord("A") + number % 26)
        miner.read(str(number), f"Komisi Pemilihan Umum (KPU) dan B{letter.lower()}n Cipta {letter}ali (BC{letter})")
    found = miner.evidence()
    assert len(found) <= 4
    assert (found[0].names[1], found[0].documents) == ("KPU", 30)


def test_titles_are_read_as_well() -> None:
    found = mined([Document("1", "Komisi Pemilihan Umum (KPU) siap", "Isi."), Document("2", "", "")])
    assert [one.names[1] for one in found] == ["KPU"]


@given(st.lists(st.text(max_size=60)), st.integers(1, 3))
def test_the_same_texts_give_the_same_evidence(texts: list[str], most_pairs: int) -> None:
    def run() -> object:
        miner = Miner(most_pairs)
        for number, text in enumerate(texts):
            miner.read(str(number), f"{text} ISIS alias NIIS. {text}")
        return miner.evidence()

    assert run() == run()


@given(st.text(), st.integers(0, 300), st.integers(0, 300))
def test_a_sentence_is_one_short_line(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    shown = sentence(text, start, end)
    assert "\n" not in shown
    assert len(shown) <= max(LONGEST_SENTENCE, end - start) + len("…  …")
    assert " ".join(text[start:end].split()) in shown
