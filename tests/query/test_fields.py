"""Field names: one canonical name each, and readers told of it."""

from __future__ import annotations

import pytest

from search.query.fields import READER_NAMES, canonical_name
from search.query.parser import parsed
from search.wording import LANGUAGES, sentence


@pytest.mark.parametrize("canonical", READER_NAMES)
def test_every_name_of_a_field_gives_the_same_query(canonical: str) -> None:
    for name in (canonical, *READER_NAMES[canonical]):
        assert str(parsed(f"{name}:gempa").query) == f"{canonical}:gempa"
        assert canonical_name(name.upper()) == canonical


def test_no_name_stands_for_two_fields() -> None:
    names = [name for canonical, others in READER_NAMES.items() for name in (canonical, *others)]
    assert len(names) == len(set(names))
    assert all(name.isalpha() and name.islower() for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_word_for_readers_that_they_can_type(language: str) -> None:
    for canonical in READER_NAMES:
        assert canonical_name(sentence(f"field-{canonical}", language)) == canonical
