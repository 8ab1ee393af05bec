"""Letters garbled by a wrong encoding are put right where only one reading is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.ingest.mojibake import unscrambled

# as it came, as it was meant
GARBLED = [
    ("â€œKoalisiâ€\x9d", "“Koalisi”"),
    ("Jumâ€™at", "Jum’at"),
    ("FranÃ§ois Hollande", "François Hollande"),
    ("FranÃƒÂ§ois Hollande", "François Hollande"),  # twice
    ("‚ÄúKoalisi‚Äù", "“Koalisi”"),  # by Mac Roman
    ("ï¬\x81nal", "ﬁnal"),
    ("“KAFÉ”, 5 € – São", "“KAFÉ”, 5 € – São"),
    ("Â\x88", "Â\x88"),  # read again it would be a control character, which nobody wrote
    ("Â\x80", "Â\x80"),
]


@pytest.mark.parametrize(("came", "meant"), GARBLED)
def test_garbled_letters_are_put_right(came: str, meant: str) -> None:
    assert unscrambled(came) == meant


@given(some.text(some.sampled_from("éçüãñ “”‘’–…•abc."), max_size=20))
def test_what_windows_garbled_comes_back(text: str) -> None:
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert unscrambled(garbled) == text


@given(some.text(some.sampled_from("ÂÃâ€œ\x80\x88\x9dï¬‚Äé a")))
def test_no_control_character_is_made(text: str) -> None:
    controls = set(map(chr, range(0x80, 0xA0)))
    assert controls.intersection(unscrambled(text)) <= controls.intersection(text)
