"""Chapter 6: what it says in words, and what it asks to try."""

import numpy as np
from book_site import as_it_stands

CHAPTER = "06-xor"
EIGHT_TENTHS = "how the quantiles 0.1 and 0.9 are said"


def solved(page, name):
    return page["counts"][name]


def epochs_to(page, name, below=0.05):
    """Return after how many hundred epochs each of the 200 networks is below a loss."""
    return np.argmax(page["runs"][name][1] < below, axis=0)


def at_the_end(page, name):
    _, losses, right = page["runs"][name]
    return losses[-1][~right]


def history(page, gradients, parameters):
    kept = page["train"](gradients, parameters)
    return kept, [float(page["loss"](page["forward"](page["X"], *A)[-1])) for A in kept]


SAID = {
    "one half": "the threshold between the two classes",
    "halved so that its derivative has no factor 2": "1/2 of the mean",
    "one sixth": lambda page: np.isclose(page["best_linear"], 1 / 6),
    "one eighth": lambda page: np.isclose(page["best_with_bias"], 1 / 8),
    "It is used four times": lambda page: page["N"] == 4,
    "one computation, written twice": "a way of speaking",
    "The first mistake gives less than half of the slope": lambda page: (
        page["sigmoid_derivative"](page["z"]) < 0.5 * page["sigmoid_slope"](page["z"])
    ),
    "In the first hundred epochs": lambda page: abs(page["losses"][1] - 1 / 8) < 0.002,
    "every hundredth epoch": lambda page: len(page["kept"]) == 101,
    "you run two hundred": lambda page: len(page["SEEDS"]) == 200,
    "put the two hundred weight matrices": lambda page: len(page["starts"]()[0]) == 200,
    "the middle eight tenths": EIGHT_TENTHS,
    "nine million": "any number of weights",
    "All two hundred end at": lambda page: solved(page, "none") == 0 and np.allclose(page["runs"]["none"][1][-1], 1 / 6, atol=1e-4),
    "All two hundred solve XOR, and sooner": lambda page: (
        solved(page, "tanh") == 200 and np.mean(epochs_to(page, "tanh") < epochs_to(page, "sigmoid")) > 0.97
    ),
    "its slope at 0 is 1 instead of one quarter, so four times as much": lambda page: page["sigmoid_slope"](0.0) == 0.25,
    "five of the two hundred are still near": lambda page: (
        solved(page, "sigmoid") == 195 and np.all(np.abs(at_the_end(page, "sigmoid") - 1 / 8) < 0.01)
    ),
    "it fails 136 times out of 200, at one sixth": lambda page: (
        solved(page, "ReLU") == 64 and np.allclose(at_the_end(page, "ReLU"), 1 / 6, atol=1e-6)
    ),
    "The same two hundred starts": "",
    "The 36 that still fail": lambda page: solved(page, "ReLU with biases") == 200 - 36,
    "only about half succeed": lambda page: 0.45 < np.mean(page["solved"]) < 0.55,
    "twice as long as from seed 0": "",
    "How many of the two hundred starts": "the question",
    "82 of 200, where three units find it 164 times": lambda page: solved(page, "ReLU with biases") == 164 and two_units(page)[0] == 82,
    "has 1 of 4 right": lambda page: right(page, page["w"]) == 1,
    "has 3 of 4 right": lambda page: right(page, np.array([[0.6], [0.6]])) == 3,
    "with 2 of 4 right": lambda page: "epoch  2,000: 2 of 4 right" in page.printed,
}
SAID["The same two hundred starts"] = SAID["put the two hundred weight matrices"]
SAID["twice as long as from seed 0"] = lambda page: flat(try_1_losses(page)) >= 2 * flat(page["losses"])


def right(page, w):
    return int(np.sum((page["X"] @ w > 0.5) == (page["T"] > 0.5)))


def flat(losses):
    """Return for how many hundred epochs a loss stays within five per cent of one eighth."""
    return int(np.sum(np.abs(np.array(losses) * 8 - 1) < 0.05))


def try_1_losses(page):
    return history(page, lambda W, V: page["backward"](page["X"], page["T"], W, V), page["start_weights"](12))[1]


def two_units(page):
    """Return how many of the starts with two ReLU units and biases find XOR, and what the hidden units of the others send on."""
    W, V = page["starts"](2)
    start = [W, np.zeros((200, 1, 2)), V, np.zeros((200, 1, 1))]
    last = page["train"](lambda *A: page["backward_b"](page["X"], page["T"], *A, "ReLU"), start)[-1]
    found = page["forward_b"](page["X"], *last, page["ACTIVATIONS"]["ReLU"][0])
    right = page["is_right"](found[-1])
    return int(right.sum()), found[-2][~right]


def try_1():
    losses = try_1_losses(as_it_stands(CHAPTER))
    assert 65 <= flat(losses) <= 75
    return (losses[-1],)


def try_2():
    page = as_it_stands(CHAPTER)
    points = page["square_grid"](401, -20, 20)
    one = page["forward"](points, page["W"], page["V"])[-1][:, 0] > 0.5
    assert round(100 * one.mean()) == 43
    assert one[points.sum(axis=1) < -15].mean() > 0.9


def try_3():
    page = as_it_stands(CHAPTER)

    def mistaken(W, V):
        _, H, Y = page["forward"](page["X"], W, V)
        grad_Y = (Y - page["T"]) / 4
        return page["X"].T @ (grad_Y @ V.T * page["sigmoid_slope"](H)), H.T @ grad_Y

    kept, losses = history(page, mistaken, page["start_weights"](0))
    answers = page["forward"](page["X"], *kept[-1])[-1]
    assert np.all(np.abs(answers - 0.5) < 0.01)
    return losses[0], losses[10], losses[-1]


def try_4():
    solved, hidden = two_units(as_it_stands(CHAPTER))
    assert (solved, len(hidden)) == (82, 118)
    assert (hidden > 0).all()
