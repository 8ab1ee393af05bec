"""Text to terms: tokens with their places, the surface view that is exact, the root view that finds."""

from search.analysis.analyzer import Token, pieces, query_pieces, query_tokens, tokens
from search.analysis.chunks import Piece
from search.analysis.stopwords import is_function_word, is_question_word
from search.analysis.version import fingerprint
from search.analysis.views import SNOWBALL, explained_root, is_indonesian, root_of, shown_root

__all__ = [
    "SNOWBALL",
    "Piece",
    "Token",
    "explained_root",
    "fingerprint",
    "is_function_word",
    "is_indonesian",
    "is_question_word",
    "pieces",
    "query_pieces",
    "query_tokens",
    "root_of",
    "shown_root",
    "tokens",
]
