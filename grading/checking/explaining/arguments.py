"""What can happen to arguments on their way into a formula."""

import itertools
import math

import numpy as np

from grading.checking.comparing.values import (
    _is_array,
    _is_lists,
    _is_number,
    _is_numbers,
    _is_pairs,
    _is_row,
    _is_square,
    _is_table,
    _is_whole,
    _shape_in_words,
)
from grading.checking.explaining.mistakes import _names_of_arguments
from grading.checking.explaining.results import _rows, _several
from grading.checking.explaining.sentences import _About

_SWAPPED = "have changed places."


def _changes_of_arguments(args):
    """Yield (sentence, function of the list of arguments) for what can happen to arguments on their way into a formula."""
    names = _names_of_arguments(len(args))
    for place, (name, value) in enumerate(zip(names, args, strict=True)):
        for fits, words, change in _TO_AN_ARGUMENT:
            if fits(value):
                yield (
                    _About(words, name),
                    lambda given, place=place, change=change: [*given[:place], change(given[place]), *given[place + 1 :]],
                )
    for one, other in itertools.combinations(range(len(args)), 2):
        if _shape_in_words(args[one]) == _shape_in_words(args[other]) and not callable(args[one]):
            yield f"{names[one]} and {names[other]} {_SWAPPED}", lambda given, i=one, j=other: _swapped(given, i, j)
            for i, j in ((one, other), (other, one)):
                yield (
                    f"{names[i]} stands where {names[j]} belongs.",
                    lambda given, i=i, j=j: [given[i] if place == j else value for place, value in enumerate(given)],
                )
    for words, rows in (("first", slice(1)), ("last", slice(-1, None))):
        yield f"Only the {words} row of the data counts.", lambda given, rows=rows: _rows_of(given, rows)


def _swapped(given, one, other):
    given = list(given)
    given[one], given[other] = given[other], given[one]
    return given


def _rows_of(given, rows):
    number = _several(_rows(given))
    return [value[rows] if type(value) is np.ndarray and value.ndim > 1 and len(value) == number else value for value in given]


def _entries(change):
    return lambda value: [change(number) for number in value]


def _each(change):
    return lambda value: {key: change(item) for key, item in value.items()} if type(value) is dict else [change(item) for item in value]


def _keep(value, part):
    """Return a table in which everything else is 0."""
    kept = np.zeros_like(value)
    kept[part] = value[part]
    return kept


