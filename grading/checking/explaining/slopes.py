"""What can be wrong with a slope that the model lets itself be given."""

import inspect

import numpy as np

from grading.checking.explaining.sentences import _sentence


def _changes_of_slopes(model):
    """Yield (sentence, keyword arguments of the model) for its slopes: functions of the value after the activation, named slope_... ."""
    try:
        parameters = inspect.signature(model).parameters.items()
    except (TypeError, ValueError):
        return
    for name, parameter in parameters:
        layer = {"slope": "the slope", "slope_h": "the hidden slope", "slope_y": "the output's slope"}.get(
            {"hidden_slope": "slope_h", "output_slope": "slope_y"}.get(name, name)
        )
        right = parameter.default
        if layer and inspect.isfunction(right) and len(inspect.signature(right).parameters) == 1:
            for words, wrong in _SLOPES.items():
                yield (
                    _sentence(words.format(layer)),
                    {name: lambda value, right=right, wrong=wrong: wrong(value, right)},
                )


# What can stand where a slope belongs; `value` comes after the activation, `right` is its slope. {} says which slope.
_SLOPES = {
    "{} is missing": lambda value, right: 1.0,
    "{} is in it twice": lambda value, right: right(value) ** 2,
    "it is divided by {} where it is multiplied": lambda value, right: 1 / right(value),
    "where {} belongs stands the value itself": lambda value, right: value,
    "where {} belongs stands 1 minus the value": lambda value, right: 1 - value,
    "where {} belongs stands the square of the value": lambda value, right: value**2,
    "where {} belongs stands the square of 1 minus the value": lambda value, right: (1 - value) ** 2,
    "{} has a plus where a minus belongs": lambda value, right: (
        2 * value - right(value) if np.allclose(right(value), value - value**2) else 2 - right(value)
    ),
    "{} is that of a sigmoid, and another one belongs there": lambda value, right: value * (1 - value),
    "{} is that of tanh, and another one belongs there": lambda value, right: 1 - value**2,
    "{} is that of ReLU, and another one belongs there": lambda value, right: (value > 0) * 1.0,
    "{} is made from the sum before the activation; the value after it belongs there": lambda value, right: right(_before(value, right)),
    "{} is taken of a value that has passed the sigmoid twice": lambda value, right: right(1 / (1 + np.exp(-value))),
    "{} is taken of a value that has passed tanh twice": lambda value, right: right(np.tanh(value)),
}


def _before(value, right):
    """Return what went into the activation: a sigmoid where the slope is 0 at 1, else tanh."""
    sigmoid = np.allclose(right(value), value * (1 - value))
    with np.errstate(all="raise"):
        return np.log(value / (1 - value)) if sigmoid else np.arctanh(value)
