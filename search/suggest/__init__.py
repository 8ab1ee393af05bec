"""Suggestions: what else could have been asked? Completions, other spellings, related searches, more like this."""

from search.suggest.completing import Completion, Completions
from search.suggest.correcting import Change, Correction, did_you_mean
from search.suggest.entries import Kind
from search.suggest.folder import add, build, is_sound
from search.suggest.gathering import Gathering
from search.suggest.likeness import like
from search.suggest.related import related

__all__ = [
    "Change",
    "Completion",
    "Completions",
    "Correction",
    "Gathering",
    "Kind",
    "add",
    "build",
    "did_you_mean",
    "is_sound",
    "like",
    "related",
]
