"""The page on initialisation: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands, run

PAGE = "initialisation"
IN_THE_MIDDLE = "how the quantiles 0.1 and 0.9 are said"


def relu_keeps(page):
    z = np.random.default_rng(0).normal(size=100_000)
    return np.mean(np.maximum(z, 0) ** 2) / np.mean(z**2)


def medians(page, name):
    return np.median(page["sizes"][name], axis=0)


def he_over_xavier(page):
    """Ten layers, forward and back together, each with half of the variance: 2 ** 5 in size."""
    return medians(page, "ReLU, He")[[0, -1]] / medians(page, "ReLU, Xavier")[[0, -1]]


def explosion(page):
    return medians(page, "tanh, too large")[0] / medians(page, "tanh, too large")[-1]


SAID = {
    "Start all eight of the 2-2-2 network at 0.1": lambda page: 2 * 2 + 2 * 2 == 8,
    "throws away half of what comes in": lambda page: abs(relu_keeps(page) - 0.5) < 0.01,
    "between which two values the middle eight tenths of the draws lie": IN_THE_MIDDLE,
    "the middle one of the 200": "the median",
    "ReLU loses half of the variance in every layer": lambda page: np.all(np.abs(np.log2(he_over_xavier(page)) - 5) < 0.5),
    "leave four millionths": lambda page: round(0.25**9 * 1e6) == 4,
    "Two layers, two hundred starts": lambda page: len(page["W_start"]) == 200,
    "The brackets hold the middle eight tenths of the 200": IN_THE_MIDDLE,
    "one of its weights moves by more than 1 in nearly every network": lambda page: np.mean(page["moved"] > 1) > 0.95,
    "about a third of the networks get stuck near a loss of 0.5": lambda page: (
        0.3 < page["stuck"].mean() < 0.37 and np.all(np.abs(page["losses"][-1][page["stuck"]] - 0.5) < 0.05)
    ),
    "four times as large as Xavier's": "what the question asks for",
    "the slope of a quarter": lambda page: page["sigmoid_slope"](0.0) == 0.25,
    "66 of 200": lambda page: stuck_with(page, 0.1) == 66,
    "ReLU sets the negative half of its inputs to zero, and so half of the squares": lambda page: abs(relu_keeps(page) - 0.5) < 0.01,
    "Weights with twice the variance": lambda page: np.isclose(page["he"] ** 2, 2 / page["UNITS"]),
    "two hundred say how often": lambda page: len(page["SEEDS"]) == 200,
    "it grows several hundred times from the last layer to the first": lambda page: 300 < explosion(page) < 1000,
}


def stuck_with(page, deviation):
    drawn = [np.random.default_rng(seed).normal(scale=deviation, size=(2, 2, 2)) for seed in range(200)]
    W, V = np.stack(drawn, axis=1)
    for _ in range(200):
        grad_W, grad_V, _ = page["gradients"](W, V)
        W, V = W - 0.5 * grad_W, V - 0.5 * grad_V
    return int(np.sum(page["gradients"](W, V)[2] > 0.4))


def try_1():
    page = as_it_stands(PAGE)
    ran = run(
        PAGE,
        ("np.full((2, 2), 0.1), np.full((2, 2), 0.1)", "np.zeros((2, 2)), np.zeros((2, 2))"),
        ("SEEDS = range(200)", "SEEDS = range(2)"),
    )
    assert ran.printed.startswith("W after 200 epochs\n[[0. 0.]\n [0. 0.]]\nV after 200 epochs\n[[0. 0.]\n [0. 0.]]")
    assert not any(np.any(grad) for grad in page["gradients"](np.zeros((2, 2)), np.zeros((2, 2)))[:2])


def try_2():
    page = as_it_stands(PAGE)
    drawn = np.array([page["gradient_sizes"](seed, *page["logistic"], 4 * page["xavier"]) for seed in range(200)])
    larger, before = np.median(drawn[:, 0] / drawn[:, -1]), medians(page, "sigmoid, Xavier")
    assert before[0] / before[-1] < 6e-6 < 0.01 < larger < 0.1
    return (larger,)


def try_3():
    page = as_it_stands(PAGE)
    assert stuck_with(page, 0.1) == 66
    assert page["stuck"].sum() == 68
