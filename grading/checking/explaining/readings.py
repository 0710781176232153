"""The ways to read a wrong answer, from one idea to two at a time; what explains it with less is tried first."""

import itertools

from grading.checking.explaining.arguments import _SWAPPED
from grading.checking.explaining.evidence import _NOTHING
from grading.checking.explaining.formulas import _inside_the_model
from grading.checking.explaining.ideas import _Idea, _Placed, _Then
from grading.checking.explaining.mistakes import _KNOWN, _changed, _names_of_arguments
from grading.checking.explaining.results import _ANYWHERE, _ANYWHERE_ALONE, _WITH_AN_ARGUMENT
from grading.checking.explaining.sentences import _About, _in_place, _sentence


def _single(space):
    """Yield (sentences, idea) for every idea by itself that needs to ask the answer nothing."""
    for sentence, idea in space.listed.items():
        if sentence not in space.asking:
            yield (sentence,), idea


def _asking(space):
    """Yield the ideas that ask the answer, for the size of its mistake, say; that takes longer, so they come after the others."""
    for sentence, idea in space.listed.items():
        if sentence in space.asking:
            yield (sentence,), idea


def _with_other_slopes(space):
    """Yield the model with a slope that is not its own."""
    for sentence, change in space.slopes.items():
        yield (sentence,), _Idea(_changed(space.model, change))


def _in_one_result(space):
    """Yield every idea, made in one of several results alone."""
    for place in space.places:
        for sentence, idea in space.listed.items():
            if not any(name in sentence for name in _KNOWN.results):  # such a sentence says already where it belongs
                yield (_in_place(place, sentence),), _Placed(space.right, place, idea)


def _anywhere(space):
    """Yield the mistakes that any result can have, in all results and in one alone."""
    for words, change in {**_ANYWHERE, **_ANYWHERE_ALONE}.items():
        yield from space.everywhere_and_in_one(_sentence(words), _Then(space.right, change))
    for place, (name, value) in enumerate(zip(_names_of_arguments(len(space.case.args)), space.case.args, strict=True)):
        for fits, words, change in _WITH_AN_ARGUMENT:
            if fits(value):
                idea = _Then(space.right, lambda result, args, place=place, change=change: change(result, args[place]))
                yield from space.everywhere_and_in_one(_About(words, name), idea)


def _with_other_arguments(space):
    """Yield the model for arguments that an answer may have taken for those it got, in all results and in one alone."""
    for sentence, change in space.other_arguments.items():
        idea = space.on_changed(space.right, change)
        if not sentence.endswith(_SWAPPED):
            yield from space.everywhere_and_in_one(sentence, idea)
        elif len(space.touched(idea)) != 1:  # where one result is wrong, one argument stands where the other belongs
            yield (sentence,), idea


def _two_changes(space):
    """Yield pairs of changes of the model, also of changes that a slope of it can have."""
    for (one, first), (two, second) in itertools.combinations(_KNOWN.changes.items(), 2):
        if not first.keys() & second.keys():
            yield (one, two), _Idea(_changed(space.model, first | second))


def _change_and_slope(space):
    """Yield pairs of a change of the model and a slope that is not its own."""
    for one, first in _KNOWN.changes.items():
        for two, second in space.slopes.items():
            if not first.keys() & second.keys():
                yield (one, two), _Idea(_changed(space.model, first | second))


def _idea_and_anywhere(space):
    """Yield pairs of an idea and a mistake that any result can have, and pairs of the latter."""
    changes = {}
    for words, change in _ANYWHERE.items():
        # Where the task has a sentence of its own for it, that is the one to say.
        wrong = _Then(space.right, change).on(space.case)
        own = [s for s, idea in space.listed.items() if wrong is not _NOTHING and space.case.same(idea.on(space.case), wrong)]
        changes[own[0] if len(own) == 1 else _sentence(words)] = change
    for sentence, idea in space.listed.items():
        for other, change in changes.items():
            if other != sentence:
                yield (sentence, other), _Then(idea, change)
    for (one, first), (two, second) in itertools.combinations(changes.items(), 2):
        yield (one, two), _Then(_Then(space.right, first), second)


def _in_two_results(space):
    """Yield pairs of ideas of which each is made in a result of its own."""
    ideas = [(sentence, idea) for sentence, idea in space.listed.items() if not any(name in sentence for name in _KNOWN.results)]
    for place, other in itertools.combinations(space.places, 2):
        first = [(sentence, _Placed(space.right, place, idea)) for sentence, idea in ideas]
        for (one, made), (two, idea) in itertools.product(first, ideas):
            if one != two:
                yield (_in_place(place, one), _in_place(other, two)), _Placed(made, other, idea)


# In this order: what explains an answer with less is tried first.
_READINGS = (
    _single,
    _asking,
    _with_other_slopes,
    _in_one_result,
    _anywhere,
    _with_other_arguments,
    _two_changes,
    _change_and_slope,
    _idea_and_anywhere,
    _in_two_results,
    _inside_the_model,
)
