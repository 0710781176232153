"""What the test cell that runs has said about its task: the mistakes that students make, the model, what it calls arguments and results."""

import inspect
from dataclasses import dataclass, field

import numpy as np


def known_mistakes(ideas, model=None, probes=(), results=()):
    """Name these mistakes in the checks that follow, until the next call of `known_mistakes`.

    `ideas` maps a sentence to a function that makes the mistake it describes, or to a dict of keyword arguments with
    which `model`, a function that gives the right result, makes it. Each gets the arguments of the check; when it
    raises, it says nothing. Mistakes can be combined, two at a time, and made in one of several `results` (their names).
    `probes` are further lists of arguments for which the answer is asked after a check has failed, to tell ideas apart:
    a sentence is shown only if its idea, and no other, agrees with all that the answer does. An answer sees the probes,
    so they must not be the inputs of hidden checks.
    Test cells call this inside a hidden region.
    """
    _KNOWN.__init__(
        {sentence: _changed(model, idea) if isinstance(idea, dict) else idea for sentence, idea in ideas.items()},
        {sentence: idea for sentence, idea in ideas.items() if isinstance(idea, dict)},
        model,
        list(probes),
        tuple(results),
    )


def some_arrays(seed, *shapes):
    """Return a list of arrays of random numbers with these shapes, always the same for one seed: `probes` for `known_mistakes`."""
    numbers = np.random.default_rng(seed)
    return [numbers.normal(size=shape) for shape in shapes]


def _changed(model, changes):
    return lambda *args, **kwargs: model(*args, **{**kwargs, **changes})


@dataclass
class _Known:
    """What the test cell that runs knows about the mistakes of its task."""

    ideas: dict = field(default_factory=dict)  # sentence: function
    changes: dict = field(default_factory=dict)  # sentence: keyword arguments of the model
    model: object = None
    probes: list = field(default_factory=list)
    results: tuple = ()
    passed: list = field(default_factory=list)  # the checks so far


_KNOWN = _Known()


def _names_of_arguments(number):
    """Return what the model calls its arguments, which is what the task calls them."""
    try:
        names = list(inspect.signature(_KNOWN.model).parameters)[:number]
    except (TypeError, ValueError):
        names = []
    return names if len(names) == number else [f"Argument number {place}" for place in range(1, number + 1)]
