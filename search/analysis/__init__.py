"""Text to terms: tokens with their places, the surface view that is exact, the root view that finds."""

from search.analysis.analyzer import Piece, Token, pieces, query_pieces, query_tokens, tokens
from search.analysis.stopwords import is_function_word, is_question_word
from search.analysis.version import fingerprint
from search.analysis.views import root_of

__all__ = [
    "Piece",
    "Token",
    "fingerprint",
    "is_function_word",
    "is_question_word",
    "pieces",
    "query_pieces",
    "query_tokens",
    "root_of",
    "tokens",
]
