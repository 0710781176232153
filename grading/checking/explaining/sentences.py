"""Sentences about an argument, a part of a formula or one of several results, and how they name it."""

import numpy as np

from grading.checking.comparing.values import _is_number, _plain
from grading.checking.explaining.mistakes import _KNOWN


class _About(str):
    """A sentence about one argument: `words` with a place for `what`, its name."""

    def __new__(cls, words, what):
        made = super().__new__(cls, words.format(what))
        made.words, made.what = words, what
        return made

    def in_place(self, place):
        return _About(_in_place(place, self.words), self.what)


class _Part(_About):
    """A sentence about one part of the model's formula."""


def _places(expected):
    """Return the places of the results where there are several arrays or numbers, and [] where there is one result."""
    if type(expected) not in (list, tuple) or len(expected) < 2:
        return []
    arrays = all(type(_plain(item)) is np.ndarray for item in expected)
    # A list of numbers is one result.
    numbers = type(expected) is tuple and all(_is_number(item) or type(_plain(item)) is np.ndarray for item in expected)
    return range(len(expected)) if arrays or numbers else []


def _result_name(place):
    return _KNOWN.results[place] if place < len(_KNOWN.results) else f"result number {place + 1}"


def _in_place(place, sentence):
    return f"In {_result_name(place)} alone: {sentence}"


def _sentence(words):
    return f"{words[:1].upper()}{words[1:]}."
