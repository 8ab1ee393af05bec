"""Documents that no newsroom prints: the answer stays bounded, and stays true."""

from __future__ import annotations

import pytest

from search.aliases import alias_table, shipped_rules
from search.model import Document, Passage
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.snippets import explained
from search.snippets.edges import LONGEST_WORD
from search.snippets.fragments import MOST_FRAGMENTS
from search.snippets.marking import MOST
from search.snippets.passages import WIDTH

SHIPPED = alias_table([shipped_rules()])
LONGEST = WIDTH + MOST_FRAGMENTS * (LONGEST_WORD + len(" … ")) + len("… ")
BODIES = {
    "one word a hundred thousand times": "perang " * 100_000,
    "a name a hundred thousand times": "Amerika Serikat " * 50_000,
    "one word of a megabyte": "perang" * 170_000,
    "one word of a megabyte, with a match": "x" * 1_000_000 + ".perang." + "y" * 1_000,
    "Chinese without blanks": "战争和平" * 10_000,
    "Arabic and combining marks": "الحرب perang e\u0301\u0302 " * 10_000,
    "marks without end": "perang" + "\u0301" * 100_000 + " perang",
    "emoji": "👩\u200d🚀🇮🇩perang👍🏽" * 10_000,
    "blanks": "perang" + " \n" * 300_000 + "perang",
    "stops": "perang" + "." * 300_000 + " perang",
    "nothing": " \n ",
}


def checked(passage: Passage) -> None:
    end = 0
    for span in passage.spans:
        assert end <= span.start < span.end <= len(passage.text)
        assert passage.text[span.start : span.end] == span.reason.printed
        end = span.end


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("typed", ["memerangi", '"perang perang" amerika serikat 战争和平'])
def test_spans_are_true_and_the_snippet_is_short(body: str, typed: str) -> None:
    wanted = rewritten(parsed(typed).query, SHIPPED).wanted
    shown = explained(Document("1", "Perang", body, language="id"), wanted, SHIPPED)
    for passage in (shown.title, shown.body, shown.snippet):
        checked(passage)
    assert shown.body.text == body
    assert len(shown.body.spans) <= 3 * MOST
    assert len(shown.snippet.text) <= LONGEST
