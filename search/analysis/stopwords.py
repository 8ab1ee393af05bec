"""Words of a query that ask or connect and do not name what is looked for; never applied to documents.

Both lists hold surfaces, not roots: as roots they would take content words with them (pertanyaan, pendapat).
"""

from __future__ import annotations

from functools import cache

from search.analysis.data import entries


def is_question_word(surface: str) -> bool:
    """Is this a question word, with or without the particle -kah?

    >>> is_question_word("siapa"), is_question_word("dimanakah"), is_question_word("pertanyaan")
    (True, True, False)
    """
    return surface.removesuffix("kah") in _words("question-words.txt")


def is_function_word(surface: str) -> bool:
    """Is this a word that every text holds, whatever it is about?

    >>> is_function_word("yang"), is_function_word("tidak")
    (True, False)
    """
    return surface in _words("function-words.txt")


def function_words() -> frozenset[str]:
    """All words of that kind."""
    return _words("function-words.txt")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(entries(name))