# What an answer can make of one argument: to which kind, in which words, and how. {} stands for the argument's name.
_TO_AN_ARGUMENT = (
    (_is_number, "It is as if {} were 1: is it used?", lambda value: type(value)(1)),
    (_is_number, "{} goes in twice as large as it is.", lambda value: 2 * value),
    (_is_number, "{} goes in half as large as it is.", lambda value: value / 2),
    (_is_number, "{} goes in with its sign turned round.", lambda value: -value),
    (_is_number, "The sign of {} is lost.", abs),
    (_is_number, "{} goes in squared.", lambda value: value * value),
    (_is_number, "1 divided by {0} goes in where {0} itself belongs, or the other way round.", lambda value: 1 / value),
    (_is_number, "1 minus {0} goes in where {0} itself belongs.", lambda value: 1 - value),
    (_is_number, "It is as if {} were 0: is it used?", lambda value: type(value)(0)),
    (_is_whole, "It is as if {} were one more.", lambda value: value + 1),
    (_is_whole, "It is as if {} were one less.", lambda value: max(value - 1, 0)),
    (_is_array, "{} goes in twice as large as it is.", lambda value: 2 * value),
    (_is_array, "{} goes in half as large as it is.", lambda value: value / 2),
    (_is_array, "{} goes in with its sign turned round.", lambda value: -value),
    (_is_array, "The signs in {} are lost.", np.abs),
    (_is_array, "The numbers in {} are cut down to whole ones.", np.floor),
    (_is_array, "The numbers in {} are rounded to whole ones.", np.round),
    (_is_array, "{} goes in squared.", lambda value: value * value),
    (_is_array, "1 minus {0} goes in where {0} itself belongs.", lambda value: 1 - value),
    (_is_array, "{} goes through the sigmoid once more.", lambda value: 1 / (1 + np.exp(-value))),
    (_is_array, "{} goes through tanh first.", np.tanh),
    (_is_array, "It is as if {} held nothing but 1: is it used?", np.ones_like),
    (_is_array, "It is as if {} held nothing but 0: is it used?", np.zeros_like),
    (_is_array, "Of {} the signs alone count.", np.sign),
    (_is_array, "{} goes in divided by the number of its rows or entries.", lambda value: value / max(len(np.atleast_1d(value)), 1)),
    (_is_array, "The mean is taken off {} first.", lambda value: value - np.mean(value, axis=0)),
    (_is_table, "Rows and columns of {} are swapped.", lambda value: value.T),
    (_is_table, "The rows of {} are taken from the last to the first.", lambda value: value[::-1]),
    (_is_table, "The first row of {} serves for all of them.", lambda value: np.repeat(value[:1], len(value), axis=0)),
    (_is_table, "The last row of {} serves for all of them.", lambda value: np.repeat(value[-1:], len(value), axis=0)),
    (_is_table, "The mean of the rows of {} serves for all of them.", lambda value: np.repeat(value.mean(0, keepdims=True), len(value), 0)),
    (_is_table, "The first column of {} serves for all of them.", lambda value: np.repeat(value[:, :1], value.shape[1], axis=1)),
    (_is_table, "Of {} the first column alone counts.", lambda value: _keep(value, np.s_[:, :1])),
    (_is_table, "Of {} the last column alone counts.", lambda value: _keep(value, np.s_[:, -1:])),
    (_is_table, "Of {} the first row alone counts.", lambda value: _keep(value, np.s_[:1])),
    (_is_table, "Of {} the last row alone counts.", lambda value: _keep(value, np.s_[-1:])),
    (_is_square, "Of {} the diagonal alone counts.", lambda value: np.diag(np.diag(value))),
    (_is_square, "Of {} the diagonal is left out.", lambda value: value - np.diag(np.diag(value))),
    (_is_square, "Of {} only what stands on and above the diagonal counts.", np.triu),
    (_is_square, "Of {} only what stands on and below the diagonal counts.", np.tril),
    (_is_numbers, "{} goes in twice as large as it is.", _entries(lambda value: 2 * value)),
    (_is_numbers, "{} goes in half as large as it is.", _entries(lambda value: value / 2)),
    (_is_numbers, "{} goes in with its sign turned round.", _entries(lambda value: -value)),
    (_is_numbers, "The signs in {} are lost.", _entries(abs)),
    (_is_numbers, "{} goes in squared.", _entries(lambda value: value * value)),
    (_is_numbers, "{} goes through the sigmoid once more.", _entries(lambda value: 1 / (1 + math.exp(-value)))),
    (_is_numbers, "It is as if {} held nothing but 1: is it used?", _entries(lambda value: 1.0)),
    (_is_numbers, "It is as if {} held nothing but 0: is it used?", _entries(lambda value: 0.0)),
    (_is_numbers, "{} goes in divided by the number of its rows or entries.", lambda value: [number / len(value) for number in value]),
    (_is_numbers, "{} goes in divided by its sum.", lambda value: [number / sum(value) for number in value]),
    (_is_row, "{} is taken from its end to its start.", lambda value: value[::-1]),
    (_is_row, "{} is taken sorted, not in its own order.", lambda value: sorted(value)),
    (_is_row, "The last entry of {} is left out.", lambda value: value[:-1]),
    (_is_row, "The first entry of {} is left out.", lambda value: value[1:]),
    (_is_row, "Of {} the first entry alone counts.", lambda value: value[:1]),
    (_is_row, "Of {} the last entry alone counts.", lambda value: value[-1:]),
    (_is_row, "What stands in {} twice counts once.", lambda value: list(dict.fromkeys(value))),
    (_is_pairs, "The two numbers of each pair in {} have changed places.", _each(lambda pair: pair[::-1])),
    (_is_lists, "The lists in {} are taken from their end to their start.", _each(lambda value: value[::-1])),
    (_is_lists, "The lists in {} are taken sorted, not in their own order.", _each(sorted)),
    (_is_lists, "Of each list in {} the first entry alone counts.", _each(lambda value: value[:1])),
    (_is_lists, "Of each list in {} the last entry alone counts.", _each(lambda value: value[-1:])),
    (_is_lists, "The last entry of each list in {} is left out.", _each(lambda value: value[:-1])),
    (_is_lists, "The first entry of each list in {} is left out.", _each(lambda value: value[1:])),
    (_is_lists, "Lists in {} with one entry are left out.", lambda value: [item for item in value if len(item) != 1]),
    (_is_lists, "What stands twice in a list in {} counts once.", _each(lambda value: list(dict.fromkeys(value)))),
)
