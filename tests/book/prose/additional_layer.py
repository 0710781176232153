"""The page on an additional layer: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands, run

PAGE = "additional-layer"


def middle(page, layers):
    return np.median(page["at_start"][layers])


SAID = {
    "Take two hundred starts": lambda page: len(page["SEEDS"]) == 200,
    "lets a quarter to a third of the gradient through": lambda page: all(
        1 / 4 <= middle(page, k + 1) / middle(page, k) <= 1 / 3 for k in (1, 2)
    ),
    "each sigmoid takes away at least three quarters": lambda page: page["sigmoid_slope"](np.linspace(-5, 5, 101)).max() == 0.25,
    "for 37 of the 200 seeds the gradient is larger": lambda page: page["larger"] == 37,
    "takes about three times as long, and for nearly every start longer": lambda page: (
        2.8 < np.median(page["needed"][1]) / np.median(page["needed"][0]) < 3.3 and page["slower"] == 198
    ),
    "How many of the two hundred": "the question",
    "a second layer takes three quarters of it away": lambda page: 0.2 < middle(page, 2) / middle(page, 1) < 0.3,
    "for 200 starts sorted": lambda page: len(page["needed"][0]) == 200,
}


def try_1():
    page = as_it_stands(PAGE)
    weights, biases = page["many"]([2, 3, 3, 1])
    weights, until = [2 * A - 1 for A in weights], np.full(200, 10_000)
    for epoch in range(10_000):
        values, sums = page["forward_layers"](page["X"], weights, biases)
        until[page["is_right"](values[-1]) & (until == 10_000)] = epoch
        gradients = page["backward_layers"](page["T"], weights, values, sums)
        weights, biases = ([A - 0.3 * g for A, g in zip(*pair, strict=True)] for pair in zip((weights, biases), gradients, strict=True))
    assert np.sum(until < 10_000) == 199
    assert round(np.median(until), -1) == 2940


def try_2():
    ran = run(
        PAGE,
        ("values.append(sigmoid(sums[-1]))", "values.append(np.tanh(sums[-1]))"),
        ("sigmoid_slope(sums[k - 1])", "(1 - np.tanh(sums[k - 1]) ** 2)"),
        ("assert np.allclose(one, other, rtol=1e-12)", "pass"),
        ("needed = [", "needed = [] and ["),
        ("slower = ", "slower = 0 and "),
    )
    return middle(ran, 2), middle(ran, 1)
